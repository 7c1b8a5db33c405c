import { expect, test } from 'vitest';
import { liveliestChannel, mostDetailed, smallChannelMap, strongestPlace } from './channelMap.ts';

/** [2, 3, 2]: the first channel is even and bright, with a jump from row to row; the second has an edge in a row. */
const values = { shape: [2, 3, 2], values: Float32Array.of(8, 0, 8, 0, 8, 0, 1, 0, 1, 3, 1, 0) };

test('the channel with most detail changes from pixel to pixel, the liveliest is largest on average', () => {
  expect(mostDetailed(values)).toBe(1); // 3 + 3 against 0: rows are no neighbours
  expect(liveliestChannel(values)).toBe(0); // 27 against 3
});

test('a small map has every few pixels, and a map is strongest at one place in reading order', () => {
  expect(smallChannelMap(values, 0, 2)).toEqual({ width: 1, height: 1, values: Float32Array.of(8) });
  expect(strongestPlace({ width: 3, height: 2, values: Float32Array.of(1, -5, 2, 0, 4, 0) })).toBe(1);
});
