import { describe, expect, it } from 'vitest';
import { areaUnderCurve } from '../../statistics/intervals/auc.ts';
import type { Estimate } from '../../statistics/intervals/estimate.ts';
import { wilson } from '../../statistics/intervals/intervals.ts';
import { rocCurve } from '../curves/roc.ts';
import { predictedClass } from '../predictedClass.ts';
import type { Predictions } from '../predictions.ts';
import { confusionMatrix, mostConfusedSentence, scansByCell } from './confusion.ts';
import { binaryCases, multiClassCase, type Triple } from './goldenFigures.fixture.ts';
import { binaryResults, multiClassResults } from './testResults.ts';

const predictionsOf = (labels: readonly number[], probabilities: readonly (readonly number[])[]): Predictions => ({
  sha256: labels.map((_, index) => `scan ${index}`),
  labels,
  probabilities,
});
const binary = (scores: readonly number[], labels: readonly number[]) =>
  predictionsOf(
    labels,
    scores.map((score) => [1 - score, score]),
  );

function expectFigure(figure: Estimate | null, wanted: Triple | null, digits = 8) {
  if (wanted === null) return expect(figure).toBeNull();
  expect(figure?.value).toBeCloseTo(wanted[0] ?? Number.NaN, digits);
  expect(figure?.low).toBeCloseTo(wanted[1] ?? Number.NaN, digits);
  expect(figure?.high).toBeCloseTo(wanted[2] ?? Number.NaN, digits);
}

describe('results for two classes are those of scikit-learn and SciPy', () => {
  it.each(binaryCases)('$name', ({ scores, labels, threshold, counts, figures }) => {
    const results = binaryResults(binary(scores, labels), threshold);
    expect(results.n).toBe(labels.length);
    const { tp, fp, fn, tn } = counts;
    expect(results.confusion).toEqual([
      [tn, fp],
      [fn, tp],
    ]);
    expect(results.denominators).toMatchObject({
      accuracy: labels.length,
      sensitivity: tp + fn,
      specificity: tn + fp,
      precision: tp + fp,
      f1: tp + fp + fn,
      auc: labels.length,
    });
    for (const name of ['accuracy', 'sensitivity', 'specificity', 'precision', 'f1', 'auc'] as const) {
      expectFigure(results.metrics[name], figures[name]);
    }
  });

  it.each(binaryCases.filter(({ roc }) => roc))('ROC curve: $name', ({ scores, labels, roc = [[], [], []] }) => {
    const curve = rocCurve(
      scores,
      labels.map((label) => label === 1),
    );
    const [falsePositiveRates, truePositiveRates, thresholds] = roc;
    expect(curve).toHaveLength(thresholds.length);
    curve.forEach((point, index) => {
      expect(point.falsePositiveRate).toBeCloseTo(falsePositiveRates[index] ?? Number.NaN, 8);
      expect(point.truePositiveRate).toBeCloseTo(truePositiveRates[index] ?? Number.NaN, 8);
      expect(point.threshold).toBe(thresholds[index] ?? Number.POSITIVE_INFINITY);
    });
  });

  it('have no figures where there are no scans', () => {
    const { n, metrics } = binaryResults(binary([], []), 0.5);
    expect(n).toBe(0);
    expect(new Set(Object.values(metrics))).toEqual(new Set([null]));
    expect(rocCurve([], [])).toEqual([]);
    expect(rocCurve([0.5], [true])).toEqual([]);
  });

  it('keep the AUC and its interval when all scores are squared, because only their order counts', () => {
    const [{ scores, labels } = { scores: [], labels: [] }] = binaryCases;
    const positive = labels.map((label) => label === 1);
    const squared = scores.map((score) => score ** 2);
    expect(areaUnderCurve(squared, positive)).toEqual(areaUnderCurve(scores, positive));
  });
});

describe('results for more classes are those of scikit-learn', () => {
  const { labels, probabilities, confusion, accuracy, perClass, macro } = multiClassCase;
  const results = multiClassResults(predictionsOf(labels, probabilities), 3);

  it('in the confusion matrix and the figures of each class', () => {
    expect(results.confusion).toEqual(confusion);
    expect(results.n).toBe(labels.length);
    expectFigure(results.metrics.accuracy, accuracy);
    perClass.forEach((wanted, index) => {
      const found = results.perClass[index];
      expect(found?.denominators.sensitivity).toBe(wanted.support);
      expectFigure(found?.metrics.sensitivity ?? null, wanted.recall);
      for (const name of ['precision', 'f1', 'auc'] as const) expectFigure(found?.metrics[name] ?? null, wanted[name]);
    });
  });

  it.each(['macroRecall', 'macroF1', 'macroAuc'] as const)('in %s, with an interval from the classes', (name) => {
    expectFigure(results.metrics[name], macro[name]);
  });

  it('have no macro figures where a class has no scan', () => {
    const { metrics, perClass: classes } = multiClassResults(
      predictionsOf(
        [0, 1],
        [
          [0.8, 0.1, 0.1],
          [0.1, 0.8, 0.1],
        ],
      ),
      3,
    );
    expect([metrics.macroRecall, metrics.macroF1, metrics.macroAuc]).toEqual([null, null, null]);
    expect(classes[2]?.metrics).toEqual({ sensitivity: null, precision: null, f1: null, auc: null });
    expect(classes[2]?.denominators).toEqual({ sensitivity: 0, precision: 0, f1: 0, auc: 2 });
    expect(metrics.accuracy?.value).toBe(1);
  });
});

describe('the verdict', () => {
  it('is positive from the threshold up', () => {
    expect(predictedClass([0.4, 0.6], 0.6)).toBe(1);
    expect(predictedClass([0.4, 0.6], 0.6000001)).toBe(0);
    expect(predictedClass([1, 0], 0)).toBe(1);
  });

  it('is the most probable of more classes, the first of equals, whatever the threshold', () => {
    expect(predictedClass([0.2, 0.5, 0.3], 0.9)).toBe(1);
    expect(predictedClass([0.4, 0.2, 0.4], 0.1)).toBe(0);
  });

  it('is never made of an answer that is not a number', () => {
    expect(() => predictedClass([Number.NaN, Number.NaN], 0.5)).toThrow('not a number');
    expect(() => predictedClass([], 0.5)).toThrow('not a number');
  });
});

describe('the confusion matrix', () => {
  it('knows the scans in its cells', () => {
    const predictions = binary([0.9, 0.2, 0.7, 0.6], [1, 1, 0, 1]);
    expect(scansByCell(predictions, 2, 0.5)).toEqual([
      [[], ['scan 2']],
      [['scan 1'], ['scan 0', 'scan 3']],
    ]);
    expect(confusionMatrix(predictions, 2, 0.65)).toEqual([
      [0, 1],
      [2, 1],
    ]);
  });

  it('refuses predictions that do not fit the classes', () => {
    expect(() => confusionMatrix(binary([0.5], [2]), 2, 0.5)).toThrow('do not fit 2 classes');
    expect(() => confusionMatrix(binary([0.5], [0]), 3, 0.5)).toThrow('do not fit 3 classes');
    expect(() => confusionMatrix({ ...binary([0.5], [0]), sha256: [] }, 2, 0.5)).toThrow('do not fit');
  });
});

describe('the Wilson interval', () => {
  // scipy.stats.binomtest(k, n).proportion_ci(method='wilson')
  it.each([
    [8, 10, 0.4901624715366418, 0.9433178485456248],
    [0, 10, 0, 0.27753279986288926],
    [10, 10, 0.7224672001371109, 1],
    [600, 883, 0.6480005479711666, 0.7094477837989119],
  ])('of %i in %i is that of SciPy', (successes, n, low, high) => {
    expectFigure(wilson(successes, n), [successes / n, low, high], 12);
  });

  it('of 0 in 0 does not exist', () => {
    expect(wilson(0, 0)).toBeNull();
  });
});

describe('what is confused most, in words', () => {
  it.each([
    // More rings were called discs than the other way round; by shares squares would come first.
    [
      [
        [40, 2, 0],
        [7, 45, 0],
        [1, 0, 3],
      ],
      'Most often confused: 7 of 52 ring called disc.',
    ],
    [
      [
        [40, 3, 0],
        [0, 45, 3],
        [0, 0, 3],
      ],
      'Most often confused: 3 of 43 disc called ring.',
    ],
    [
      [
        [4, 0, 0],
        [0, 5, 0],
        [0, 0, 3],
      ],
      null,
    ],
  ])('%j', (matrix, words) => {
    expect(mostConfusedSentence(matrix, ['disc', 'ring', 'square'])).toBe(words);
  });
});
