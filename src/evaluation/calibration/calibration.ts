import type { Estimate } from '../../statistics/intervals/estimate.ts';
import { wilsonOfGroups } from '../../statistics/intervals/intervals.ts';
import { CALIBRATION_BINS, calibrationBin } from '../metrics/weightedMetrics.ts';
import { groupsOf, type Predictions } from '../predictions.ts';

/** The scans whose probability of a class is in `from <= p < to`. */
export type CalibrationBin = {
  readonly from: number;
  readonly to: number;
  readonly n: number;
  /** The mean of their probabilities; NaN of none. */
  readonly said: number;
  /** Share of them that are of the class, with its 95 % interval; null of none. */
  readonly observed: Estimate | null;
};

/** How often scans are of a class where the network says that they are with so much probability: a reliability diagram. */
export function calibrationBins(predictions: Predictions, classIndex: number): CalibrationBin[] {
  const { labels, probabilities } = predictions;
  const groups = groupsOf(predictions);
  const scores = probabilities.map((row) => row[classIndex] ?? 0);
  const inBin = Array.from({ length: CALIBRATION_BINS }, (): number[] => []);
  scores.forEach((score, scan) => {
    inBin[calibrationBin(score)]?.push(scan);
  });
  return inBin.map((scans, bin) => ({
    from: bin / CALIBRATION_BINS,
    to: (bin + 1) / CALIBRATION_BINS,
    n: scans.length,
    said: scans.reduce((sum, scan) => sum + (scores[scan] ?? 0), 0) / scans.length,
    observed:
      scans.length === 0
        ? null
        : wilsonOfGroups(
            scans.map((scan) => labels[scan] === classIndex),
            scans.map((scan) => groups[scan] as number),
          ),
  }));
}
