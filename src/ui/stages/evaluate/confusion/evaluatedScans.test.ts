import { expect, test } from 'vitest';
import { evaluatedScans } from './evaluatedScans.ts';

const predictions = {
  sha256: ['a', 'b', 'c', 'd'],
  labels: [1, 1, 1, 0],
  probabilities: [
    [0.7, 0.3],
    [0.95, 0.05],
    [0.1, 0.9],
    [0.2, 0.8],
  ],
};

test('of the missed scans the one that the network was surest of comes first', () => {
  const missed = evaluatedScans(predictions, ['a', 'b'], { truth: 1, called: 0 });
  expect(missed.map(({ sha256 }) => sha256)).toEqual(['b', 'a']);
  expect(missed[0]?.probabilities).toEqual([0.95, 0.05]);
});

test('of the scans judged right the one that the network was least sure of comes first', () => {
  const sure = { ...predictions, probabilities: predictions.probabilities.with(0, [0.4, 0.6]) };
  expect(evaluatedScans(sure, ['c', 'a'], { truth: 1, called: 1 }).map(({ sha256 }) => sha256)).toEqual(['a', 'c']);
});
