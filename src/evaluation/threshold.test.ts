import { describe, expect, it } from 'vitest';
import { binaryCases } from './goldenFigures.fixture.ts';
import { predictedClass } from './predictedClass.ts';
import { chooseThreshold } from './threshold.ts';

const choose = (scores: readonly number[], labels: readonly number[]) =>
  chooseThreshold({
    sha256: scores.map(String),
    labels,
    probabilities: scores.map((score) => [1 - score, score]),
  });

describe('the chosen threshold', () => {
  it('has the largest Youden index, halfway between the two scores around it', () => {
    // argmax of tpr - fpr from sklearn.metrics.roc_curve is at the score 0.519 (0.6875); the next score below is 0.462.
    const [first] = binaryCases;
    expect(choose(first?.scores ?? [], first?.labels ?? [])).toBeCloseTo((0.519 + 0.462) / 2, 12);
  });

  it('is halfway between two classes that are apart', () => {
    expect(choose([0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1])).toBeCloseTo(0.5, 12);
    expect(choose([0.01, 0.02, 0.1, 0.3], [0, 0, 1, 1])).toBeCloseTo(0.06, 12);
  });

  it('is the one nearest 0.5 where several are as good', () => {
    // Above 0.2: 2 of 2 found, 1 of 2 false alarms. Above 0.6: 1 of 2 found, none false. Both have the index 0.5.
    expect(choose([0.1, 0.3, 0.56, 0.64], [0, 1, 0, 1])).toBeCloseTo(0.6, 12);
    expect(choose([0.36, 0.44, 0.8, 0.96], [0, 1, 0, 1])).toBeCloseTo(0.4, 12);
  });

  it('separates scores between which there is no other number', () => {
    const above = 0.5 + Number.EPSILON / 2;
    const threshold = choose([0.5, above], [0, 1]);
    expect([0.5, above].map((score) => predictedClass([1 - score, score], threshold))).toEqual([0, 1]);
  });

  it('is 0.5 where the predictions give no reason for another', () => {
    expect(choose([], [])).toBe(0.5);
    expect(choose([0.9, 0.8], [1, 1])).toBe(0.5);
    expect(choose([0.7, 0.7], [0, 1])).toBe(0.5);
    expect(choose([0.9, 0.1], [0, 1])).toBe(0.5);
  });
});
