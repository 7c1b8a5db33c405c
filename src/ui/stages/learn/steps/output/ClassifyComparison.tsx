import type { ScanActivations } from '../../../../../worker/jobs/explain/explainProtocol.ts';
import type { ModelSummary } from '../../../../../worker/jobs/models/modelProtocol.ts';
import { StatusLine } from '../../../../components/text/StatusLine.tsx';
import { useActivations } from '../../activations/useActivations.ts';
import { formatAnswer } from '../../maps/formatValue.ts';
import type { StepProps } from '../../step.ts';
import { asClassified } from './asClassified.ts';

type ClassifyComparisonProps = StepProps & {
  readonly found: ScanActivations;
  readonly classIndex: number;
  readonly model: ModelSummary;
};

const MIRRORED = { changes: [{ what: 'mirror' }] } as const;

/** The network's own probability beside the one that Classify shows of the scan. */
export function ClassifyComparison({ subject, found, classIndex, model }: ClassifyComparisonProps) {
  const { card } = model;
  const mirrored = useActivations(subject, card.hyperparameters.testTimeFlips ? MIRRORED : null);
  const { probabilities, classified } = found;
  if (!probabilities || !classified) return null;
  const { reasons, expected, same } = asClassified(
    probabilities,
    mirrored.found?.probabilities ?? null,
    classified,
    classIndex,
    card,
  );
  const shown = formatAnswer(classified[classIndex] ?? Number.NaN);
  const by = reasons.length > 0 ? ` (${reasons.join('; ')})` : '';
  const own = expected === null ? '' : ` This network comes to ${formatAnswer(expected)} that way.`;
  return (
    <StatusLine tone={same === null ? 'quiet' : same ? 'good' : 'bad'}>
      Classify shows {shown} for this scan{by}.{own}
      {same === null ? '' : ` Same as Classify: ${same ? 'yes' : 'no'}.`}
    </StatusLine>
  );
}
