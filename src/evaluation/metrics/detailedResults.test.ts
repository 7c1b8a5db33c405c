import { expect, test } from 'vitest';
import { wavyScans } from '../metrics/wavyScans.fixture.ts';
import type { Predictions } from '../predictions.ts';
import { detailedResults } from './testResults.ts';

/*
 * scikit-learn 1.9.1, SciPy 1.17.1, NumPy 2 of the wavy scans:
 * balanced_accuracy_score, matthews_corrcoef, class_likelihood_ratios, average_precision_score, brier_score_loss; PPV and NPV by Bayes at
 * a prevalence of 0.1; ECE over ten bins; slope: BFGS on the likelihood of y on logit(s); intercept: the same with the slope 1.
 * Intervals: 20,000 NumPy draws of the 60 pairs of neighbours.
 */
const scikit = {
  balancedAccuracy: 0.6589330369547097,
  ppv: 0.18492246783239855,
  npv: 0.9431408698567,
  mcc: 0.31853055670674424,
  positiveLikelihoodRatio: 2.0418943533697633,
  negativeLikelihoodRatio: 0.5425829668132747,
  auprc: 0.6766491165123922,
  brier: 0.22420833333333334,
  ece: 0.14116666666666663,
  calibrationSlope: 0.4858851324710173,
  calibrationIntercept: 0.034139671382644225,
};
const intervals = { mcc: [0.1329, 0.4954], brier: [0.1822, 0.2678], auprc: [0.5692, 0.8027] } as const;

const predictions = wavyScans;

test('the values are scikit-learn’s', () => {
  const { metrics } = detailedResults(predictions, 0.5, 0.1);
  expect(Object.keys(metrics)).toEqual(Object.keys(scikit));
  for (const [key, value] of Object.entries(scikit))
    expect(metrics[key as keyof typeof metrics]?.value, key).toBeCloseTo(value, 6);
});

test('the intervals are those of a bootstrap of groups', () => {
  const { metrics } = detailedResults(predictions, 0.5, 0.1);
  for (const key of ['mcc', 'brier', 'auprc'] as const) {
    const [low, high] = intervals[key];
    // A thousand draws against twenty thousand: the ends wander by some hundredths of the width.
    const width = high - low;
    expect(Math.abs((metrics[key]?.low ?? 9) - low)).toBeLessThan(0.08 * width);
    expect(Math.abs((metrics[key]?.high ?? 9) - high)).toBeLessThan(0.08 * width);
  }
});

test('copies in one group make no interval narrower', () => {
  const twice = <T>(items: readonly T[]) => [...items, ...items];
  const copied: Predictions = {
    sha256: twice(predictions.sha256),
    labels: twice(predictions.labels),
    probabilities: twice(predictions.probabilities),
    groups: twice(predictions.groups ?? []),
  };
  const [once, both] = [detailedResults(predictions, 0.5, 0.1), detailedResults(copied, 0.5, 0.1)];
  expect(both.metrics.mcc).toEqual(once.metrics.mcc);
});

test('what is undefined is none: no false alarm leaves no likelihood ratio, no error no slope', () => {
  const perfect: Predictions = {
    sha256: ['a', 'b', 'c', 'd'],
    labels: [0, 0, 1, 1],
    probabilities: [0.1, 0.2, 0.8, 0.9].map((score) => [1 - score, score]),
  };
  const { metrics } = detailedResults(perfect, 0.5, 0.5);
  expect(metrics.positiveLikelihoodRatio).toBeNull();
  expect(metrics.calibrationSlope).toBeNull();
  expect(metrics.negativeLikelihoodRatio?.value).toBe(0);
  expect(metrics.mcc?.value).toBe(1);
});
