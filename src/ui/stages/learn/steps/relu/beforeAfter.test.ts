import { expect, test } from 'vitest';
import { bins, shareOfZeros } from './beforeAfter.ts';

test('a histogram has a border at 0, and every value is in it once, before and after', () => {
  const before = [-3, -0.5, -1e-9, 0, 0.5, 1];
  const after = before.map((value) => Math.max(0, value));
  const found = bins(before, after);
  expect(found.some(({ from }) => from === 0)).toBe(true);
  const sum = (of: 'before' | 'after') => found.reduce((all, bin) => all + bin[of], 0);
  expect([sum('before'), sum('after')]).toEqual([6, 6]);
  expect(found.filter(({ to }) => to <= 0).reduce((all, bin) => all + bin.before, 0)).toBe(3);
  expect(found.find(({ from }) => from === 0)).toMatchObject({ before: 1, after: 4 });
});

test('a share of values is 0', () => {
  expect(shareOfZeros({ values: new Float32Array([0, 1, 0, 0, 0, 0, 0, 0, 2]) })).toBeCloseTo(7 / 9, 12);
});
