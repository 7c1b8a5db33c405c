/** What calling everything from `threshold` up positive gives. */
export type PrecisionRecallPoint = {
  readonly threshold: number;
  readonly recall: number;
  readonly precision: number;
};

/** The precision-recall curve: one point for each score that occurs, descending. Empty where there is no positive or no negative scan. */
export function precisionRecallCurve(scores: readonly number[], positive: readonly boolean[]): PrecisionRecallPoint[] {
  const order = scores.map((_, scan) => scan).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  const positives = positive.filter(Boolean).length;
  if (positives === 0 || positives === scores.length) return [];
  const points: PrecisionRecallPoint[] = [];
  let found = 0;
  order.forEach((scan, place) => {
    if (positive[scan]) found++;
    const threshold = scores[scan] ?? 0;
    if (scores[order[place + 1] ?? -1] === threshold) return;
    points.push({ threshold, recall: found / positives, precision: found / (place + 1) });
  });
  return points;
}
