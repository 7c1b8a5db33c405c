import { expect, test } from 'vitest';
import { sampleSizeFor } from './sampleSize.ts';

test('four times as many groups halve the interval', () => {
  // 0.80 (0.70 to 0.90) of 61 groups: ten points either way; for five points 61 * 4.
  expect(sampleSizeFor({ value: 0.8, low: 0.7, high: 0.9 }, 61)).toEqual({
    halfWidth: expect.closeTo(0.1, 9),
    groupsNeeded: 244,
  });
});

test('an interval that is narrow enough asks for no more', () => {
  expect(sampleSizeFor({ value: 0.95, low: 0.92, high: 0.97 }, 500).groupsNeeded).toBeNull();
});
