import type { Predictions } from './predictions.ts';
import { rocCurve } from './roc.ts';

/** The network's own cut, taken where the predictions give no reason for another. */
const NEUTRAL = 0.5;

/**
 * The probability from which a scan is called positive: the one with the largest sensitivity + specificity - 1
 * (Youden, Cancer 3, 1950), midway between the two scores that it lies between, because on new scans any place in that
 * gap is as likely to be right; of equals the one nearest 0.5. To be chosen on the validation part, never on the test
 * part. 0.5 where one class is missing or no threshold does better than chance.
 */
export function chooseThreshold(predictions: Predictions): number {
  const scores = predictions.probabilities.map(([, positive = 0]) => positive);
  const points = rocCurve(
    scores,
    predictions.labels.map((label) => label === 1),
  );
  let best = { youden: 0, threshold: NEUTRAL };
  points.forEach((point, index) => {
    const next = points[index + 1];
    if (next === undefined || index === 0) return;
    const youden = point.truePositiveRate - point.falsePositiveRate;
    const threshold = between(next.threshold, point.threshold);
    const gain = youden - best.youden;
    const isNearer = Math.abs(threshold - NEUTRAL) < Math.abs(best.threshold - NEUTRAL);
    if (gain > 1e-12 || (youden > 1e-12 && gain > -1e-12 && isNearer)) best = { youden, threshold };
  });
  return best.threshold;
}

/** Halfway, and above `low` even where no number lies between the two. */
function between(low: number, high: number): number {
  const middle = low + (high - low) / 2;
  return middle > low ? middle : high;
}
