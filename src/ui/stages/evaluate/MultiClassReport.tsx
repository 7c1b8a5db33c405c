import { useMemo, useState } from 'react';
import { mostConfusedSentence, scansByCell } from '../../../evaluation/metrics/confusion.ts';
import { multiClassResults } from '../../../evaluation/metrics/testResults.ts';
import type { Predictions } from '../../../evaluation/predictions.ts';
import type { ModelSummary } from '../../../worker/jobs/models/modelProtocol.ts';
import { classNames } from '../../components/classNames.ts';
import { Select } from '../../components/form/Select.tsx';
import { Card } from '../../components/layout/Card.tsx';
import { NumberHead } from '../../components/table/NumberHead.tsx';
import { numberCell, Table } from '../../components/table/Table.tsx';
import { formatCount, formatMetric } from '../../components/text/format.ts';
import { CalibrationCard } from './calibration/CalibrationCard.tsx';
import { MatrixWithScans } from './confusion/MatrixWithScans.tsx';
import { CurveCard } from './curves/CurveCard.tsx';
import styles from './EvaluateStage.module.css';
import type { Evaluated } from './evaluated.ts';
import { ResultTiles } from './ResultTiles.tsx';
import { GROUPS_COUNT_ONCE, multiClassRows, type ResultRow, sampleSizeSentence } from './resultRows.ts';

const OVERALL_ROWS = 4;

type MultiClassReportProps = {
  readonly model: ModelSummary;
  readonly validation: Predictions;
  readonly evaluated: Evaluated;
};

/** Everything about a model for more than two classes: the most probable class is its verdict. */
export function MultiClassReport({ model, validation, evaluated }: MultiClassReportProps) {
  const { subset, predictions } = evaluated;
  const { classes } = model.card;
  const results = useMemo(() => multiClassResults(predictions, classes.length), [predictions, classes]);
  const cells = useMemo(() => scansByCell(predictions, classes.length, 0.5), [predictions, classes]);
  const rows = multiClassRows(results, classes);
  const confused = mostConfusedSentence(
    cells.map((row) => row.map((scans) => scans.length)),
    classes,
  );
  return (
    <>
      <ResultTiles rows={rows.slice(0, OVERALL_ROWS)} subset={subset} />
      <div className={classNames('stack gap-4', styles.pair)}>
        <MatrixWithScans cells={cells} predictions={predictions} classes={classes} threshold={null} said={confused} />
        <ClassCurves evaluated={evaluated} classes={classes} />
      </div>
      <Card>
        <ClassResultsTable rows={rows.slice(OVERALL_ROWS)} />
        <p className="quiet dense">
          Intervals: Wilson for shares, Wilson carried through to F1, Hanley and McNeil with DeLong for AUC of one
          class, the classes' limits combined for macro figures. {predictions.groups ? GROUPS_COUNT_ONCE : null}{' '}
          {sampleSizeSentence(results.metrics.accuracy, predictions, subset)}
        </p>
      </Card>
      <CalibrationCard {...{ model, validation, evaluated }} />
    </>
  );
}

/** The curves of one class against the rest. */
function ClassCurves({ evaluated, classes }: { readonly evaluated: Evaluated; readonly classes: readonly string[] }) {
  const [index, setIndex] = useState(0);
  return (
    <CurveCard
      evaluated={evaluated}
      classIndex={index}
      operating={null}
      above={
        <Select
          label="Class against the rest"
          value={String(index)}
          options={classes.map((name, place) => ({ value: String(place), label: name }))}
          onChange={(chosen) => setIndex(Number(chosen))}
        />
      }
    />
  );
}

/** The figures of each class, with their intervals and numbers of scans. */
function ClassResultsTable({ rows }: { readonly rows: readonly ResultRow[] }) {
  return (
    <Table caption="Results of each class" captionShown>
      <thead>
        <tr>
          <th scope="col">Figure</th>
          <NumberHead>Value</NumberHead>
          <NumberHead>95 % low</NumberHead>
          <NumberHead>95 % high</NumberHead>
          <NumberHead>n</NumberHead>
          <th scope="col">of</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, unit, figure, n, of }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className={numberCell}>{formatMetric(figure?.value ?? Number.NaN, unit)}</td>
            <td className={numberCell}>{formatMetric(figure?.low ?? Number.NaN, unit)}</td>
            <td className={numberCell}>{formatMetric(figure?.high ?? Number.NaN, unit)}</td>
            <td className={numberCell}>{n === null ? '–' : formatCount(n)}</td>
            <td className={styles.of}>{of}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
