import { expect, test } from 'vitest';
import { unpackThumbnail } from './scanBatches.ts';

test('a grey thumbnail comes back with three equal channels, a coloured one with its own', () => {
  const grey = { width: 2, height: 1, channels: 1, pixels: Uint8Array.of(7, 200) };
  expect(unpackThumbnail(grey)?.rgba).toEqual(Uint8ClampedArray.of(7, 7, 7, 255, 200, 200, 200, 255));
  const coloured = { width: 1, height: 2, channels: 3, pixels: Uint8Array.of(7, 8, 9, 200, 201, 202) };
  expect(unpackThumbnail(coloured)).toEqual({
    width: 1,
    height: 2,
    rgba: Uint8ClampedArray.of(7, 8, 9, 255, 200, 201, 202, 255),
  });
});

test('a thumbnail with too few pixels is none', () => {
  expect(unpackThumbnail({ width: 2, height: 2, channels: 1, pixels: Uint8Array.of(1, 2, 3) })).toBeNull();
});
