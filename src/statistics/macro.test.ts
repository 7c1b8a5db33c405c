import { describe, expect, it } from 'vitest';
import { multiClassResults } from '../evaluation/testResults.ts';
import type { Estimate } from './estimate.ts';
import { macroCases } from './goldenFigures.fixture.ts';
import { macroFigures } from './macro.ts';

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

describe('macro figures', () => {
  it.each(macroCases)('are those of scikit-learn, SciPy and numpy: $name', ({ confusion, macroRecall, macroF1 }) => {
    const { figures } = resultsOf(confusion);
    expectFigure(figures.macroRecall, macroRecall);
    expectFigure(figures.macroF1, macroF1);
  });

  it.each(macroCases)('stay within 0 and 1 and never claim to be certain: $name', ({ confusion }) => {
    const { macroRecall, macroF1, macroAuc } = resultsOf(confusion).figures;
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
    const perClass = [
      { recall: [0.8, 0.5, 0.85], f1: [0.6, 0.4, 0.9], auc: [0.9, 0.7, 1] },
      { recall: [0.6, 0.2, 0.72], f1: [0.8, 0.7, 0.9], auc: [0.5, 0.3, 0.6] },
    ].map(({ recall, f1, auc }) => ({ recall: figureOf(recall), f1: figureOf(f1), auc: figureOf(auc) }));
    const { macroRecall, macroF1, macroAuc } = macroFigures(perClass);
    expectFigure(macroRecall, [0.7, 0.45, 0.765]);
    expectFigure(macroF1, [0.7, 0.55, 0.9]);
    expectFigure(macroAuc, [0.7, 0.5, 0.8]);
    // Where scans of both classes belong together, the recalls rise and fall together at worst.
    expectFigure(macroFigures(perClass, true).macroRecall, [0.7, 0.35, 0.785]);
  });

  it('are absent where a class has no scan, also where some scans were called it', () => {
    const { figures, perClass } = resultsOf([
      [8, 0, 2],
      [1, 9, 0],
      [0, 0, 0],
    ]);
    expect(perClass[2]?.f1?.value).toBe(0);
    expect([figures.macroRecall, figures.macroF1, figures.macroAuc]).toEqual([null, null, null]);
    expect(macroFigures([])).toEqual({ macroRecall: null, macroF1: null, macroAuc: null });
  });

  it('are absent one by one where that figure of a class is', () => {
    const some = figureOf([0.5, 0.4, 0.6]);
    const perClass = [
      { recall: some, f1: some, auc: some },
      { recall: some, f1: some, auc: null },
    ];
    const { macroRecall, macroF1, macroAuc } = macroFigures(perClass);
    expect([macroRecall?.value, macroF1?.value, macroAuc]).toEqual([0.5, 0.5, null]);
  });
});

function figureOf([value = 0, low = 0, high = 0]: readonly number[]): Estimate {
  return { value, low, high };
}
