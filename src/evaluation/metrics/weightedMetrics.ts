import { logit, sigmoid } from '../../statistics/logit.ts';

/** Test scans of two classes: whether each is positive, its probability of being so, and from which on it is called positive. */
export type BinaryScores = {
  readonly positive: readonly boolean[];
  readonly scores: readonly number[];
  readonly threshold: number;
};

/** How often each scan counts: 1, or as often as a bootstrap drew it. */
type Weights = Float64Array;

type Counts = { readonly tp: number; readonly fp: number; readonly fn: number; readonly tn: number };

export function countsOf({ positive, scores, threshold }: BinaryScores, weights: Weights): Counts {
  let [tp, fp, fn, tn] = [0, 0, 0, 0];
  for (const [i, weight] of weights.entries()) {
    const called = (scores[i] ?? 0) >= threshold;
    if (positive[i] && called) tp += weight;
    else if (positive[i]) fn += weight;
    else if (called) fp += weight;
    else tn += weight;
  }
  return { tp, fp, fn, tn };
}

export const sensitivityOf = ({ tp, fn }: Counts) => tp / (tp + fn);
export const specificityOf = ({ tn, fp }: Counts) => tn / (tn + fp);

export function balancedAccuracy(test: BinaryScores, weights: Weights): number {
  const counts = countsOf(test, weights);
  return (sensitivityOf(counts) + specificityOf(counts)) / 2;
}

/** Matthews (1975); 0 where only one class is called, as in scikit-learn. */
export function matthews(test: BinaryScores, weights: Weights): number {
  const { tp, fp, fn, tn } = countsOf(test, weights);
  const product = (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn);
  return product > 0 ? (tp * tn - fp * fn) / Math.sqrt(product) : 0;
}

/** How many times likelier a positive call is of a positive scan than of a negative one. */
export function positiveLikelihoodRatio(test: BinaryScores, weights: Weights): number {
  const counts = countsOf(test, weights);
  return sensitivityOf(counts) / (1 - specificityOf(counts));
}

export function negativeLikelihoodRatio(test: BinaryScores, weights: Weights): number {
  const counts = countsOf(test, weights);
  return (1 - sensitivityOf(counts)) / specificityOf(counts);
}

/** Share of positive scans among those called positive where `prevalence` of all are positive (Bayes). */
export function positivePredictiveValue(test: BinaryScores, weights: Weights, prevalence: number): number {
  const counts = countsOf(test, weights);
  const found = sensitivityOf(counts) * prevalence;
  return found / (found + (1 - specificityOf(counts)) * (1 - prevalence));
}

/** Share of negative scans among those called negative, likewise. */
export function negativePredictiveValue(test: BinaryScores, weights: Weights, prevalence: number): number {
  const counts = countsOf(test, weights);
  const cleared = specificityOf(counts) * (1 - prevalence);
  return cleared / (cleared + (1 - sensitivityOf(counts)) * prevalence);
}

/** Area under the precision-recall curve as average precision: precision at each score, weighted with the recall gained there. */
export function averagePrecision({ positive, scores }: BinaryScores): (weights: Weights) => number {
  const order = scores.map((_, i) => i).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  return (weights) => {
    const all = weights.reduce((sum, weight, i) => sum + (positive[i] ? weight : 0), 0);
    let [called, right, area] = [0, 0, 0];
    for (let at = 0; at < order.length; ) {
      const score = scores[order[at] ?? 0];
      let gained = 0;
      for (; at < order.length && scores[order[at] ?? 0] === score; at++) {
        const i = order[at] ?? 0;
        called += weights[i] ?? 0;
        if (positive[i]) gained += weights[i] ?? 0;
      }
      right += gained;
      if (called > 0) area += (gained / all) * (right / called);
    }
    return area;
  };
}

/** Mean squared distance of the probability from 1 of positive and 0 of negative scans (Brier, 1950). */
export function brier({ positive, scores }: BinaryScores, weights: Weights): number {
  let [sum, total] = [0, 0];
  for (const [i, weight] of weights.entries()) {
    sum += weight * ((scores[i] ?? 0) - (positive[i] ? 1 : 0)) ** 2;
    total += weight;
  }
  return sum / total;
}

/** Equal bins of the probability; the last one holds 1 as well. */
export const CALIBRATION_BINS = 10;

export function calibrationBin(score: number): number {
  return Math.min(CALIBRATION_BINS - 1, Math.floor(CALIBRATION_BINS * score));
}

/** Expected calibration error (Naeini et al., 2015): in ten bins of the probability its mean distance from the share of positive scans. */
export function calibrationError({ positive, scores }: BinaryScores, weights: Weights): number {
  const bins = Array.from({ length: CALIBRATION_BINS }, () => ({ scores: 0, positives: 0 }));
  let total = 0;
  for (const [i, weight] of weights.entries()) {
    const bin = bins[calibrationBin(scores[i] ?? 0)];
    if (bin) {
      bin.scores += weight * (scores[i] ?? 0);
      bin.positives += positive[i] ? weight : 0;
    }
    total += weight;
  }
  return bins.reduce((sum, bin) => sum + Math.abs(bin.scores - bin.positives), 0) / total;
}

/** Steps of Newton's method; it converges in fewer. */
const NEWTON_STEPS = 25;
/** Probabilities of exactly 0 or 1 have no logit. */
const EDGE = 1e-7;

/**
 * Slope of the logistic regression of the class on the logit of the probability (Cox, 1958): 1 where the probabilities are as extreme as
 * they should be, below 1 where they are too extreme. Not a number where the classes are told apart without error.
 */
export function calibrationSlope(test: BinaryScores, weights: Weights): number {
  return recalibration(test, weights, true).slope;
}

/** Intercept of the same with the slope held at 1: above 0 where the probabilities are too low on the whole (calibration in the large). */
export function calibrationIntercept(test: BinaryScores, weights: Weights): number {
  return recalibration(test, weights, false).intercept;
}

function recalibration({ positive, scores }: BinaryScores, weights: Weights, withSlope: boolean) {
  let [intercept, slope] = [0, 1];
  for (let step = 0; step < NEWTON_STEPS; step++) {
    let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0];
    for (const [i, weight] of weights.entries()) {
      const clipped = Math.min(1 - EDGE, Math.max(EDGE, scores[i] ?? 0));
      const x = logit(clipped);
      const p = sigmoid(intercept + slope * x);
      const [error, curvature] = [weight * ((positive[i] ? 1 : 0) - p), weight * p * (1 - p)];
      g0 += error;
      g1 += error * x;
      h00 += curvature;
      h01 += curvature * x;
      h11 += curvature * x * x;
    }
    const determinant = h00 * h11 - h01 * h01;
    const [d0, d1] = withSlope
      ? [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant]
      : [g0 / h00, 0];
    intercept += d0;
    slope += d1;
    if (Math.abs(d0) + Math.abs(d1) < 1e-10) return { intercept, slope };
  }
  return { intercept: Number.NaN, slope: Number.NaN };
}
