import { expect, test } from 'vitest';
import { rankFailures } from './rankFailures.ts';

const of = (labels: readonly number[], probabilities: readonly (readonly number[])[]) => ({
  ...{ sha256: labels.map((_, scan) => `scan ${scan}`), labels, probabilities },
});
const listOf = (kinds: ReturnType<typeof rankFailures>) =>
  kinds.map(({ title, scans }) => [title, ...scans.map(({ sha256 }) => sha256)]);

test('missed scans come first, then false alarms, each with the surest error first', () => {
  const predictions = of(
    [1, 0, 1, 0, 1, 0],
    [
      [0.7, 0.3],
      [0.45, 0.55],
      [0.9, 0.1],
      [0.1, 0.9],
      [0.2, 0.8],
      [0.8, 0.2],
    ],
  );
  expect(listOf(rankFailures(predictions, ['healthy', 'tumour'], 0.5))).toEqual([
    ['Missed: tumour called healthy', 'scan 2', 'scan 0'],
    ['False alarms: healthy called tumour', 'scan 3', 'scan 1'],
  ]);
  // At a higher threshold one alarm fewer, one miss more.
  expect(listOf(rankFailures(predictions, ['healthy', 'tumour'], 0.85))).toEqual([
    ['Missed: tumour called healthy', 'scan 2', 'scan 0', 'scan 4'],
    ['False alarms: healthy called tumour', 'scan 3'],
  ]);
});

test('of three classes each has its own errors, and one without any is left out', () => {
  const predictions = of(
    [0, 1, 1],
    [
      [0.1, 0.8, 0.1],
      [0.5, 0.3, 0.2],
      [0.1, 0.2, 0.7],
    ],
  );
  expect(listOf(rankFailures(predictions, ['A', 'B', 'C'], null))).toEqual([
    ['A called something else', 'scan 0'],
    ['B called something else', 'scan 2', 'scan 1'],
  ]);
});
