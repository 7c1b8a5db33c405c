import { expect, test } from 'vitest';
import { rgbaOf } from '../decoding/image/decodedImage.ts';
import { thumbnailOf } from './thumbnail.ts';

test('a thumbnail keeps the aspect, is opaque, and averages', () => {
  const pixels = Uint8Array.of(0, 10, 20, 30, 100, 110, 120, 130);
  const thumbnail = thumbnailOf({ width: 4, height: 2, channels: 1, pixels }, 2);
  expect([thumbnail.width, thumbnail.height]).toEqual([2, 1]);
  // (0 + 10 + 100 + 110) / 4 and (20 + 30 + 120 + 130) / 4
  expect([...rgbaOf(thumbnail)]).toEqual([55, 55, 55, 255, 75, 75, 75, 255]);
});

test('colours keep their order', () => {
  const image = { width: 1, height: 2, channels: 3, pixels: Uint8Array.of(1, 2, 3, 4, 5, 6) } as const;
  expect([...rgbaOf(thumbnailOf(image, 96))]).toEqual([1, 2, 3, 255, 4, 5, 6, 255]);
});

test('a small picture is not enlarged', () => {
  const image = { width: 20, height: 30, channels: 1, pixels: new Uint8Array(600).fill(4) } as const;
  const same = thumbnailOf(image, 96);
  expect(same).toEqual(image);
  expect(same.pixels.buffer).not.toBe(image.pixels.buffer);
});

test('the thinnest picture keeps at least one column', () => {
  const image = { width: 16, height: 16_000, channels: 1, pixels: new Uint8Array(256_000) } as const;
  expect(thumbnailOf(image, 96)).toMatchObject({ width: 1, height: 96 });
});

test.each([
  ['twice as high as wide', 2, { width: 24, height: 96 }],
  ['twice as wide as high', 0.5, { width: 96, height: 96 }],
])('pixels %s become square ones', (_, pixelAspect, size) => {
  const image = { width: 200, height: 400, channels: 1, pixels: new Uint8Array(80_000) } as const;
  expect(thumbnailOf(image, 96, pixelAspect)).toMatchObject(size);
});
