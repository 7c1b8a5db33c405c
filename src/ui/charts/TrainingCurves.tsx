import type { ReactNode } from 'react';
import type { EpochRecord } from '../../training/history.ts';
import { formatDuration, formatLoss, formatPercent } from '../components/format.ts';
import { numberCell, Table } from '../components/Table.tsx';
import { quantile, type Samples } from './decimate.ts';
import { LineChart, type LineSeries } from './LineChart.tsx';
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
export function TrainingCurves(props: TrainingCurvesProps) {
  const { epochs, batchLosses, batchesPerEpoch, bestEpoch } = props;
  const x = {
    label: 'Epoch',
    domain: [0, Math.max(1, props.lastEpoch)] as const,
    format: (value: number) => String(value),
    whole: true,
  };
  const mark = bestEpoch === null ? {} : { mark: { x: bestEpoch, label: `best: epoch ${bestEpoch}` } };
  const table = <EpochTable epochs={epochs} bestEpoch={bestEpoch} />;
  const fine = {
    name: 'each batch',
    samples: batchLosses,
    xAt: (index: number) => (index + 1) / (batchesPerEpoch ?? 1),
  };
  return (
    <div className={styles.curves}>
      <LineChart
        title="Loss"
        x={x}
        y={{ label: 'Cross-entropy, nats', domain: [0, lossCeiling(epochs, batchLosses)], format: shortNumber }}
        series={seriesOf(epochs, ({ trainingLoss, validationLoss }) => [trainingLoss, validationLoss])}
        {...(batchesPerEpoch === null ? {} : { fine })}
        {...mark}
        readings={readingsOf(epochs, lossWords, ({ trainingLoss, validationLoss }) => [trainingLoss, validationLoss], {
          atRest: batchWords(epochs, batchLosses),
        })}
        table={table}
      />
      <LineChart
        title="Accuracy"
        x={x}
        y={{
          label: 'Scans judged right',
          domain: [accuracyFloor(epochs), 1],
          format: (share) => formatPercent(share, 0),
        }}
        series={seriesOf(epochs, ({ trainingAccuracy, validationAccuracy }) => [trainingAccuracy, validationAccuracy])}
        {...mark}
        readings={readingsOf(
          epochs,
          accuracyWords,
          ({ trainingAccuracy, validationAccuracy }) => [trainingAccuracy, validationAccuracy],
          epochs.length === 0 ? { atRest: 'The first points come when an epoch is done' } : {},
        )}
        table={table}
      />
    </div>
  );
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
  if (batchLosses.length === 0) return 'The first points come with the first batches';
  return `Batch ${batchLosses.length}: ${formatLoss(batchLosses.at(batchLosses.length - 1))}`;
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
    <Table caption="Figures of every epoch">
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
