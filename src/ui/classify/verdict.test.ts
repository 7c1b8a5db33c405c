import { expect, test } from 'vitest';
import { verdictOf, verdictWords } from './verdict.ts';

const two = { classes: ['healthy', 'tumour'], threshold: 0.3 };

test('of two classes the positive one is named from the threshold on', () => {
  expect(verdictOf([0.7, 0.3], two)).toMatchObject({ className: 'tumour', probability: 0.3, threshold: 0.3 });
  expect(verdictOf([0.71, 0.29], two)).toMatchObject({ className: 'healthy', probability: 0.71, threshold: 0.7 });
});

test('the probability named always reaches the threshold named beside it', () => {
  for (const p of [0, 0.1, 0.29, 0.3, 0.5, 0.9, 1]) {
    const { probability, threshold } = verdictOf([1 - p, p], two);
    expect(probability).toBeGreaterThanOrEqual(threshold ?? 1);
  }
});

test('of more classes the most probable one is named, without a threshold', () => {
  const verdict = verdictOf([0.2, 0.5, 0.3], { classes: ['a', 'b', 'c'], threshold: 0.9 });
  expect(verdict).toEqual({ className: 'b', classIndex: 1, probability: 0.5, threshold: null });
  expect(verdictWords(verdict)).toBe('looks like b: 0.50, the most probable class');
});

test('the words give probability and threshold with two digits and claim no certainty', () => {
  expect(verdictWords(verdictOf([0.07, 0.93], { ...two, threshold: 0.5 }))).toBe(
    'looks like tumour: 0.93, threshold 0.50',
  );
  expect(verdictWords(verdictOf([0.0001, 0.9999], { ...two, threshold: 0.5 }))).toBe(
    'looks like tumour: 0.99, threshold 0.50',
  );
});
