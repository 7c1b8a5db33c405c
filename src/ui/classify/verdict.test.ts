import { expect, test } from 'vitest';
import { comparisonWords, formatCompared, verdictOf, verdictWords } from './verdict.ts';

const two = { classes: ['healthy', 'tumour'], threshold: 0.3 };
const at = (threshold: number) => ({ ...two, threshold });

test('of two classes the positive one is named from the threshold on, and the probability is always its own', () => {
  expect(verdictOf([0.7, 0.3], two)).toMatchObject({ className: 'tumour', probability: 0.3, threshold: 0.3 });
  expect(verdictOf([0.71, 0.29], two)).toMatchObject({ className: 'healthy', probability: 0.29, threshold: 0.3 });
});

test('of more classes the most probable one is named, without a threshold', () => {
  const verdict = verdictOf([0.2, 0.5, 0.3], { classes: ['a', 'b', 'c'], threshold: null });
  expect(verdict).toEqual({ className: 'b', classIndex: 1, probability: 0.5, threshold: null });
  expect(verdictWords(verdict)).toBe('looks like b: 0.50, the most probable class');
  expect(comparisonWords(verdict, 'c')).toBeNull();
});

test('either verdict shows the same number against the same threshold', () => {
  const tumour = verdictOf([0.07, 0.93], at(0.5));
  expect(verdictWords(tumour)).toBe('looks like tumour: 0.93, threshold 0.50');
  expect(comparisonWords(tumour, 'tumour')).toBe('Probability of tumour 0.93, at or above the threshold 0.50.');
  const healthy = verdictOf([0.65, 0.35], at(0.42));
  expect(verdictWords(healthy)).toBe('looks like healthy: 0.35, threshold 0.42');
  expect(comparisonWords(healthy, 'tumour')).toBe('Probability of tumour 0.35, below the threshold 0.42.');
});

test('a probability is not rounded to a certainty', () => {
  expect(verdictWords(verdictOf([0.0001, 0.9999], at(0.5)))).toBe('looks like tumour: 0.99, threshold 0.50');
});

test('where two digits hide which is greater, more of them are shown', () => {
  expect(verdictWords(verdictOf([0.583, 0.417], at(0.419)))).toBe(
    'looks like healthy: 0.42, threshold 0.42 (0.417 against 0.419)',
  );
  expect(verdictWords(verdictOf([0.5799, 0.4201], at(0.42)))).toBe(
    'looks like tumour: 0.42, threshold 0.42 (0.4201 against 0.4200)',
  );
  expect(formatCompared(0.9997, 0.995)).toEqual(['0.999', '0.995']);
  expect(formatCompared(0.42, 0.42)).toEqual(['0.42', '0.42']);
});

test.each([0.005, 0.3, 0.42, 0.495, 0.9951])('the numbers shown never contradict the verdict at threshold %f', (t) => {
  for (const p of [0, 0.001, t - 0.004, t - 1e-9, t, Math.fround(t), t + 1e-9, t + 0.004, 0.9999, 1]) {
    const [shown, limit] = formatCompared(p, t);
    expect(Number(shown) >= Number(limit)).toBe(p >= t);
    expect(Number(shown) === Number(limit)).toBe(p === t);
    expect(shown).toMatch(/^\d\.\d\d/);
  }
});
