import { describe, expect, it } from 'vitest';
import { binaryCases } from '../metrics/goldenFigures.fixture.ts';
import { wavyScans } from '../metrics/wavyScans.fixture.ts';
import { predictedClass } from '../predictedClass.ts';
import { chooseThreshold } from './threshold.ts';

const choose = (scores: readonly number[], labels: readonly number[]) =>
  chooseThreshold(
    {
      sha256: scores.map(String),
      labels,
      probabilities: scores.map((score) => [1 - score, score]),
    },
    { kind: 'youden' },
  );

describe('the threshold by Youden’s index', () => {
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

/* scikit-learn 1.9.1 and NumPy of the wavy scans: roc_curve without drop_intermediate; means of 5000 (costs: 1500) draws of the pairs. */
describe('the other rules', () => {
  it('keep a sensitivity, or a specificity', () => {
    // The highest score with tpr >= 0.9 is 0.28, the next below 0.27; the lowest with fpr <= 0.1 is 0.86, and below it is 0.85.
    expect(chooseThreshold(wavyScans, { kind: 'sensitivity', least: 0.9 })).toBeCloseTo(0.275, 12);
    expect(chooseThreshold(wavyScans, { kind: 'specificity', least: 0.9 })).toBeCloseTo(0.855, 12);
    expect(chooseThreshold(wavyScans, { kind: 'sensitivity', least: 1 })).toBeCloseTo(0.155, 12);
  });

  it('average the best thresholds of draws of whole groups, which a single scan moves less', () => {
    expect(chooseThreshold(wavyScans)).toBeCloseTo(0.438, 1);
    expect(chooseThreshold(wavyScans)).toBe(chooseThreshold(wavyScans));
    expect(chooseThreshold(wavyScans, { kind: 'youden' })).toBeCloseTo(0.545, 12);
  });

  it('weigh misses and false alarms', () => {
    const cost = (missCost: number) => chooseThreshold(wavyScans, { kind: 'cost', missCost, prevalence: 0.3 });
    expect(Math.abs(cost(4) - 0.204)).toBeLessThan(0.03);
    // Calling all scans alike is cheapest where no threshold is better than chance and one kind of error hardly costs anything.
    const crossed = {
      sha256: ['a', 'b'],
      labels: [1, 0],
      probabilities: [
        [0.6, 0.4],
        [0.4, 0.6],
      ],
    };
    expect(chooseThreshold(crossed, { kind: 'cost', missCost: 1000, prevalence: 0.5 })).toBe(0);
    expect(chooseThreshold(crossed, { kind: 'cost', missCost: 0.001, prevalence: 0.5 })).toBe(1);
  });

  it('take 0.5 where a class is missing', () => {
    const none = { sha256: [], labels: [], probabilities: [] };
    expect(chooseThreshold(none)).toBe(0.5);
    expect(chooseThreshold(none, { kind: 'sensitivity', least: 0.9 })).toBe(0.5);
    expect(chooseThreshold({ sha256: ['a'], labels: [1], probabilities: [[0.1, 0.9]] })).toBe(0.5);
  });
});
