import { expect, it } from 'vitest';
import { changedMost, channelMeans, differences } from './filterChange.ts';

it('takes the mean over the channels of each filter', () => {
  // [1, 2, 2, 2]: by hand, (1 + 3) / 2, (2 + 4) / 2, (5 + 7) / 2, (6 + 8) / 2
  expect([...channelMeans([1, 2, 2, 2], Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8))]).toEqual([2, 3, 6, 7]);
});

it('finds the filter that changed most, up or down', () => {
  const changes = differences(Float32Array.of(1, 2, 3, 1, 1.25, 2.5), Float32Array.of(1, 2.25, 3, 1, 1, 3));
  expect([...changes]).toEqual([0, -0.25, 0, 0, 0.25, -0.5]);
  expect(changedMost(changes, 3)).toEqual({ filter: 2, by: 0.5 });
});
