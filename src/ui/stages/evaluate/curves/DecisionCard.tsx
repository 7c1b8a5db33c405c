import { useMemo, useState } from 'react';
import { expectedCost, netBenefitCurve } from '../../../../evaluation/curves/netBenefit.ts';
import type { BinaryResults } from '../../../../evaluation/metrics/testResults.ts';
import { DecisionCurveChart } from '../../../charts/curves/DecisionCurveChart.tsx';
import { classNames } from '../../../components/classNames.ts';
import { NumberField } from '../../../components/form/NumberField.tsx';
import { numberProblem } from '../../../components/form/numberLimits.ts';
import { Card } from '../../../components/layout/Card.tsx';
import { formatProbability } from '../../../components/text/format.ts';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import { ByNeed } from '../ByNeed.tsx';
import type { Evaluated } from '../evaluated.ts';
import styles from '../threshold/threshold.module.css';

type DecisionCardProps = {
  readonly evaluated: Evaluated;
  /** At the threshold in use. */
  readonly operating: BinaryResults;
  readonly threshold: number;
  readonly positiveClass: string;
};

const PERCENT = { min: 0.1, max: 99.9, step: 0.1 } as const;
const COST = { min: 0.01, max: 1000, step: 0.01 } as const;

/** Whether acting on the network is worth it: by need. */
export function DecisionCard(props: DecisionCardProps) {
  return (
    <ByNeed
      button="Decision curve and cost"
      hint="Whether acting on the network is better than acting on all scans, or on none"
    >
      <Decision {...props} />
    </ByNeed>
  );
}

function Decision({ evaluated: { predictions }, operating, threshold, positiveClass }: DecisionCardProps) {
  const positive = useMemo(() => predictions.labels.map((label) => label === 1), [predictions]);
  const scores = useMemo(() => predictions.probabilities.map(([, score = 0]) => score), [predictions]);
  const [percent, setPercent] = useState(() =>
    Number(((100 * positive.filter(Boolean).length) / positive.length).toFixed(1)),
  );
  const [missCost, setMissCost] = useState(5);
  const allowed = numberProblem(percent, PERCENT) === null;
  const prevalence = allowed ? percent / 100 : 0.5;
  const points = useMemo(() => netBenefitCurve({ positive, scores }, prevalence), [positive, scores, prevalence]);
  const { sensitivity, specificity } = operating.metrics;
  const known = allowed && numberProblem(missCost, COST) === null && sensitivity && specificity;
  const cost = known ? expectedCost(sensitivity.value, specificity.value, { missCost, prevalence }) : null;
  return (
    <Card title="Decision curve and cost">
      <div className={classNames('fields gap-3', styles.fields)}>
        <NumberField
          label={`Prevalence of ${positiveClass}`}
          value={percent}
          unit="%"
          {...PERCENT}
          onChange={setPercent}
        />
        <NumberField label="A miss costs, in false alarms" value={missCost} {...COST} onChange={setMissCost} />
      </div>
      <DecisionCurveChart points={points} prevalence={prevalence} />
      <StatusLine>{cost === null ? null : costWords(cost, missCost, prevalence, threshold)}</StatusLine>
    </Card>
  );
}

/** 'Expected cost at threshold 0.438: 12.3 false alarms for 100 scans; 50.0 if none were called positive, 50.0 if all were.' */
function costWords(cost: number, missCost: number, prevalence: number, threshold: number): string {
  const none = expectedCost(0, 1, { missCost, prevalence });
  const all = expectedCost(1, 0, { missCost, prevalence });
  const worse = cost >= Math.min(none, all) ? ' That is no better than calling all scans alike.' : '';
  return `Expected cost at threshold ${formatProbability(threshold, 3)}: ${hundred(cost)} false alarms for 100 scans; ${hundred(none)} if none were called positive, ${hundred(all)} if all were.${worse}`;
}

function hundred(cost: number): string {
  return (100 * cost).toFixed(1);
}
