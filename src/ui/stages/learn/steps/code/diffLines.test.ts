import { expect, it } from 'vitest';
import { commonLines } from './diffLines.ts';

it('finds the longest list of lines that both texts have, in order', () => {
  // By hand: of 'abcbdab' and 'bdcaba' a longest common subsequence has 4 letters.
  const [left, right] = [[...'abcbdab'], [...'bdcaba']];
  const common = commonLines(left, right);
  expect(common).toHaveLength(4);
  for (const [row, column] of common) expect(left[row]).toBe(right[column]);
  expect(common.map(([row]) => row)).toEqual(common.map(([row]) => row).toSorted((a, b) => a - b));
  expect(common.map(([, column]) => column)).toEqual(common.map(([, column]) => column).toSorted((a, b) => a - b));
});

it('finds all of equal texts and nothing of others', () => {
  expect(commonLines(['x', 'x'], ['x', 'x'])).toEqual([
    [0, 0],
    [1, 1],
  ]);
  expect(commonLines(['x'], ['y'])).toEqual([]);
  expect(commonLines([], ['y'])).toEqual([]);
});
