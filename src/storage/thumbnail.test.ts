import { expect, test } from 'vitest';
import { packThumbnail, unpackThumbnail } from './thumbnail.ts';

const grey = { width: 2, height: 1, rgba: Uint8ClampedArray.of(7, 7, 7, 255, 200, 200, 200, 255) };
const coloured = { width: 2, height: 1, rgba: Uint8ClampedArray.of(7, 7, 7, 255, 200, 200, 201, 255) };

test('a grey thumbnail is kept as one channel', () => {
  expect(packThumbnail(grey)).toEqual({ width: 2, height: 1, channels: 1, pixels: Uint8Array.of(7, 200) });
  expect(unpackThumbnail(packThumbnail(grey))).toEqual(grey);
});

test('one pixel with a colour keeps all three', () => {
  const pixels = Uint8Array.of(7, 7, 7, 200, 200, 201);
  expect(packThumbnail(coloured)).toEqual({ width: 2, height: 1, channels: 3, pixels });
  expect(unpackThumbnail(packThumbnail(coloured))).toEqual(coloured);
});
