import { type ReactNode, useMemo, useState } from 'react';
import { scansByCell } from '../../../evaluation/confusion.ts';
import { type RocPoint, rocCurve } from '../../../evaluation/roc.ts';
import { type BinaryResults, binaryResults } from '../../../evaluation/testResults.ts';
import { chooseThreshold } from '../../../evaluation/threshold.ts';
import type { ModelDetail, ModelSummary } from '../../../worker/protocol.ts';
import { ProbabilityHistogram } from '../../charts/ProbabilityHistogram.tsx';
import { CHANCE_LINE, RocChart } from '../../charts/RocChart.tsx';
import { Card } from '../../components/layout/Card.tsx';
import { formatProbability } from '../../components/text/format.ts';
import { useAttempt } from '../../components/useAttempt.tsx';
import { jobs, refreshModels } from '../../workspace/jobs.ts';
import { notify } from '../../workspace/workspace.ts';
import { MatrixWithScans } from './confusion/MatrixWithScans.tsx';
import { DetailedResultsCard } from './DetailedResultsCard.tsx';
import styles from './EvaluateStage.module.css';
import { ResultTiles } from './ResultTiles.tsx';
import { binaryRows, GROUPS_COUNT_ONCE, sampleSizeSentence } from './resultRows.ts';
import { ThresholdSlider } from './ThresholdSlider.tsx';

type TwoClassReportProps = {
  readonly model: ModelSummary;
  readonly predictions: NonNullable<ModelDetail['predictions']>;
  /** Stands beside the ROC curve. */
  readonly beside: ReactNode;
};

/** Everything about a model for two classes. One threshold moves all of it. */
export function TwoClassReport({ model, predictions, beside }: TwoClassReportProps) {
  const { classes } = model.card;
  const { test, validation } = predictions;
  const chosen = useMemo(() => chooseThreshold(validation), [validation]);
  const saved = model.card.threshold ?? chosen;
  const [threshold, setThreshold] = useState(saved);
  const scores = useMemo(() => test.probabilities.map(([, positive = 0]) => positive), [test]);
  const curve = useMemo(
    () =>
      rocCurve(
        scores,
        test.labels.map((label) => label === 1),
      ),
    [scores, test],
  );
  const results = useMemo(() => binaryResults(test, threshold), [test, threshold]);
  const cells = useMemo(() => scansByCell(test, 2, threshold), [test, threshold]);
  const rows = binaryRows(results, classes);
  const { attempt, failure } = useAttempt();
  const save = () =>
    attempt(async () => {
      await jobs.setThreshold(model.id, threshold);
      await refreshModels();
      notify(`${model.name} now calls scans ${classes[1]} from ${formatProbability(threshold, 3)}, in Classify too.`);
    });
  return (
    <>
      <ResultTiles rows={rows} />
      <p className="quiet dense">
        95 % intervals: Wilson for shares, Wilson carried through to F1, DeLong for AUC. All at threshold{' '}
        {formatProbability(threshold, 3)}, except AUC.{test.bundles ? ` ${GROUPS_COUNT_ONCE}` : null}{' '}
        {sampleSizeSentence(results.metrics.accuracy, test)}
      </p>
      <div className={styles.pair}>
        <Card>
          <ProbabilityHistogram
            title="Test probabilities"
            probabilities={scores}
            labels={test.labels}
            classes={classes}
            threshold={threshold}
          />
          <ThresholdSlider
            threshold={threshold}
            saved={saved}
            chosen={chosen}
            positiveClass={classes[1] ?? ''}
            onChange={setThreshold}
            onSave={() => void save()}
            failure={failure}
          />
        </Card>
        <MatrixWithScans cells={cells} predictions={test} classes={classes} threshold={threshold} />
      </div>
      <div className={styles.pair}>
        <Card>
          <RocChart
            title="ROC curve"
            points={curve}
            operating={operatingPoint(results, threshold)}
            note={results.metrics.auc ? CHANCE_LINE : 'The test set has scans of one class only, so there is no AUC.'}
          />
        </Card>
        {beside}
      </div>
      <DetailedResultsCard test={test} threshold={threshold} positiveClass={classes[1] ?? ''} />
    </>
  );
}

function operatingPoint({ metrics }: BinaryResults, threshold: number): RocPoint {
  return {
    threshold,
    truePositiveRate: metrics.sensitivity?.value ?? 0,
    falsePositiveRate: 1 - (metrics.specificity?.value ?? 1),
  };
}
