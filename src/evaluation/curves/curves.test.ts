import { expect, test } from 'vitest';
import { wavyScans, wavyScores } from '../metrics/wavyScans.fixture.ts';
import { curveBands } from './curveBands.ts';
import { expectedCost, netBenefitCurve } from './netBenefit.ts';
import { precisionRecallCurve } from './precisionRecall.ts';

const positive = wavyScans.labels.map((label) => label === 1);

test('the points are those of scikit-learn’s precision_recall_curve', () => {
  const curve = precisionRecallCurve(wavyScores, positive);
  expect(curve).toHaveLength(64);
  const ascending = curve.toReversed();
  const scikit = [
    [0, 0.02, 0.5083333333333333, 1],
    [10, 0.19, 0.5959595959595959, 0.9672131147540983],
    [30, 0.48, 0.6721311475409836, 0.6721311475409836],
    [63, 0.98, 0.7142857142857143, 0.08196721311475409],
  ] as const;
  for (const [place, threshold, precision, recall] of scikit) {
    expect(ascending[place]?.threshold).toBe(threshold);
    expect(ascending[place]?.precision).toBeCloseTo(precision, 12);
    expect(ascending[place]?.recall).toBeCloseTo(recall, 12);
  }
  expect(precisionRecallCurve([0.2, 0.4], [true, true])).toEqual([]);
});

test('net benefit is true positives less false ones at the odds of the threshold', () => {
  const at = (prevalence: number, threshold: number) =>
    netBenefitCurve({ positive, scores: wavyScores }, prevalence).find(
      (point) => Math.abs(point.threshold - threshold) < 1e-9,
    );
  // Vickers and Elkin's TP/n - FP/n t/(1 - t) in NumPy, at the prevalence 61/120 of the scans; and at 0.1.
  expect(at(61 / 120, 0.3)?.model).toBeCloseTo(0.3130952380952381, 10);
  expect(at(61 / 120, 0.3)?.all).toBeCloseTo(0.29761904761904756, 10);
  expect(at(61 / 120, 0.6)?.all).toBeCloseTo(-0.22916666666666663, 10);
  expect(at(0.1, 0.1)?.model).toBeCloseTo(0.022033898305084745, 10);
  expect(at(0.1, 0.1)?.all).toBeCloseTo(0, 10);
  expect(netBenefitCurve({ positive: [true], scores: [0.3] }, 0.5)).toEqual([]);
});

test('the expected cost of a scan is by hand', () => {
  // Of 100 scans 20 are positive, 2 of those missed at 5 each; 8 of 80 are false alarms: 18 for 100 scans.
  expect(expectedCost(0.9, 0.9, { missCost: 5, prevalence: 0.2 })).toBeCloseTo(0.18, 12);
});

test('the bands are those of 20,000 draws of the pairs in NumPy', () => {
  const bands = curveBands(wavyScans, 1);
  const at = (band: (typeof bands)['roc'], share: number) => band.find((point) => Math.abs(point.at - share) < 1e-9);
  const numpy = [
    [at(bands.roc, 0.2), 0.2222, 0.7119],
    [at(bands.roc, 0.5), 0.6032, 0.9118],
    [at(bands.precisionRecall, 0.2), 0.5217, 0.9286],
    [at(bands.precisionRecall, 0.5), 0.5918, 0.8537],
  ] as const;
  for (const [point, low, high] of numpy) {
    // A thousand draws against twenty thousand: the ends wander by some hundredths of the width.
    expect(Math.abs((point?.low ?? 9) - low)).toBeLessThan(0.1 * (high - low));
    expect(Math.abs((point?.high ?? 9) - high)).toBeLessThan(0.1 * (high - low));
  }
});

test('there is no band where a class is missing', () => {
  expect(curveBands({ sha256: ['a'], labels: [1], probabilities: [[0.5, 0.5]] }, 1).roc).toEqual([]);
});
