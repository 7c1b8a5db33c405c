import { logit, sigmoid } from '../statistics/logit.ts';
import type { Predictions } from './predictions.ts';

/** A float32 answer comes no nearer to 0 or 1, where there is no logit. */
const EDGE = 1e-7;
/** A fit beyond these says that there is too little to fit (scans all alike, or all told apart). */
const [LEAST, MOST] = [0.05, 20];
/** Steps of Newton's method; it converges in fewer. */
const NEWTON_STEPS = 100;

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

/**
 * The temperature with the greatest likelihood of these labels, to be fitted on the validation part: one number, for a sigmoid as for a
 * softmax. The likelihood is concave in 1 / temperature. Null where there is no telling: no scan, or all of them told apart without error.
 */
export function fitTemperature({ labels, probabilities }: Predictions): number | null {
  const rows = probabilities.map(logarithms);
  let factor = 1;
  for (let step = 0; step < NEWTON_STEPS; step++) {
    let [slope, curvature] = [0, 0];
    rows.forEach((row, scan) => {
      const shares = softmax(row, factor);
      const mean = weighted(row, shares, 1);
      slope += (row[labels[scan] ?? 0] ?? 0) - mean;
      curvature += weighted(row, shares, 2) - mean ** 2;
    });
    const next = Math.min(1 / LEAST, Math.max(1 / MOST, factor + slope / curvature));
    if (!Number.isFinite(next)) return null;
    if (Math.abs(next - factor) < 1e-12 * factor) break;
    factor = next;
  }
  return factor > 1 / MOST && factor < 1 / LEAST ? 1 / factor : null;
}

function logarithms(row: readonly number[]): number[] {
  return row.map((p) => Math.log(Math.min(1 - EDGE, Math.max(EDGE, p))));
}

function softmax(row: readonly number[], factor: number): number[] {
  const most = Math.max(...row);
  const shares = row.map((value) => Math.exp((value - most) * factor));
  const sum = shares.reduce((all, share) => all + share, 0);
  return shares.map((share) => share / sum);
}

function weighted(row: readonly number[], shares: readonly number[], power: number): number {
  return row.reduce((sum, value, i) => sum + (shares[i] ?? 0) * value ** power, 0);
}
