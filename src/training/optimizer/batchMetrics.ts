import { argmax, crossEntropy } from './crossEntropy.ts';

/** How a network did on some scans. */
export type BatchMetrics = {
  readonly scans: number;
  /** Mean cross-entropy in nats, without class weights. */
  readonly loss: number;
  /** Share of scans whose likeliest class is the true one. */
  readonly accuracy: number;
};

/** From logits [scans, units], row after row. */
export function batchMetrics(logits: Float32Array, labels: Uint8Array): BatchMetrics {
  const units = logits.length / labels.length;
  let loss = 0;
  let right = 0;
  labels.forEach((label, scan) => {
    const row = logits.subarray(scan * units, (scan + 1) * units);
    loss += crossEntropy(row, label);
    if (argmax(row) === label) right += 1;
  });
  return { scans: labels.length, loss: loss / labels.length, accuracy: right / labels.length };
}

/** The score of all the scans of several batches. */
export function joinBatchMetrics(scores: readonly BatchMetrics[]): BatchMetrics {
  const scans = scores.reduce((sum, score) => sum + score.scans, 0);
  const mean = (of: (score: BatchMetrics) => number) =>
    scores.reduce((sum, score) => sum + of(score) * score.scans, 0) / scans;
  return { scans, loss: mean((score) => score.loss), accuracy: mean((score) => score.accuracy) };
}
