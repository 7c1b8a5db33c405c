import { useMemo, useState } from 'react';
import { scansByCell } from '../../../evaluation/confusion.ts';
import type { Predictions } from '../../../evaluation/predictions.ts';
import { rocCurve } from '../../../evaluation/roc.ts';
import { multiClassResults } from '../../../evaluation/testResults.ts';
import type { ModelSummary } from '../../../worker/protocol.ts';
import { CHANCE_LINE, RocChart } from '../../charts/RocChart.tsx';
import { Select } from '../../components/form/Select.tsx';
import { Card } from '../../components/layout/Card.tsx';
import { NumberHead } from '../../components/table/NumberHead.tsx';
import { numberCell, Table } from '../../components/table/Table.tsx';
import { formatCount, formatMetric } from '../../components/text/format.ts';
import { MatrixWithScans } from './confusion/MatrixWithScans.tsx';
import styles from './EvaluateStage.module.css';
import { ResultTiles } from './ResultTiles.tsx';
import { GROUPS_COUNT_ONCE, multiClassRows, type ResultRow, sampleSizeSentence } from './resultRows.ts';

const OVERALL_ROWS = 4;

type MultiClassReportProps = { readonly model: ModelSummary; readonly predictions: Predictions };

/** Everything about a model for more than two classes: the most probable class is its verdict. */
export function MultiClassReport({ model, predictions }: MultiClassReportProps) {
  const { classes } = model.card;
  const results = useMemo(() => multiClassResults(predictions, classes.length), [predictions, classes]);
  const cells = useMemo(() => scansByCell(predictions, classes.length, 0.5), [predictions, classes]);
  const rows = multiClassRows(results, classes);
  return (
    <>
      <ResultTiles rows={rows.slice(0, OVERALL_ROWS)} />
      <div className={styles.pair}>
        <MatrixWithScans cells={cells} predictions={predictions} classes={classes} threshold={null} />
        <ClassRoc
          predictions={predictions}
          classes={classes}
          defined={results.perClass.map(({ metrics }) => metrics.auc !== null)}
        />
      </div>
      <Card>
        <ClassResultsTable rows={rows.slice(OVERALL_ROWS)} />
        <p className="quiet dense">
          Intervals: Wilson for shares, Wilson carried through to F1, DeLong for AUC of one class, the classes' limits
          combined for macro figures. {predictions.bundles ? GROUPS_COUNT_ONCE : null}{' '}
          {sampleSizeSentence(results.metrics.accuracy, predictions)}
        </p>
      </Card>
    </>
  );
}

type ClassRocProps = {
  readonly predictions: Predictions;
  readonly classes: readonly string[];
  /** Which classes have an AUC; the table says it. */
  readonly defined: readonly boolean[];
};

/** The ROC curve of one class against the rest. */
function ClassRoc({ predictions, classes, defined }: ClassRocProps) {
  const [index, setIndex] = useState(0);
  const curve = useMemo(
    () =>
      rocCurve(
        predictions.probabilities.map((row) => row[index] ?? 0),
        predictions.labels.map((label) => label === index),
      ),
    [predictions, index],
  );
  return (
    <Card>
      <Select
        label="Class against the rest"
        value={String(index)}
        options={classes.map((name, place) => ({ value: String(place), label: name }))}
        onChange={(chosen) => setIndex(Number(chosen))}
      />
      <RocChart
        title="ROC curve"
        points={curve}
        operating={null}
        note={defined[index] ? CHANCE_LINE : 'The test set has no scan of this class, or of the rest.'}
      />
    </Card>
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
