import { type BinaryScores, countsOf, sensitivityOf, specificityOf } from '../metrics/weightedMetrics.ts';

/** What acting on a probability of `threshold` or more is worth, in true positives for each scan. */
export type NetBenefitPoint = {
  readonly threshold: number;
  readonly model: number;
  /** Acting on every scan. Acting on none is worth 0. */
  readonly all: number;
};

const STEPS = 99;

/**
 * The decision curve (Vickers and Elkin, Medical Decision Making 26, 2006): net benefit over the probabilities at which somebody would act,
 * where `prevalence` of the scans are positive. Who acts from probability t up counts a false alarm as t / (1 - t) of a true positive.
 * Empty where a class is missing.
 */
export function netBenefitCurve(test: Omit<BinaryScores, 'threshold'>, prevalence: number): NetBenefitPoint[] {
  const once = new Float64Array(test.scores.length).fill(1);
  if (new Set(test.positive).size < 2) return [];
  return Array.from({ length: STEPS }, (_, step) => {
    const threshold = (step + 1) / (STEPS + 1);
    const odds = threshold / (1 - threshold);
    const counts = countsOf({ ...test, threshold }, once);
    const benefit = (found: number, alarms: number) => prevalence * found - (1 - prevalence) * alarms * odds;
    return { threshold, model: benefit(sensitivityOf(counts), 1 - specificityOf(counts)), all: benefit(1, 1) };
  });
}

/**
 * Expected cost of a scan, in false alarms: a missed positive costs `missCost`, and `prevalence` of the scans are positive.
 * Calling all scans negative costs `missCost * prevalence`, calling all positive `1 - prevalence`.
 */
export function expectedCost(
  sensitivity: number,
  specificity: number,
  { missCost, prevalence }: { readonly missCost: number; readonly prevalence: number },
): number {
  return missCost * prevalence * (1 - sensitivity) + (1 - prevalence) * (1 - specificity);
}
