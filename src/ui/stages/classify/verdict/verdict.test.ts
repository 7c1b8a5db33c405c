import { expect, test } from 'vitest';
import { formatCompared, groundsWords, verdictOf, verdictWords } from './verdict.ts';

const two = { classes: ['healthy', 'tumour'], threshold: 0.3 };
const at = (threshold: number) => ({ ...two, threshold });

test('of two classes the positive one is named from the threshold on, and the probability is always its own', () => {
  expect(verdictOf([0.7, 0.3], two)).toMatchObject({ className: 'tumour', probability: 0.3, threshold: 0.3 });
  expect(verdictOf([0.71, 0.29], two)).toMatchObject({ className: 'healthy', probability: 0.29, threshold: 0.3 });
});

test('of more classes the most probable one is named, without a threshold', () => {
  const verdict = verdictOf([0.2, 0.5, 0.3], { classes: ['a', 'b', 'c'], threshold: null });
  expect(verdict).toEqual({ className: 'b', classIndex: 1, probability: 0.5, threshold: null, undecided: false });
  expect(verdictWords(verdict)).toBe('Looks like b');
  expect(groundsWords(verdict, ['a', 'b', 'c'])).toBe('The most probable of 3 classes');
});

const groundsAt = (probability: number, threshold: number) =>
  groundsWords(verdictOf([1 - probability, probability], at(threshold)), two.classes);

test('the headline is the class alone: 0.43 of tumour cannot be read as 43 % healthy', () => {
  const healthy = verdictOf([0.57, 0.43], at(0.62));
  expect(verdictWords(healthy)).toBe('Looks like healthy');
  expect(groundsWords(healthy, two.classes)).toBe('tumour 0.43, below the threshold of 0.62');
});

test('either verdict rests on the probability of the positive class, which is named with it', () => {
  expect(groundsAt(0.93, 0.5)).toBe('tumour 0.93, at or above the threshold of 0.50');
  expect(groundsAt(0.35, 0.42)).toBe('tumour 0.35, below the threshold of 0.42');
});

test('a probability is not rounded to a certainty', () => {
  expect(groundsAt(0.9999, 0.5)).toBe('tumour 0.99, at or above the threshold of 0.50');
});

test('where two digits hide which is greater, more of them are shown', () => {
  expect(groundsAt(0.417, 0.419)).toBe('tumour 0.417, below the threshold of 0.419');
  expect(groundsAt(0.4201, 0.42)).toBe('tumour 0.4201, at or above the threshold of 0.4200');
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

test('a scan in the undecided zone is no class, and says that it is too near the threshold', () => {
  const card = { classes: ['Healthy', 'Tumour'], threshold: 0.5, undecided: { low: 0.4, high: 0.6 } };
  const verdict = verdictOf([0.48, 0.52], card);
  expect([verdictWords(verdict), groundsWords(verdict, card.classes)]).toEqual([
    'Undecided',
    'Tumour 0.52, too near the threshold of 0.50 to decide',
  ]);
  expect(verdictWords(verdictOf([0.4, 0.6], card))).toBe('Looks like Tumour');
});
