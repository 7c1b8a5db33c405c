import { expect, test } from 'vitest';
import { rankCorrelation } from './rankCorrelation.ts';

/* scipy.stats.spearmanr([3, 1, 4, 1, 5, 9, 2, 6], [2, 7, 1, 8, 2, 8, 1, 8]).statistic, SciPy 1.17 */
test('is SciPy’s, ties included', () => {
  expect(rankCorrelation([3, 1, 4, 1, 5, 9, 2, 6], [2, 7, 1, 8, 2, 8, 1, 8])).toBeCloseTo(0.19885368120992467, 12);
});

test('is 1 for one order, -1 for the other, and nothing where nothing varies', () => {
  expect(rankCorrelation([1, 2, 3], [10, 200, 3000])).toBeCloseTo(1, 12);
  expect(rankCorrelation([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12);
  expect(rankCorrelation([1, 2, 3], [5, 5, 5])).toBeNull();
});
