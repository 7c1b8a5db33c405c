import { memo, type ReactNode } from 'react';
import type { EpochRecord } from '../../training/history.ts';
import { classNames } from '../components/classNames.ts';
import { numberCell, Table } from '../components/table/Table.tsx';
import { formatCount, formatDuration, formatLoss, formatPercent } from '../components/text/format.ts';
import { quantile, type Samples } from './decimate.ts';
import { LineChart, type LineSeries } from './LineChart.tsx';
import type { Axis } from './plot/axes.tsx';
import styles from './TrainingCurves.module.css';

type TrainingCurvesProps = {
  readonly epochs: readonly EpochRecord[];
  /** Loss of every batch since the run began. */
  readonly batchLosses: Samples;
  /** Null while it is not known. */
  readonly batchesPerEpoch: number | null;
  /** How far the x axis goes: the epochs that were asked for, or were run. */
  readonly lastEpoch: number;
  /** The epoch whose weights are kept. */
  readonly bestEpoch: number | null;
};

/** Loss and accuracy of a run, for training and validation; the loss of each batch behind them. */
export function TrainingCurves({ batchLosses, batchesPerEpoch, ...perEpoch }: TrainingCurvesProps) {
  return (
    <div className={classNames('fields', styles.curves)}>
      <LossCurves {...perEpoch} batchLosses={batchLosses} batchesPerEpoch={batchesPerEpoch} />
      <AccuracyCurves {...perEpoch} />
    </div>
  );
}

function LossCurves({ epochs, batchLosses, batchesPerEpoch, lastEpoch, bestEpoch }: TrainingCurvesProps) {
  const fine = {
    name: 'each batch',
    samples: batchLosses,
    xAt: (index: number) => (index + 1) / (batchesPerEpoch ?? 1),
  };
  const pick = ({ trainingLoss, validationLoss }: EpochRecord): Pair => [trainingLoss, validationLoss];
  return (
    <LineChart
      title="Loss"
      x={epochAxis(lastEpoch)}
      y={{ label: 'Cross-entropy, nats', domain: [0, lossCeiling(epochs, batchLosses)], format: shortNumber }}
      series={seriesOf(epochs, pick)}
      {...(batchesPerEpoch === null ? {} : { fine })}
      {...markOf(bestEpoch)}
      readings={readingsOf(epochs, lossWords, pick, { atRest: batchWords(epochs, batchLosses) })}
      table={<EpochTable epochs={epochs} bestEpoch={bestEpoch} />}
    />
  );
}

/** Changes only with an epoch, so it is not drawn anew with every batch. */
const AccuracyCurves = memo(function AccuracyCurves(
  props: Pick<TrainingCurvesProps, 'epochs' | 'lastEpoch' | 'bestEpoch'>,
) {
  const { epochs, lastEpoch, bestEpoch } = props;
  const pick = ({ trainingAccuracy, validationAccuracy }: EpochRecord): Pair => [trainingAccuracy, validationAccuracy];
  const rest = epochs.length === 0 ? { atRest: 'The first point appears after the first epoch' } : {};
  return (
    <LineChart
      title="Accuracy"
      x={epochAxis(lastEpoch)}
      y={{
        label: 'Accuracy',
        domain: [accuracyFloor(epochs), 1],
        format: (share) => formatPercent(share, 0),
      }}
      series={seriesOf(epochs, pick)}
      {...markOf(bestEpoch)}
      readings={readingsOf(epochs, accuracyWords, pick, rest)}
      table={<EpochTable epochs={epochs} bestEpoch={bestEpoch} />}
    />
  );
});

function epochAxis(lastEpoch: number): Axis {
  return { label: 'Epoch', domain: [0, Math.max(1, lastEpoch)], format: String, whole: true };
}

function markOf(bestEpoch: number | null) {
  return bestEpoch === null ? {} : { mark: { x: bestEpoch, label: `best: epoch ${bestEpoch}` } };
}

type Pair = readonly [training: number, validation: number];

function seriesOf(epochs: readonly EpochRecord[], pick: (record: EpochRecord) => Pair): LineSeries[] {
  return (['training', 'validation'] as const).map((look, side) => ({
    name: look,
    look,
    points: epochs.map((record) => ({ x: record.epoch, y: pick(record)[side] ?? Number.NaN })),
  }));
}

function readingsOf(
  epochs: readonly EpochRecord[],
  words: (record: EpochRecord) => string,
  pick: (record: EpochRecord) => Pair,
  rest: { readonly atRest?: string },
) {
  return {
    count: epochs.length,
    nearest: 'x' as const,
    at: (index: number) => {
      const record = epochs[index];
      return record ? { x: record.epoch, ys: pick(record), text: words(record) } : { x: 0, ys: [], text: '' };
    },
    ...rest,
  };
}

function lossWords({ epoch, trainingLoss, validationLoss }: EpochRecord): string {
  return `Epoch ${epoch}: training ${formatLoss(trainingLoss)}, validation ${formatLoss(validationLoss)}`;
}

function accuracyWords({ epoch, trainingAccuracy, validationAccuracy }: EpochRecord): string {
  return `Epoch ${epoch}: training ${formatPercent(trainingAccuracy)}, validation ${formatPercent(validationAccuracy)}`;
}

function batchWords(epochs: readonly EpochRecord[], batchLosses: Samples): string {
  const last = epochs.at(-1);
  if (last) return lossWords(last);
  if (batchLosses.length === 0) return 'The first points appear with the first batches';
  return `Batch ${formatCount(batchLosses.length)}: ${formatLoss(batchLosses.at(batchLosses.length - 1))}`;
}

/** High enough for every epoch and nearly every batch: one wild batch must not flatten the rest. */
function lossCeiling(epochs: readonly EpochRecord[], batchLosses: Samples): number {
  const losses = epochs.flatMap(({ trainingLoss, validationLoss }) => [trainingLoss, validationLoss]);
  const highest = Math.max(0, ...[...losses, quantile(batchLosses, 0.98)].filter(Number.isFinite));
  return highest > 0 ? highest * 1.05 : 1;
}

function accuracyFloor(epochs: readonly EpochRecord[]): number {
  const lowest = Math.min(0.5, ...epochs.flatMap((record) => [record.trainingAccuracy, record.validationAccuracy]));
  return Math.max(0, Math.floor(lowest * 10) / 10);
}

function shortNumber(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function EpochTable({ epochs, bestEpoch }: { epochs: readonly EpochRecord[]; bestEpoch: number | null }) {
  return (
    <Table caption="Values per epoch">
      <thead>
        <tr>
          <HeadCell>Epoch</HeadCell>
          <HeadCell>Training loss</HeadCell>
          <HeadCell>Validation loss</HeadCell>
          <HeadCell>Training accuracy</HeadCell>
          <HeadCell>Validation accuracy</HeadCell>
          <HeadCell>Learning rate</HeadCell>
          <HeadCell>Time</HeadCell>
        </tr>
      </thead>
      <tbody>
        {epochs.map((record) => (
          <tr key={record.epoch}>
            <th scope="row" className={numberCell}>
              {record.epoch === bestEpoch ? `${record.epoch}, best` : record.epoch}
            </th>
            <td className={numberCell}>{formatLoss(record.trainingLoss)}</td>
            <td className={numberCell}>{formatLoss(record.validationLoss)}</td>
            <td className={numberCell}>{formatPercent(record.trainingAccuracy)}</td>
            <td className={numberCell}>{formatPercent(record.validationAccuracy)}</td>
            <td className={numberCell}>{shortNumber(record.learningRate)}</td>
            <td className={numberCell}>{formatDuration(record.seconds)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function HeadCell({ children }: { children: ReactNode }) {
  return (
    <th scope="col" className={numberCell}>
      {children}
    </th>
  );
}
