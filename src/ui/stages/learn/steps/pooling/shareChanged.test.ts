import { expect, test } from 'vitest';
import { shareChanged } from './shareChanged.ts';

test('the share of a map that changed is the difference over the size of both', () => {
  expect(shareChanged([1, 2, 0], [1, 2, 0])).toBe(0);
  expect(shareChanged([1, 0], [0, 1])).toBe(1);
  expect(shareChanged([3, 1], [1, 1])).toBeCloseTo(2 / 6, 12);
  expect(shareChanged([0], [0])).toBe(0);
});
