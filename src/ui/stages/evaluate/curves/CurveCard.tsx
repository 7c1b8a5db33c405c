import { type ReactNode, useMemo, useState } from 'react';
import { precisionRecallCurve } from '../../../../evaluation/curves/precisionRecall.ts';
import { rocCurve } from '../../../../evaluation/curves/roc.ts';
import { PrecisionRecallChart } from '../../../charts/curves/PrecisionRecallChart.tsx';
import { CHANCE_LINE, RocChart } from '../../../charts/curves/RocChart.tsx';
import { Button } from '../../../components/Button.tsx';
import { Segmented } from '../../../components/form/Segmented.tsx';
import { Card } from '../../../components/layout/Card.tsx';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import { useLatestQuery } from '../../../components/useLatestQuery.ts';
import { jobs } from '../../../workspace/jobs.ts';
import type { Evaluated } from '../evaluated.ts';

/** What the threshold in use gives. */
export type OperatingPoint = {
  readonly threshold: number;
  readonly sensitivity: number;
  readonly specificity: number;
  /** Null where no scan is called positive. */
  readonly precision: number | null;
};

type CurveCardProps = {
  readonly evaluated: Evaluated;
  /** The class that counts as positive, against the rest. */
  readonly classIndex: number;
  readonly operating: OperatingPoint | null;
  /** Chooses the class, where there are several. */
  readonly above?: ReactNode;
};

/** The ROC or the precision-recall curve of one class, by need with a band of confidence. */
export function CurveCard({ evaluated, classIndex, operating, above }: CurveCardProps) {
  const { subset, predictions } = evaluated;
  const [kind, setKind] = useState<'roc' | 'precisionRecall'>('roc');
  const [banded, setBanded] = useState(false);
  const { scores, positive } = useMemo(
    () => ({
      scores: predictions.probabilities.map((row) => row[classIndex] ?? 0),
      positive: predictions.labels.map((label) => label === classIndex),
    }),
    [predictions, classIndex],
  );
  const roc = useMemo(() => rocCurve(scores, positive), [scores, positive]);
  const precisionRecall = useMemo(() => precisionRecallCurve(scores, positive), [scores, positive]);
  const bands = useLatestQuery(banded ? { classIndex, scans: scores.length, subset } : null, (asked) =>
    jobs.curveBands(predictions, asked.classIndex),
  );
  const band = bands.step === 'answered' && bands.fresh ? bands.value[kind] : null;
  const undefinedNote = `There is no ${subset} scan of this class, or of the rest, so there is no curve.`;
  return (
    <Card>
      {above}
      <div className="row spread">
        <Segmented
          label="Curve"
          value={kind}
          options={[
            { value: 'roc', label: 'ROC' },
            { value: 'precisionRecall', label: 'Precision-recall' },
          ]}
          onChange={setKind}
        />
        <Button variant="quiet" small aria-pressed={banded} onClick={() => setBanded(!banded)}>
          95 % band
        </Button>
      </div>
      {kind === 'roc' ? (
        <RocChart
          title="ROC curve"
          points={roc}
          band={banded ? band : null}
          operating={
            operating && {
              threshold: operating.threshold,
              truePositiveRate: operating.sensitivity,
              falsePositiveRate: 1 - operating.specificity,
            }
          }
          note={roc.length > 0 ? CHANCE_LINE : undefinedNote}
        />
      ) : (
        <PrecisionRecallChart
          points={precisionRecall}
          prevalence={positive.filter(Boolean).length / positive.length}
          band={banded ? band : null}
          operating={
            operating && operating.precision !== null
              ? { threshold: operating.threshold, recall: operating.sensitivity, precision: operating.precision }
              : null
          }
          note={precisionRecall.length > 0 ? 'Dashed: guessing.' : undefinedNote}
        />
      )}
      <StatusLine className="dense" tone={bands.step === 'failed' ? 'bad' : 'quiet'}>
        {banded ? bandStatus(bands.step === 'failed' ? bands.reason : null, band !== null) : null}
      </StatusLine>
    </Card>
  );
}

function bandStatus(failure: string | null, drawn: boolean): string {
  if (failure !== null) return failure;
  return drawn ? 'Band: 95 % at each place, from draws of whole groups.' : 'Drawing the band';
}
