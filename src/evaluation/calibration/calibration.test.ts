import { expect, test } from 'vitest';
import { wavyScans, wavyScores } from '../metrics/wavyScans.fixture.ts';
import type { Predictions } from '../predictions.ts';
import { calibrationBins } from './calibration.ts';
import { fitTemperature } from './fitTemperature.ts';
import { rescaled, rescaledPredictions, rescaledShare } from './temperature.ts';

test('the bins are those of scikit-learn’s calibration_curve', () => {
  // calibration_curve(y, s + .003, n_bins=10) of scikit-learn 1.9.1
  const observed = [0.0, 0.4, 0.5, 0.615384615385, 0.35, 0.538461538462, 0.75, 0.75, 0.727272727273, 0.6875];
  const said = [
    0.035307692308, 0.16, 0.2705, 0.349923076923, 0.459, 0.546846153846, 0.63425, 0.743, 0.840272727273, 0.959875,
  ];
  const scans = { ...wavyScans, probabilities: wavyScores.map((score) => [0.997 - score, score + 0.003]) };
  const bins = calibrationBins(scans, 1);
  bins.forEach((bin, place) => {
    expect(bin.observed?.value).toBeCloseTo(observed[place] ?? -1, 10);
    expect(bin.said).toBeCloseTo(said[place] ?? -1, 10);
  });
  expect(bins.reduce((sum, { n }) => sum + n, 0)).toBe(120);
});

test('the interval of a bin counts groups: copies make it no narrower', () => {
  const scans = (groups: number[]): Predictions => ({
    sha256: groups.map(String),
    labels: [0, 1, 1, 1],
    probabilities: groups.map(() => [0.25, 0.75]),
    groups,
  });
  const [apart, paired] = [calibrationBins(scans([0, 1, 2, 3]), 1)[7], calibrationBins(scans([0, 1, 2, 2]), 1)[7]];
  // Wilson of 3 of 4: statsmodels' proportion_confint(3, 4, method='wilson')
  expect(apart?.observed?.low).toBeCloseTo(0.30064, 4);
  expect(paired?.observed?.low).toBeLessThan(0.3);
  expect(calibrationBins(scans([0, 1, 2, 3]), 1)[0]).toMatchObject({ n: 0, observed: null });
});

/* SciPy 1.17.1: minimize_scalar of the negative log-likelihood, bounded, xatol 1e-12 */
test('the temperature of a sigmoid is SciPy’s', () => {
  expect(fitTemperature(wavyScans)).toBeCloseTo(2.0576113852913793, 6);
});

test('the temperature of a softmax is SciPy’s', () => {
  const i = Array.from({ length: 120 }, (_, scan) => scan);
  const digits =
    '112000120210212112210211212211001211201100021200212202120021210112010121210212012210021210011001221201102121100112202122';
  const probabilities = i.map((scan) => {
    const z = [3 * Math.sin(0.7 * scan), 3 * Math.cos(1.3 * scan), 1.5 * Math.sin(2.1 * scan + 1)];
    const sum = z.reduce((all, value) => all + Math.exp(value), 0);
    return z.map((value) => Math.exp(value) / sum);
  });
  const scans = { sha256: i.map(String), labels: [...digits].map(Number), probabilities };
  expect(fitTemperature(scans)).toBeCloseTo(3.198256816819307, 6);
  const [first] = rescaledPredictions(scans, 3.198256816819307).probabilities;
  [0.19846128773820143, 0.5070476754903469, 0.2944910367714516].forEach((share, index) => {
    expect(first?.[index]).toBeCloseTo(share, 10);
  });
});

test('a temperature that was fitted fits: fitted again it is 1', () => {
  expect(fitTemperature(rescaledPredictions(wavyScans, fitTemperature(wavyScans) ?? 9))).toBeCloseTo(1, 6);
});

test('nothing is fitted where there is nothing to fit', () => {
  expect(fitTemperature({ sha256: [], labels: [], probabilities: [] })).toBeNull();
  const apart = [0.1, 0.3, 0.7, 0.9].map((score) => [1 - score, score]);
  expect(fitTemperature({ sha256: ['a', 'b', 'c', 'd'], labels: [0, 0, 1, 1], probabilities: apart })).toBeNull();
});

test('rescaling keeps the order, is undone by its inverse, and moves a threshold along', () => {
  // logit(0.9) / 2 = ln 9 / 2 = ln 3, whose sigmoid is 3/4.
  expect(rescaled([0.1, 0.9], 2)[1]).toBeCloseTo(0.75, 12);
  expect(rescaledShare(0.9, 2)).toBeCloseTo(0.75, 12);
  expect(rescaled(rescaled([0.2, 0.7, 0.1], 2.5), 0.4)[1]).toBeCloseTo(0.7, 10);
  expect(rescaled([0.3, 0.7], undefined)).toEqual([0.3, 0.7]);
  expect([rescaledShare(0, 3), rescaledShare(1, 3)]).toEqual([0, 1]);
  // A float32 answer that was rounded to 1 stays a number below 1.
  expect(rescaled([0, 1], 2)[1]).toBeCloseTo(1 / (1 + Math.sqrt(1e-7)), 6);
});
