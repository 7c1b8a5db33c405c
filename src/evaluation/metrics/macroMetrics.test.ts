import { describe, expect, it } from 'vitest';
import type { Estimate } from '../../statistics/intervals/estimate.ts';
import { meanOfDependent, meanOfIndependent } from '../../statistics/intervals/meanOfEstimates.ts';
import { macroCases } from './goldenFigures.fixture.ts';
import { multiClassResults } from './testResults.ts';

/** Predictions that have this confusion matrix, sure of each verdict. */
function resultsOf(confusion: readonly (readonly number[])[]) {
  const scans = confusion.flatMap((row, label) =>
    row.flatMap((count, predicted) => Array.from({ length: count }, () => ({ label, predicted }))),
  );
  return multiClassResults(
    {
      sha256: scans.map((_, index) => `scan ${index}`),
      labels: scans.map(({ label }) => label),
      probabilities: scans.map(({ predicted }) => confusion.map((_, index) => (index === predicted ? 1 : 0))),
    },
    confusion.length,
  );
}

function expectFigure(figure: Estimate | null, [value = 0, low = 0, high = 0]: readonly number[]) {
  expect(figure?.value).toBeCloseTo(value, 9);
  expect(figure?.low).toBeCloseTo(low, 9);
  expect(figure?.high).toBeCloseTo(high, 9);
}

describe('macro metrics', () => {
  it.each(macroCases)('are those of scikit-learn, SciPy and numpy: $name', ({ confusion, macroRecall, macroF1 }) => {
    const { metrics } = resultsOf(confusion);
    expectFigure(metrics.macroRecall, macroRecall);
    expectFigure(metrics.macroF1, macroF1);
  });

  it.each(macroCases)('stay within 0 and 1 and never claim to be certain: $name', ({ confusion }) => {
    const { macroRecall, macroF1, macroAuc } = resultsOf(confusion).metrics;
    for (const figure of [macroRecall, macroF1, macroAuc]) {
      const { value, low, high } = figure ?? { value: Number.NaN, low: 0, high: 0 };
      expect(low).toBeGreaterThanOrEqual(0);
      expect(low).toBeLessThanOrEqual(value);
      expect(value).toBeLessThanOrEqual(high);
      expect(high).toBeLessThanOrEqual(1);
      expect(high - low).toBeGreaterThan(0.02);
    }
  });

  it('combine the classes as by hand', () => {
    // Recall: distances 0.3 and 0.4 below, 0.05 and 0.12 above: 0.5 / 2 and 0.13 / 2. F1 and AUC: means of the limits.
    const recalls = [figureOf([0.8, 0.5, 0.85]), figureOf([0.6, 0.2, 0.72])];
    expectFigure(meanOfIndependent(recalls), [0.7, 0.45, 0.765]);
    expectFigure(meanOfDependent([figureOf([0.6, 0.4, 0.9]), figureOf([0.8, 0.7, 0.9])]), [0.7, 0.55, 0.9]);
    expectFigure(meanOfDependent([figureOf([0.9, 0.7, 1]), figureOf([0.5, 0.3, 0.6])]), [0.7, 0.5, 0.8]);
    // Where scans of both classes are of one group, the recalls rise and fall together at worst.
    expectFigure(meanOfDependent(recalls), [0.7, 0.35, 0.785]);
  });

  it('are absent where a class has no scan, also where some scans were called it', () => {
    const { metrics, perClass } = resultsOf([
      [8, 0, 2],
      [1, 9, 0],
      [0, 0, 0],
    ]);
    expect(perClass[2]?.metrics.f1?.value).toBe(0);
    expect([metrics.macroRecall, metrics.macroF1, metrics.macroAuc]).toEqual([null, null, null]);
  });

  it('are cautious where the scans of a group are of several classes', () => {
    const predictions = {
      sha256: ['a', 'b', 'c', 'd'],
      labels: [0, 0, 1, 1],
      probabilities: [
        [1, 0],
        [1, 0],
        [0, 1],
        [1, 0],
      ],
    };
    const recallOf = (groups: readonly number[]) => {
      const { metrics, perClass } = multiClassResults({ ...predictions, groups }, 2);
      return { macro: metrics.macroRecall, each: perClass.map((results) => results.metrics.sensitivity) };
    };
    const known = (each: readonly (Estimate | null)[]) => each.filter((estimate) => estimate !== null);
    const [apart, mixed] = [recallOf([0, 1, 2, 3]), recallOf([0, 1, 0, 3])];
    expect(apart.macro).toEqual(meanOfIndependent(known(apart.each)));
    expect(mixed.macro).toEqual(meanOfDependent(known(mixed.each)));
  });
});

function figureOf([value = 0, low = 0, high = 0]: readonly number[]): Estimate {
  return { value, low, high };
}
