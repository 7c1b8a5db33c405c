import { describe, expect, it } from 'vitest';
import { batchMetrics, joinBatchMetrics } from './batchMetrics.ts';
import { argmax, crossEntropy } from './crossEntropy.ts';

describe('cross-entropy', () => {
  // keras.losses.BinaryCrossentropy(from_logits=True, reduction=None)([[1], [0], [1], [0]], [[-3.2], [0], [0.7], [5.5]])
  it.each([
    [-3.2, 1, 3.2399533],
    [0, 0, Math.LN2],
    [0.7, 1, 0.40318605],
    [5.5, 0, 5.5040784],
  ])('of one logit %f for class %i is %f, as Keras says', (logit, label, expected) => {
    expect(crossEntropy([logit], label)).toBeCloseTo(expected, 6);
  });

  // keras.losses.SparseCategoricalCrossentropy(from_logits=True, reduction=None)([1, 0, 0], ...)
  it.each([
    [[0.2, -1.1, 2.3], 1, 3.5448184],
    [[4, 4, -9], 0, 0.69314826],
    [[1000, 0, -5], 0, 0],
  ])('of logits %j for class %i is %f, as Keras says', (logits, label, expected) => {
    expect(crossEntropy(logits, label)).toBeCloseTo(expected, 6);
  });

  it('stays finite where a probability is rounded to 0', () => {
    expect(crossEntropy([-1000], 1)).toBe(1000);
    expect(crossEntropy([0, 1000], 0)).toBe(1000);
  });

  it('is no number where a logit is none', () => {
    expect(crossEntropy([Number.NaN], 1)).toBeNaN();
    expect(crossEntropy([1, Number.NaN], 0)).toBeNaN();
  });
});

it('takes the second class from a probability of one half on', () => {
  expect([[-0.1], [0], [0.1]].map(argmax)).toEqual([0, 1, 1]);
  expect(argmax([0.1, 3, 2])).toBe(1);
});

it('joins batches of different sizes by their scans', () => {
  const first = batchMetrics(Float32Array.of(-2, 2, 3), Uint8Array.of(0, 1, 0)); // two of three right
  const second = batchMetrics(Float32Array.of(1), Uint8Array.of(1));
  const losses = [
    Math.log1p(Math.exp(-2)),
    Math.log1p(Math.exp(-2)),
    Math.log1p(Math.exp(3)),
    Math.log1p(Math.exp(-1)),
  ];
  const joined = joinBatchMetrics([first, second]);
  expect(joined.scans).toBe(4);
  expect(joined.accuracy).toBeCloseTo(3 / 4, 12);
  expect(joined.loss).toBeCloseTo(losses.reduce((sum, loss) => sum + loss) / 4, 6);
});
