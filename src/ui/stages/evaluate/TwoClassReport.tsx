import { type ReactNode, useMemo, useState } from 'react';
import { scansByCell } from '../../../evaluation/metrics/confusion.ts';
import { type BinaryResults, binaryResults } from '../../../evaluation/metrics/testResults.ts';
import type { Predictions } from '../../../evaluation/predictions.ts';
import type { ModelSummary } from '../../../worker/jobs/models/modelProtocol.ts';
import { classNames } from '../../components/classNames.ts';
import { Later } from '../../components/layout/Later.tsx';
import { formatProbability } from '../../components/text/format.ts';
import { CalibrationCard } from './calibration/CalibrationCard.tsx';
import { MatrixWithScans } from './confusion/MatrixWithScans.tsx';
import { CurveCard, type OperatingPoint } from './curves/CurveCard.tsx';
import { DecisionCard } from './curves/DecisionCard.tsx';
import { DetailedResultsCard } from './DetailedResultsCard.tsx';
import styles from './EvaluateStage.module.css';
import type { Evaluated } from './evaluated.ts';
import { ResultTiles } from './ResultTiles.tsx';
import { binaryRows, GROUPS_COUNT_ONCE, sampleSizeSentence } from './resultRows.ts';
import { ThresholdCard } from './threshold/ThresholdCard.tsx';
import { keptSetting, zoneOf } from './threshold/thresholdChoice.ts';

type TwoClassReportProps = {
  readonly model: ModelSummary;
  readonly validation: Predictions;
  readonly evaluated: Evaluated;
  /** Stands beside the ROC curve. */
  readonly beside: ReactNode;
};

/** Everything about a model for two classes. One threshold moves all of it. */
export function TwoClassReport({ model, validation, evaluated, beside }: TwoClassReportProps) {
  const { classes } = model.card;
  const { subset, predictions } = evaluated;
  const [setting, setSetting] = useState(() => keptSetting(model.card, validation));
  const { threshold } = setting;
  const zone = useMemo(() => zoneOf(setting, validation), [setting, validation]);
  const results = useMemo(() => binaryResults(predictions, threshold), [predictions, threshold]);
  const cells = useMemo(() => scansByCell(predictions, 2, threshold), [predictions, threshold]);
  const rows = binaryRows(results, classes);
  return (
    <>
      <ResultTiles rows={rows} subset={subset} />
      <p className="quiet dense">
        95 % intervals: Wilson for shares, Wilson carried through to F1, Hanley and McNeil with DeLong for AUC. All at
        threshold {formatProbability(threshold, 3)}, except AUC.{predictions.groups ? ` ${GROUPS_COUNT_ONCE}` : null}{' '}
        {sampleSizeSentence(results.metrics.accuracy, predictions, subset)}
      </p>
      <div className={classNames('stack gap-4', styles.pair)}>
        <ThresholdCard {...{ model, validation, evaluated, setting, zone }} onChange={setSetting} />
        <MatrixWithScans cells={cells} predictions={predictions} classes={classes} threshold={threshold} />
      </div>
      <Later>
        <div className={classNames('stack gap-4', styles.pair)}>
          <CurveCard evaluated={evaluated} classIndex={1} operating={operatingPoint(results, threshold)} />
          {beside}
        </div>
      </Later>
      <Later>
        <CalibrationCard model={model} validation={validation} evaluated={evaluated} />
        <DecisionCard
          evaluated={evaluated}
          operating={results}
          threshold={threshold}
          positiveClass={classes[1] ?? ''}
        />
        <DetailedResultsCard evaluated={evaluated} threshold={threshold} positiveClass={classes[1] ?? ''} />
      </Later>
    </>
  );
}

function operatingPoint({ metrics }: BinaryResults, threshold: number): OperatingPoint {
  return {
    threshold,
    sensitivity: metrics.sensitivity?.value ?? 0,
    specificity: metrics.specificity?.value ?? 1,
    precision: metrics.precision?.value ?? null,
  };
}
