import { expect, test } from 'vitest';
import { strongestPlace } from './channelMap.ts';

test('a map is strongest at one place in reading order, above 0 or below it', () => {
  expect(strongestPlace({ width: 3, height: 2, values: Float32Array.of(1, -5, 2, 0, 4, 0) })).toBe(1);
});
