import { useMemo } from 'react';
import type { Predictions } from '../../../../evaluation/predictions.ts';
import { chooseThreshold } from '../../../../evaluation/threshold/threshold.ts';
import type { UndecidedZone } from '../../../../model/card/decisionRecord.ts';
import type { ModelSummary, ThresholdChoice } from '../../../../worker/jobs/models/modelProtocol.ts';
import { ProbabilityHistogram } from '../../../charts/ProbabilityHistogram.tsx';
import { Card } from '../../../components/layout/Card.tsx';
import { formatProbability } from '../../../components/text/format.ts';
import { useAttempt } from '../../../components/useAttempt.tsx';
import { jobs, refreshModels } from '../../../workspace/jobs.ts';
import { notify } from '../../../workspace/workspace.ts';
import type { Evaluated } from '../evaluated.ts';
import { RuleFields } from './RuleFields.tsx';
import { ThresholdSlider } from './ThresholdSlider.tsx';
import { isKept, type ThresholdSetting } from './thresholdChoice.ts';
import { UndecidedFields } from './UndecidedFields.tsx';

type ThresholdCardProps = {
  readonly model: ModelSummary;
  readonly validation: Predictions;
  readonly evaluated: Evaluated;
  readonly setting: ThresholdSetting;
  readonly zone: UndecidedZone | null;
  readonly onChange: (setting: ThresholdSetting) => void;
};

/** From which probability a scan is called positive, by a rule or by hand, and around it what is left undecided. */
export function ThresholdCard({ model, validation, evaluated, setting, zone, onChange }: ThresholdCardProps) {
  const { classes } = model.card;
  const { rule, threshold } = setting;
  const { labels, probabilities } = evaluated.predictions;
  const scores = useMemo(() => probabilities.map(([, positive = 0]) => positive), [probabilities]);
  const byRule = useMemo(
    () => chooseThreshold(validation, rule.kind === 'hand' ? undefined : rule),
    [validation, rule],
  );
  const { attempt, failure } = useAttempt();
  const choice: ThresholdChoice = { threshold, rule, undecided: zone };
  const keep = () =>
    attempt(async () => {
      await jobs.setThreshold(model.id, choice);
      await refreshModels();
      notify(`${model.name} now calls scans ${classes[1]} from ${formatProbability(threshold, 3)}, in Classify too.`);
    });
  return (
    <Card>
      <ProbabilityHistogram
        title={evaluated.subset === 'test' ? 'Test probabilities' : 'Validation probabilities'}
        probabilities={scores}
        labels={labels}
        classes={classes}
        threshold={threshold}
        zone={zone}
      />
      <ThresholdSlider
        threshold={threshold}
        byRule={byRule}
        kept={isKept(model.card, choice)}
        opened={evaluated.subset === 'test'}
        thresholdFrom={model.card.thresholdFrom}
        positiveClass={classes[1] ?? ''}
        onChange={(moved) => onChange({ ...setting, threshold: moved, rule: { kind: 'hand' } })}
        onReset={() =>
          onChange({ ...setting, threshold: byRule, rule: rule.kind === 'hand' ? { kind: 'steady' } : rule })
        }
        onKeep={() => void keep()}
        failure={failure}
      />
      <RuleFields
        rule={rule}
        prevalence={shareOfPositive(validation)}
        onChange={(chosen) =>
          onChange({
            ...setting,
            rule: chosen,
            threshold: chosen.kind === 'hand' ? threshold : chooseThreshold(validation, chosen),
          })
        }
      />
      <UndecidedFields
        setting={setting.zone}
        zone={zone}
        threshold={threshold}
        evaluated={evaluated.predictions}
        onChange={(chosen) => onChange({ ...setting, zone: chosen })}
      />
    </Card>
  );
}

function shareOfPositive({ labels }: Predictions): number {
  return labels.length === 0 ? 0.5 : labels.filter((label) => label === 1).length / labels.length;
}
