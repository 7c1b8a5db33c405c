import { describe, expect, it } from 'vitest';
import type { DecodedImage } from '../decoding/image/decodedImage.ts';
import { harmonise } from './harmonise.ts';
import { headBoundingBox } from './headBoundingBox.ts';
import { preprocess, preprocessingKey } from './preprocess.ts';

type Drawn = { width: number; height: number; x: number; y: number; rx: number; ry: number; label: boolean };

/** A striped ellipse on near-black, perhaps with a white label in the corner. */
function drawn({ width, height, x, y, rx, ry, label }: Drawn): DecodedImage {
  const pixels = Uint8Array.from({ length: width * height }, (_, index) => {
    const [px, py] = [index % width, Math.floor(index / width)];
    if (label && py >= 2 && py < 8 && px >= 2 && px < 30) return 255;
    const distance = ((px - x) / rx) ** 2 + ((py - y) / ry) ** 2;
    const stripe = 40 * ((Math.floor(px / 5) + Math.floor(py / 7)) % 2);
    return distance <= 1 ? Math.floor(60 + 90 * (1 - distance) + stripe) : 2;
  });
  return { width, height, channels: 1, pixels };
}

/**
 * By numpy 2 and scipy 1.16 (area means by a matrix, ndimage.label, ndimage.gaussian_filter of sigma 2 with mode 'reflect' and
 * truncate 3, percentiles of the nearest rank, mean and standard deviation), at size 32: the box, the mean and the middle row and column.
 */
const REFERENCE = [
  {
    picture: { width: 200, height: 160, x: 110, y: 80, rx: 50, ry: 60, label: true },
    box: { left: 59, top: 20, width: 104, height: 120 },
    mean: 96.251,
    row: [
      0, 0, 77, 99, 118, 132, 141, 151, 159, 165, 172, 177, 180, 184, 185, 185, 185, 185, 183, 180, 175, 170, 164, 156,
      149, 139, 128, 114, 87, 59, 0, 0,
    ],
    column: [
      90, 104, 118, 128, 137, 145, 152, 159, 165, 170, 174, 178, 182, 184, 185, 185, 185, 185, 184, 182, 180, 176, 172,
      167, 161, 154, 147, 140, 131, 121, 112, 106,
    ],
  },
  {
    picture: { width: 150, height: 198, x: 70, y: 100, rx: 60, ry: 80, label: false },
    box: { left: 9, top: 18, width: 123, height: 165 },
    mean: 82.513,
    row: [
      0, 0, 0, 0, 85, 106, 125, 139, 150, 159, 167, 174, 179, 183, 186, 186, 186, 186, 183, 179, 174, 167, 159, 150,
      139, 125, 106, 85, 0, 0, 0, 0,
    ],
    column: [
      70, 94, 115, 127, 137, 145, 153, 160, 166, 171, 176, 180, 183, 185, 186, 186, 186, 186, 185, 183, 180, 176, 171,
      166, 160, 153, 145, 137, 127, 115, 94, 71,
    ],
  },
  {
    picture: { width: 96, height: 96, x: 30, y: 60, rx: 20, ry: 25, label: true },
    box: { left: 10, top: 34, width: 41, height: 52 },
    mean: 85.94,
    row: [
      0, 0, 0, 71, 92, 118, 143, 160, 164, 161, 160, 170, 186, 192, 192, 184, 176, 177, 185, 189, 180, 163, 147, 139,
      140, 135, 116, 90, 0, 0, 0, 0,
    ],
    column: [
      53, 86, 118, 134, 138, 136, 138, 145, 156, 172, 185, 191, 191, 184, 177, 174, 176, 183, 192, 192, 192, 183, 169,
      156, 148, 145, 147, 148, 143, 129, 103, 75,
    ],
  },
  {
    picture: { width: 64, height: 40, x: 32, y: 20, rx: 2, ry: 2, label: false },
    box: { left: 0, top: 0, width: 64, height: 40 },
    mean: 65.936,
    row: [
      100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 103, 148, 255, 255, 255, 255, 228, 114, 100, 100, 100,
      100, 100, 100, 100, 100, 100, 100, 100, 100,
    ],
    column: [
      0, 0, 0, 0, 0, 0, 100, 100, 100, 100, 100, 100, 103, 144, 255, 255, 255, 255, 250, 118, 101, 100, 100, 100, 100,
      100, 0, 0, 0, 0, 0, 0,
    ],
  },
] as const;

describe('harmonised scans', () => {
  it.each(REFERENCE)('are those of an independent reference: $picture', ({ picture, box, mean, row, column }) => {
    const image = drawn(picture);
    expect(headBoundingBox(image)).toEqual(box);
    const pixels = harmonise(image, 32, 1);
    const difference = (found: ArrayLike<number>, expected: readonly number[]) =>
      Math.max(...expected.map((level, index) => Math.abs(level - (found[index] ?? Number.NaN))));
    expect(difference(pixels.subarray(16 * 32, 17 * 32), row)).toBeLessThanOrEqual(1);
    const middle = Array.from({ length: 32 }, (_, y) => pixels[y * 32 + 16] ?? Number.NaN);
    expect(difference(middle, column)).toBeLessThanOrEqual(1);
    expect(pixels.reduce((sum, level) => sum + level, 0) / pixels.length).toBeCloseTo(mean, 0);
  });

  it('do not show the size, the margins, the exposure or the label of the picture', () => {
    const plain = drawn({ width: 300, height: 300, x: 150, y: 150, rx: 90, ry: 120, label: false });
    const other = drawn({ width: 420, height: 380, x: 200, y: 190, rx: 90, ry: 120, label: true });
    const darker = { ...other, pixels: other.pixels.map((level) => Math.round(level * 0.6)) };
    const [a, b] = [harmonise(plain, 64, 1), harmonise(darker, 64, 1)];
    const difference = a.reduce((sum, level, index) => sum + Math.abs(level - (b[index] ?? 0)), 0) / a.length;
    const stretched = preprocess(plain, { version: 1, size: 64, depth: 1, fit: 'stretch' });
    const stretchedOther = preprocess(darker, { version: 1, size: 64, depth: 1, fit: 'stretch' });
    const before = stretched.reduce((sum, level, i) => sum + Math.abs(level - (stretchedOther[i] ?? 0)), 0) / a.length;
    expect(difference).toBeLessThan(before / 3);
  });

  it('of colour keep their colour, under one range for all channels', () => {
    const grey = drawn({ width: 100, height: 120, x: 50, y: 60, rx: 40, ry: 50, label: false });
    const pixels = Uint8Array.from({ length: 3 * grey.pixels.length }, (_, index) =>
      Math.round((grey.pixels[Math.floor(index / 3)] ?? 0) * ([1, 0.5, 0.25][index % 3] ?? 0)),
    );
    const result = harmonise({ ...grey, channels: 3, pixels }, 32, 3);
    const middle = (16 * 32 + 16) * 3;
    expect(result[middle]).toBeGreaterThan((result[middle + 1] ?? 0) + 20);
    expect(result[middle + 1]).toBeGreaterThan((result[middle + 2] ?? 0) + 10);
    expect(result.length).toBe(32 * 32 * 3);
  });

  it.each([
    ['blank', { width: 50, height: 70, channels: 1, pixels: new Uint8Array(3500) }],
    ['one pixel', { width: 1, height: 1, channels: 1, pixels: Uint8Array.of(200) }],
    ['one line', { width: 300, height: 1, channels: 1, pixels: new Uint8Array(300).fill(90) }],
  ] as const)('of a picture that is %s are a square all the same', (_, image) => {
    expect(harmonise(image, 32, 1)).toHaveLength(1024);
    expect(harmonise(image, 32, 3)).toHaveLength(3072);
  });

  it('are what preprocess makes of them, under a key of their own', () => {
    const image = drawn({ width: 80, height: 80, x: 40, y: 40, rx: 20, ry: 25, label: false });
    const spec = { version: 1, size: 32, depth: 1, fit: 'harmonise' } as const;
    expect(preprocess(image, spec)).toEqual(harmonise(image, 32, 1));
    expect(preprocessingKey(spec)).not.toBe(preprocessingKey({ ...spec, fit: 'pad' }));
  });
});
