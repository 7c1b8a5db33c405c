import { useState } from 'react';
import { METRICS, type Metric, metricsOf } from '../../../evaluation/metrics/metrics.ts';
import { NumberField } from '../../components/form/NumberField.tsx';
import { numberProblem } from '../../components/form/numberLimits.ts';
import { Card } from '../../components/layout/Card.tsx';
import { QueryState } from '../../components/QueryState.tsx';
import { IntervalCell } from '../../components/table/IntervalCell.tsx';
import { NumberHead } from '../../components/table/NumberHead.tsx';
import { Table } from '../../components/table/Table.tsx';
import { Tooltip } from '../../components/text/Tooltip.tsx';
import { useLatestQuery } from '../../components/useLatestQuery.ts';
import { jobs } from '../../workspace/jobs.ts';
import { ByNeed } from './ByNeed.tsx';
import styles from './EvaluateStage.module.css';
import type { Evaluated } from './evaluated.ts';

type DetailedResultsProps = {
  readonly evaluated: Evaluated;
  readonly threshold: number;
  readonly positiveClass: string;
};

const PERCENT = { min: 0.1, max: 99.9, step: 0.1 } as const;

/** What a methods paper asks for besides the tiles: by need, as its intervals take a moment. */
export function DetailedResultsCard(props: DetailedResultsProps) {
  return (
    <ByNeed button="More figures" hint="PPV and NPV at a prevalence of your own, MCC, likelihood ratios, calibration">
      <DetailedResults {...props} />
    </ByNeed>
  );
}

function DetailedResults({ evaluated: { subset, predictions: test }, threshold, positiveClass }: DetailedResultsProps) {
  const share = test.labels.filter((label) => label === 1).length / test.labels.length;
  const [percent, setPercent] = useState(Number((100 * share).toFixed(1)));
  const allowed = numberProblem(percent, PERCENT) === null;
  const answer = useLatestQuery(
    allowed ? { threshold, prevalence: percent / 100, scans: test.labels.length } : null,
    (asked) => jobs.detailedResults(test, asked.threshold, asked.prevalence),
  );
  return (
    <Card title="More figures">
      <NumberField
        label={`Prevalence of ${positiveClass}`}
        value={percent}
        unit="%"
        className={styles.choice ?? ''}
        hint="Where the network is to be used. The evaluated scans may have more or fewer; PPV and NPV follow it."
        {...PERCENT}
        onChange={setPercent}
      />
      {answer.step === 'answered' ? (
        <Table caption={`More figures on the ${subset} set`}>
          <thead>
            <tr>
              <th scope="col">Figure</th>
              <NumberHead>Value (95 % interval)</NumberHead>
            </tr>
          </thead>
          <tbody aria-busy={!answer.fresh}>
            {metricsOf('detail').map((key) => {
              const { label, help, unit }: Metric = METRICS[key];
              return (
                <tr key={key}>
                  <th scope="row">
                    <Tooltip meaning={help}>{label}</Tooltip>
                  </th>
                  <IntervalCell figure={answer.value.metrics[key]} as={unit} />
                </tr>
              );
            })}
          </tbody>
        </Table>
      ) : (
        <QueryState failure={answer.step === 'failed' ? answer.reason : null}>Drawing the intervals</QueryState>
      )}
      <p className="quiet dense">
        Intervals: bootstrap of whole groups, so that duplicates and scans of one patient or volume are drawn together.
      </p>
    </Card>
  );
}
