import { expect, test } from 'vitest';
import { kMeans } from './kMeans.ts';

test('rows that lie together are a group, the largest first', () => {
  // Three heaps around (0, 0), (10, 0) and (0, 10), of 2, 4 and 3 rows.
  const rows = Float32Array.from([...[0, 0, 10, 0, 0, 10, 11, 0, 0.5, 0, 10, 1], ...[0, 11, 10.5, 0.5, 1, 10]]);
  expect([...kMeans(rows, 2, 3)]).toEqual([2, 0, 1, 0, 2, 0, 1, 0, 1]);
  // The heap of two first, of one last.
  expect([...kMeans(Float32Array.of(0, 1, 9, 9, 9, 30), 1, 3)]).toEqual([1, 1, 0, 0, 0, 2]);
  expect([...kMeans(Float32Array.of(30, 9, 9, 9, 1, 0), 1, 3)]).toEqual([2, 0, 0, 0, 1, 1]);
});

test('fewer distinct rows than groups make fewer groups', () => {
  expect([...kMeans(Float32Array.of(1, 1, 1), 1, 2)]).toEqual([0, 0, 0]);
  expect([...kMeans(Float32Array.of(1, 5), 1, 4)].toSorted()).toEqual([0, 1]);
  expect(kMeans(new Float32Array(), 3, 2)).toHaveLength(0);
});
