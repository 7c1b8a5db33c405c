import { expect, test } from 'vitest';
import { histogram } from './histogram.ts';

test('a probability falls into the bin that begins at it, and 1 into the last', () => {
  const bins = histogram([0, 0.25, 0.49, 0.5, 1], [0, 0, 1, 1, 1], 2, 4);
  expect(bins.map(({ counts }) => counts)).toEqual([
    [1, 0],
    [1, 1],
    [0, 1],
    [0, 1],
  ]);
  expect(bins.map(({ from, to }) => [from, to])).toEqual([
    [0, 0.25],
    [0.25, 0.5],
    [0.5, 0.75],
    [0.75, 1],
  ]);
});
