import { predictedClass } from '../predictedClass.ts';
import type { Predictions } from '../predictions.ts';

/** Scans by [true class][predicted class]. */
export type ConfusionMatrix = readonly (readonly number[])[];

/** Ids (SHA-256) of the scans in each cell, by [true class][predicted class], in the order of the predictions. */
export function scansByCell(predictions: Predictions, classCount: number, threshold: number): string[][][] {
  checkPredictions(predictions, classCount);
  const cells = Array.from({ length: classCount }, () => Array.from({ length: classCount }, (): string[] => []));
  predictions.sha256.forEach((sha256, index) => {
    const label = predictions.labels[index] ?? 0;
    const predicted = predictedClass(predictions.probabilities[index] ?? [], threshold);
    cells[label]?.[predicted]?.push(sha256);
  });
  return cells;
}

/** @throws where the predictions do not fit together or not the classes. */
export function confusionMatrix(predictions: Predictions, classCount: number, threshold: number): ConfusionMatrix {
  return scansByCell(predictions, classCount, threshold).map((row) => row.map((scans) => scans.length));
}

/**
 * Which class was most often called which other: 'Most often confused: 7 of 52 ring called disc.' The first of equals; null where every scan
 * was called right.
 */
export function mostConfusedSentence(matrix: ConfusionMatrix, classes: readonly string[]): string | null {
  const confused = matrix.flatMap((row, truth) =>
    row.map((count, called) => ({ truth, called, count: truth === called ? 0 : count })),
  );
  const most = confused.reduce((best, each) => (each.count > best.count ? each : best), {
    truth: 0,
    called: 0,
    count: 0,
  });
  if (most.count === 0) return null;
  const all = (matrix[most.truth] ?? []).reduce((sum, count) => sum + count, 0);
  return `Most often confused: ${most.count} of ${all} ${classes[most.truth]} called ${classes[most.called]}.`;
}

function checkPredictions({ sha256, labels, probabilities }: Predictions, classCount: number): void {
  const fit =
    sha256.length === labels.length &&
    labels.length === probabilities.length &&
    labels.every((label) => Number.isInteger(label) && label >= 0 && label < classCount) &&
    probabilities.every((row) => row.length === classCount);
  if (!fit)
    throw new Error(`The predictions are damaged: they do not fit ${classCount} classes. Train the model again.`);
}
