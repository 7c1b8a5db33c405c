import { expect, test } from 'vitest';
import type { DecodedImage } from '../decoding/image/decodedImage.ts';
import { areaMeans, resizeArea, roundedMeans } from './resize.ts';

function picture(width: number, height: number, channels: 1 | 3, at: (i: number) => number): DecodedImage {
  return { width, height, channels, pixels: Uint8Array.from({ length: width * height * channels }, (_, i) => at(i)) };
}

/** The same formula in Python: `bytes((i * 7919 + i * i * 31) % 256 for i in range(n))`. */
const noise = (i: number) => (i * 7919 + i * i * 31) % 256;

test('a whole factor gives the means that Pillow gives with its box filter', () => {
  // Image.frombytes('L', (24, 16), noise).resize((6, 4), Image.Resampling.BOX).tobytes(), Pillow 12.3.0
  expect([...resizeArea(picture(24, 16, 1, noise), 6, 4)]).toEqual([
    99, 163, 131, 147, 131, 115, 147, 131, 147, 115, 115, 131, 115, 115, 147, 83, 83, 147, 131, 147, 131, 147, 147, 147,
  ]);
  // the same for ('RGB', (12, 8)) -> (4, 2)
  expect([...resizeArea(picture(12, 8, 3, noise), 4, 2)]).toEqual([
    140, 104, 151, 149, 159, 167, 103, 138, 107, 130, 125, 140, 92, 88, 103, 133, 154, 151, 141, 101, 101, 135, 120, 81,
  ]);
});

test('a fractional factor weighs pixels at the edges by the share that is covered', () => {
  // numpy: a.repeat(5, 0).repeat(5, 1).reshape(5, 7, 5, 7).mean((1, 3)), rounded half up, for a = noise (7 x 7) -> 5 x 5
  expect([...resizeArea(picture(7, 7, 1, noise), 5, 5)]).toEqual([
    32, 57, 178, 183, 207, 138, 118, 164, 120, 98, 44, 126, 81, 50, 104, 65, 186, 112, 157, 173, 122, 88, 75, 76, 171,
  ]);
  // 3 -> 2 by hand: (2 * 30 + 90) / 3 and (90 + 2 * 240) / 3
  expect([...resizeArea({ width: 3, height: 1, channels: 1, pixels: Uint8Array.of(30, 90, 240) }, 2, 1)]).toEqual([
    50, 190,
  ]);
});

test('enlarging takes pixels as squares of one colour', () => {
  // 2 -> 3 by hand: 10, (10 + 101) / 2 = 55.5 which rounds up, 101
  expect([...resizeArea({ width: 2, height: 1, channels: 1, pixels: Uint8Array.of(10, 101) }, 3, 2)]).toEqual([
    10, 56, 101, 10, 56, 101,
  ]);
  // numpy: a.repeat(11, 0).repeat(11, 1).reshape(11, 3, 11, 3).mean((1, 3)), rounded half up, for a = noise (3 x 3) -> 11 x 11
  expect([...resizeArea(picture(3, 3, 1, noise), 11, 11)]).toEqual([
    0, 0, 0, 5, 14, 14, 14, 65, 90, 90, 90, 0, 0, 0, 5, 14, 14, 14, 65, 90, 90, 90, 0, 0, 0, 5, 14, 14, 14, 65, 90, 90,
    90, 76, 76, 76, 73, 67, 67, 67, 102, 119, 119, 119, 228, 228, 228, 209, 172, 172, 172, 176, 178, 178, 178, 228, 228,
    228, 209, 172, 172, 172, 176, 178, 178, 178, 228, 228, 228, 209, 172, 172, 172, 176, 178, 178, 178, 240, 240, 240,
    206, 137, 137, 137, 110, 97, 97, 97, 246, 246, 246, 204, 120, 120, 120, 77, 56, 56, 56, 246, 246, 246, 204, 120,
    120, 120, 77, 56, 56, 56, 246, 246, 246, 204, 120, 120, 120, 77, 56, 56, 56,
  ]);
});

test('the same size gives the same pixels in a new array', () => {
  const image = picture(5, 4, 3, noise);
  const same = resizeArea(image, 5, 4);
  expect(same).toEqual(image.pixels);
  expect(same.buffer).not.toBe(image.pixels.buffer);
});

test('white stays white at every size: the weights sum to one', () => {
  for (let side = 1; side <= 70; side++) {
    const white = resizeArea(
      picture(41, 67, 1, () => 255),
      side,
      71 - side,
    );
    expect(
      white.every((value) => value === 255),
      `${side}`,
    ).toBe(true);
  }
});

test('rounded means are the resized image to the last bit, so that one pass over it does for both', () => {
  for (const [width, height] of [
    [512, 300],
    [225, 225],
    [64, 64],
    [31, 90],
    [7, 3],
  ] as const) {
    const image = picture(width, height, 1, noise);
    expect(roundedMeans(areaMeans(image, 64, 64))).toEqual(resizeArea(image, 64, 64));
  }
  // Halves go up: the mean of 1 and 2.
  expect([
    ...roundedMeans(
      areaMeans(
        picture(2, 1, 1, (i) => i + 1),
        1,
        1,
      ),
    ),
  ]).toEqual([2]);
});
