import { expect, test } from 'vitest';
import { samePadding } from './chains.ts';

// [top, left, bottom, right] by hand: outputs = ceil(length / stride), and they take (outputs - 1) * stride + kernel pixels.
test.each([
  ['one pixel below and to the right', [1, 1], 2, 2, [0, 0, 1, 1]],
  ['an odd pixel comes last', [5, 4], 3, 2, [1, 0, 1, 1]],
  ['none where pixels are left over', [6, 6], 2, 3, [0, 0, 0, 0]],
] as const)("'same': %s", (_, shape, kernel, stride, padding) => {
  expect(samePadding([...shape, 1], kernel, stride)).toEqual(padding);
});
