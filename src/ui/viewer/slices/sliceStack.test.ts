import { expect, test } from 'vitest';
import { stackOf } from './sliceStack.ts';

const slice = (sha256: string, series: string | null, position = 0) => ({
  sha256,
  slice: series === null ? null : { series, position },
});

test('a stack is the slices of one series by their position, gaps and negative ones included', () => {
  const scans = [slice('c', 'A', 7), slice('x', 'B', 1), slice('a', 'A', -3), slice('p', null), slice('b', 'A', 2)];
  expect(stackOf(slice('b', 'A', 2), scans).map(({ sha256 }) => sha256)).toEqual(['a', 'b', 'c']);
});

test('a scan that is of no series has no stack, not even of others that are of none', () => {
  expect(stackOf(slice('p', null), [slice('p', null), slice('q', null)])).toEqual([]);
});
