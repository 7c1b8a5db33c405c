import { expect, test } from 'vitest';
import { binaryResults, multiClassResults } from '../../../evaluation/metrics/testResults.ts';
import { binaryRows, multiClassRows, sampleSizeSentence } from './resultRows.ts';

/** 5 positive scans of which 4 are found, 4 negative ones of which 1 is a false alarm. */
const predictions = {
  sha256: Array.from({ length: 9 }, (_, index) => `scan ${index}`),
  labels: [1, 1, 1, 1, 1, 0, 0, 0, 0],
  probabilities: [0.9, 0.8, 0.7, 0.6, 0.2, 0.1, 0.3, 0.4, 0.75].map((p) => [1 - p, p]),
};

test('each figure stands with the number of scans that it is a share of', () => {
  const rows = binaryRows(binaryResults(predictions, 0.5), ['Healthy', 'Tumour']);
  expect(Object.fromEntries(rows.map(({ name, n, figure }) => [name, [figure?.value, n]]))).toMatchObject({
    Accuracy: [7 / 9, 9],
    Sensitivity: [4 / 5, 5],
    Specificity: [3 / 4, 4],
    Precision: [4 / 5, 4 + 1],
    F1: [8 / 10, 4 + 1 + 1],
    AUC: [(4 + 4 + 3 + 3 + 1) / (5 * 4), 9],
  });
});

test('for several classes the overall figures come first, then four of each class', () => {
  const three = {
    sha256: ['a', 'b', 'c', 'd'],
    labels: [0, 1, 2, 2],
    probabilities: [
      [0.8, 0.1, 0.1],
      [0.2, 0.7, 0.1],
      [0.1, 0.1, 0.8],
      [0.6, 0.1, 0.3],
    ],
  };
  const rows = multiClassRows(multiClassResults(three, 3), ['A', 'B', 'C']);
  expect(rows.slice(0, 4).map(({ name, n }) => [name, n])).toEqual([
    ['Accuracy', 4],
    ['Macro recall', 4],
    ['Macro F1', 4],
    ['Macro AUC', 4],
  ]);
  expect([rows[0]?.figure?.value, rows[1]?.figure?.value]).toEqual([3 / 4, (1 + 1 + 1 / 2) / 3]);
  expect(rows.length).toBe(4 + 3 * 4);
  const recallOfC = rows.find(({ name }) => name === 'C: recall');
  expect([recallOfC?.figure?.value, recallOfC?.n]).toEqual([1 / 2, 2]);
  const precisionOfA = rows.find(({ name }) => name === 'A: precision');
  expect([precisionOfA?.figure?.value, precisionOfA?.n]).toEqual([1 / 2, 2]);
});

test('how exactly the accuracy is known is said with what would tell it better', () => {
  const accuracy = { value: 0.8, low: 0.7, high: 0.9 };
  const thrice = { ...predictions, labels: [...predictions.labels, ...predictions.labels, ...predictions.labels] };
  const groups = thrice.labels.map((_, scan) => Math.floor(scan / 2));
  expect(sampleSizeSentence(accuracy, { ...thrice, groups }, 'test')).toBe(
    'With 27 test scans of 14 distinct images the accuracy is known to about ±10 points; ±5 takes about 56 distinct images.',
  );
  expect(sampleSizeSentence({ value: 0.9, low: 0.87, high: 0.93 }, thrice, 'validation')).toBe(
    'With 27 validation scans the accuracy is known to about ±3 points.',
  );
});

test('of fewer than ten distinct images the page trusts no interval', () => {
  const accuracy = { value: 0.9, low: 0.8, high: 1 };
  const words = 'Fewer than 10 distinct images: the intervals cannot be trusted, the figures say next to nothing.';
  expect(sampleSizeSentence(accuracy, predictions, 'test')).toBe(words);
  const twelve = { ...predictions, labels: [1, 1, 1, 0, 0, 0, 1, 1, 1, 0, 0, 0] };
  const of = (groups: number) => ({ ...twelve, groups: twelve.labels.map((_, scan) => Math.min(scan, groups - 1)) });
  expect(sampleSizeSentence(accuracy, of(9), 'test')).toBe(words);
  expect(sampleSizeSentence(accuracy, of(10), 'test')).toContain('known to about ±10 points');
});
