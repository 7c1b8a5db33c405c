import type { Predictions } from '../predictions.ts';
import { logarithms, softmax } from './temperature.ts';

/** A fit beyond these says that there is too little to fit (scans all alike, or all told apart). */
const [LEAST, MOST] = [0.05, 20];
/** Steps of Newton's method; it converges in fewer. */
const NEWTON_STEPS = 100;

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

function weighted(row: readonly number[], shares: readonly number[], power: number): number {
  return row.reduce((sum, value, i) => sum + (shares[i] ?? 0) * value ** power, 0);
}
