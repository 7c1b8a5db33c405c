import { expect, test } from 'vitest';
import { imageOfRgb, imageOfRgba } from './imageOfRgb.ts';
import { toLuma } from './toLuma.ts';

test('luma is what Pillow makes of the same colours', () => {
  const colours = [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 1, 2, 3, 200, 100, 50, 17, 230, 128, 254, 255, 253];
  // Image.frombytes('RGB', (8, 1), colours).convert('L').tobytes(), Pillow 12.3.0
  const luma = [76, 150, 29, 255, 2, 124, 155, 254];
  expect([...toLuma({ width: 8, height: 1, channels: 3, pixels: Uint8Array.from(colours) })]).toEqual(luma);
});

test('an image has one channel exactly where red, green and blue are equal everywhere', () => {
  const grey = Uint8Array.of(7, 7, 7, 255, 9, 9, 9, 255);
  expect(imageOfRgba(2, 1, grey)).toEqual({ width: 2, height: 1, channels: 1, pixels: Uint8Array.of(7, 9) });
  const lastBlueDiffers = Uint8Array.of(7, 7, 7, 255, 9, 9, 8, 255);
  expect(imageOfRgba(2, 1, lastBlueDiffers)).toMatchObject({ channels: 3, pixels: Uint8Array.of(7, 7, 7, 9, 9, 8) });
  expect(imageOfRgb(2, 1, Uint8Array.of(7, 7, 7, 9, 9, 9))).toMatchObject({ channels: 1, pixels: Uint8Array.of(7, 9) });
  expect(imageOfRgb(1, 1, Uint8Array.of(7, 8, 7))).toMatchObject({ channels: 3, pixels: Uint8Array.of(7, 8, 7) });
});
