import type { Predictions } from '../predictions.ts';

/** What calling everything from `threshold` up positive gives. */
export type RocPoint = {
  /** Infinity at the start of the curve, where nothing is called positive. */
  readonly threshold: number;
  readonly falsePositiveRate: number;
  readonly truePositiveRate: number;
};

/**
 * The ROC curve from (0, 0) to (1, 1): one point for each score that occurs, descending.
 * Empty where there are no positive or no negative scans, because then it has no meaning.
 */
export function rocCurve(scores: readonly number[], positive: readonly boolean[]): RocPoint[] {
  const scans = scores.map((score, index) => ({ score, positive: positive[index] === true }));
  scans.sort((a, b) => b.score - a.score);
  const positives = scans.filter((scan) => scan.positive).length;
  const negatives = scans.length - positives;
  if (positives === 0 || negatives === 0) return [];
  const points: RocPoint[] = [{ threshold: Number.POSITIVE_INFINITY, falsePositiveRate: 0, truePositiveRate: 0 }];
  let [truePositives, falsePositives] = [0, 0];
  scans.forEach((scan, index) => {
    if (scan.positive) truePositives++;
    else falsePositives++;
    if (scans[index + 1]?.score === scan.score) return;
    points.push({
      threshold: scan.score,
      falsePositiveRate: falsePositives / negatives,
      truePositiveRate: truePositives / positives,
    });
  });
  return points;
}

/** The curve of the positive class of two. */
export function rocOf({ probabilities, labels }: Pick<Predictions, 'probabilities' | 'labels'>): RocPoint[] {
  return rocCurve(
    probabilities.map(([, positive = 0]) => positive),
    labels.map((label) => label === 1),
  );
}
