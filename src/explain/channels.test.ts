import { expect, test } from 'vitest';
import { channelWith, layerOverview } from './channels.ts';

/** [2, 3, 2]: the first channel is even and bright, with a jump from row to row; the second has an edge in a row. */
const values = { shape: [2, 3, 2], values: Float32Array.of(8, 0, 8, 0, 8, 0, 1, 0, 1, 3, 1, 0) };

test('the channel with most detail changes from pixel to pixel, the liveliest is largest on average', () => {
  expect(channelWith('detailed', values)).toBe(1); // 3 + 3 against 0: rows are no neighbours
  expect(channelWith('lively', values)).toBe(0); // 27 against 3
});

test('the channel that is divided most has much both above 0 and below it', () => {
  const divided = { shape: [3, 1, 3], values: Float32Array.of(9, -2, 0.5, 8, 3, -0.5, 0, -9, 0.1) };
  expect(channelWith('divided', divided)).toBe(1); // 3 above, 11 below; the others have 0 and 0.5
});

test('an overview has every few pixels of each map, the strongest value of all, and the dead maps', () => {
  const [height, width, channels] = [96, 40, 3];
  const large = new Float32Array(height * width * channels);
  for (let i = 0; i < height * width; i++) large.set([i, 0, i === 7 ? -5000 : 0], i * channels);
  const { small, strongest, dead } = layerOverview({ shape: [height, width, channels], values: large });
  expect(small.shape).toEqual([48, 20, channels]); // every second pixel
  // Row 3, column 4 of the small one is row 6, column 8.
  expect([...small.values.slice((3 * 20 + 4) * channels, (3 * 20 + 5) * channels)]).toEqual([6 * width + 8, 0, 0]);
  expect(strongest).toBe(5000); // below 0, and between the pixels that are drawn
  expect(dead).toEqual([1]);
});
