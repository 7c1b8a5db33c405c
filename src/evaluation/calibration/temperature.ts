import { logit, sigmoid } from '../../statistics/logit.ts';
import type { Predictions } from '../predictions.ts';

/** A float32 answer comes no nearer to 0 or 1, where there is no logit. */
const EDGE = 1e-7;

/**
 * Probabilities whose logits are divided by `temperature` (Guo et al., 'On calibration of modern neural networks', ICML 2017): above 1 they
 * become less sure, below 1 surer. The order of the scans and the most probable class stay. `rescaled(rescaled(p, t), 1 / t)` is p again.
 * For two classes the row is [1 - p, p], and this is the sigmoid of logit(p) / temperature.
 *
 * @param row one probability per class; left as it is where `temperature` is undefined
 */
export function rescaled(row: readonly number[], temperature: number | undefined): readonly number[] {
  return temperature === undefined ? row : softmax(logarithms(row), 1 / temperature);
}

/** Where a probability of two classes, a threshold say, comes to lie; 0 and 1 stay. */
export function rescaledShare(share: number, temperature: number): number {
  if (share <= 0 || share >= 1) return share;
  return sigmoid(logit(share) / temperature);
}

export function rescaledPredictions(predictions: Predictions, temperature: number | undefined): Predictions {
  if (temperature === undefined) return predictions;
  return { ...predictions, probabilities: predictions.probabilities.map((row) => rescaled(row, temperature)) };
}

/** Of probabilities, which come no nearer to 0 or 1 than float32 does. */
export function logarithms(row: readonly number[]): number[] {
  return row.map((p) => Math.log(Math.min(1 - EDGE, Math.max(EDGE, p))));
}

export function softmax(row: readonly number[], factor: number): number[] {
  const most = Math.max(...row);
  const shares = row.map((value) => Math.exp((value - most) * factor));
  const sum = shares.reduce((all, share) => all + share, 0);
  return shares.map((share) => share / sum);
}
