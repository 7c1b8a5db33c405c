import { useState } from 'react';
import { DEGRADATIONS, type DegradationName } from '../../../../preprocessing/degradations.ts';
import type { RobustnessPoint } from '../../../../worker/jobs/evaluate/evaluateProtocol.ts';
import type { ModelSummary } from '../../../../worker/jobs/models/modelProtocol.ts';
import { LineChart, type LinePoint } from '../../../charts/LineChart.tsx';
import { Button } from '../../../components/Button.tsx';
import { classNames } from '../../../components/classNames.ts';
import { Card } from '../../../components/layout/Card.tsx';
import { Progress } from '../../../components/Progress.tsx';
import { AccuracyAndAucCells, AccuracyAndAucHeads } from '../../../components/table/AccuracyAndAuc.tsx';
import { NumberHead } from '../../../components/table/NumberHead.tsx';
import { numberCell, Table } from '../../../components/table/Table.tsx';
import { formatPercent } from '../../../components/text/format.ts';
import { useAttempt } from '../../../components/useAttempt.tsx';
import { jobs } from '../../../workspace/jobs.ts';
import styles from './RobustnessCard.module.css';
import { type Curve, curvesOf, DEGRADATION_LIST, mostFragile, robustnessSentence } from './robustnessCurves.ts';

type Measuring = { readonly share: number; readonly stop: () => void };

type RobustnessCardProps = {
  readonly model: ModelSummary;
  /** What was measured before, at the threshold that the model has now. */
  readonly measured: readonly RobustnessPoint[] | null;
};

/** What noise, blur, compression and the like do to the accuracy, by need: it takes about a minute. */
export function RobustnessCard({ model, measured }: RobustnessCardProps) {
  const [points, setPoints] = useState<readonly RobustnessPoint[]>(measured ?? []);
  const [measuring, setMeasuring] = useState<Measuring | null>(null);
  const { attempt, failure } = useAttempt();
  const measure = async () => {
    const stopper = new AbortController();
    setPoints([]);
    setMeasuring({ share: 0, stop: () => stopper.abort() });
    const onPoint = (point: RobustnessPoint, share: number) => {
      setPoints((before) => [...before, point]);
      setMeasuring((before) => before && { ...before, share });
    };
    await attempt(() => jobs.robustness(model.id, { onPoint, signal: stopper.signal }));
    setMeasuring(null);
  };
  if (!measuring && points.length === 0) {
    return (
      <div className="row">
        <Button onClick={() => void measure()}>Robustness</Button>
        <span className="quiet dense">What {DEGRADATION_LIST} do to the accuracy; about a minute</span>
        {failure}
      </div>
    );
  }
  const fragile = mostFragile(points);
  return (
    <Card title="Robustness">
      {measuring ? (
        <Progress
          label="Scans are degraded and classified"
          value={measuring.share}
          action={<Button onClick={measuring.stop}>Stop</Button>}
        />
      ) : null}
      {failure}
      {measuring ? null : (
        <div>
          <Button onClick={() => void measure()}>Measure again</Button>
        </div>
      )}
      {fragile && !measuring ? <p>{robustnessSentence(fragile, points)}</p> : null}
      <div className={classNames('stack gap-4', styles.charts)}>
        {curvesOf(points).map((curve) => (
          <RobustnessChart key={curve.kind} curve={curve} />
        ))}
      </div>
      <p className="quiet dense">
        {`On ${points[0]?.n ?? 0} of the scans above, at the model’s own threshold. A scan is degraded as it lies in the data set, before preprocessing, and with no more than 256 pixels a side, so that an amount means the same for all of them.`}
      </p>
    </Card>
  );
}

function RobustnessChart({ curve }: { readonly curve: Curve }) {
  const { label, unit }: { readonly label: string; readonly unit: string } = DEGRADATIONS[curve.kind];
  const ys = curve.points.map(({ accuracy }) => accuracy?.value ?? Number.NaN);
  const xs = curve.points.map(({ amount }) => amount);
  const line = (pick: 'accuracy' | 'auc'): LinePoint[] =>
    curve.points.map((point) => ({ x: point.amount, y: point[pick]?.value ?? Number.NaN }));
  return (
    <LineChart
      title={label}
      height={200}
      x={{ label: unit, domain: padded(Math.min(...xs), Math.max(...xs)), format: String }}
      y={{ label: '', domain: [0, 1], format: (share) => formatPercent(share, 0) }}
      series={[
        { name: 'accuracy', look: 'training', points: line('accuracy') },
        ...(curve.points.some(({ auc }) => auc)
          ? [{ name: 'AUC', look: 'validation', points: line('auc') } as const]
          : []),
      ]}
      readings={{
        count: curve.points.length,
        nearest: 'x',
        at: (index) => ({ x: xs[index] ?? 0, ys: [ys[index] ?? 0], text: wordsAt(curve, index) }),
        atRest: restWords(curve),
      }}
      table={<RobustnessTable kind={curve.kind} points={curve.points} />}
    />
  );
}

function wordsAt({ kind, points }: Curve, index: number): string {
  const point = points[index];
  if (!point) return '';
  const auc = point.auc ? `, AUC ${point.auc.value.toFixed(3)}` : '';
  return `${amountWords(kind, point.amount)}: accuracy ${formatPercent(point.accuracy?.value ?? 0)}${auc}`;
}

function restWords(curve: Curve): string {
  const worst = curve.points.reduce(
    (place, { accuracy }, index) =>
      (accuracy?.value ?? 1) < (curve.points[place]?.accuracy?.value ?? 1) ? index : place,
    0,
  );
  return wordsAt(curve, worst);
}

function amountWords(kind: DegradationName, amount: number): string {
  return amount === DEGRADATIONS[kind].none ? 'As it is' : String(amount);
}

function RobustnessTable({ kind, points }: Pick<Curve, 'kind' | 'points'>) {
  const { label, unit } = DEGRADATIONS[kind];
  return (
    <Table caption={`${label}: results by amount`}>
      <thead>
        <tr>
          <NumberHead>{unit}</NumberHead>
          <AccuracyAndAucHeads />
        </tr>
      </thead>
      <tbody>
        {points.map(({ amount, accuracy, auc }) => (
          <tr key={amount}>
            <th scope="row" className={numberCell}>
              {amountWords(kind, amount)}
            </th>
            <AccuracyAndAucCells accuracy={accuracy} auc={auc} />
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** The first and the last point stand inside the plot. */
function padded(low: number, high: number): readonly [number, number] {
  const margin = (high - low) / 40;
  return [low - margin, high + margin];
}
