import type { Estimate } from './estimate.ts';
import { studentT95 } from './intervals.ts';

export type ResampledMean = Estimate & {
  /** Standard deviation of the values, n - 1 in the denominator. */
  readonly deviation: number;
};

/**
 * The mean of a figure over splits of the same scans, with the 95 % interval of Nadeau and Bengio ('Inference for the generalization
 * error', Machine Learning 52, 2003): training sets overlap, so that the variance of the mean is not that of independent values
 * over their number but (1 / number + test / training) times the variance, with Student's t. It holds what one split leaves out: the
 * luck of the draw, of the initial weights, and of what was chosen on validation. Null for fewer than two values.
 *
 * @param testShare scans in a test set over scans that are learned from, training and validation together
 */
export function resampledMean(values: readonly number[], testShare: number): ResampledMean | null {
  const count = values.length;
  if (count < 2) return null;
  const value = values.reduce((sum, each) => sum + each, 0) / count;
  const variance = values.reduce((sum, each) => sum + (each - value) ** 2, 0) / (count - 1);
  const half = studentT95(count - 1) * Math.sqrt((1 / count + testShare) * variance);
  return { value, low: Math.max(0, value - half), high: Math.min(1, value + half), deviation: Math.sqrt(variance) };
}
