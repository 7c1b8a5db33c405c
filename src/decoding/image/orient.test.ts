import { expect, test } from 'vitest';
import type { Orientation } from './exif.ts';
import { orient } from './orient.ts';

// Made with PIL.ImageOps.exif_transpose, Pillow 12.3.0, from the 3 x 2 image [1, 2, 3, 4, 5, 6].
const upright: Readonly<Record<Orientation, { width: number; height: number; pixels: number[] }>> = {
  1: { width: 3, height: 2, pixels: [1, 2, 3, 4, 5, 6] },
  2: { width: 3, height: 2, pixels: [3, 2, 1, 6, 5, 4] },
  3: { width: 3, height: 2, pixels: [6, 5, 4, 3, 2, 1] },
  4: { width: 3, height: 2, pixels: [4, 5, 6, 1, 2, 3] },
  5: { width: 2, height: 3, pixels: [1, 4, 2, 5, 3, 6] },
  6: { width: 2, height: 3, pixels: [4, 1, 5, 2, 6, 3] },
  7: { width: 2, height: 3, pixels: [6, 3, 5, 2, 4, 1] },
  8: { width: 2, height: 3, pixels: [3, 6, 2, 5, 1, 4] },
};

test.each([1, 2, 3, 4, 5, 6, 7, 8] as const)('orientation %d is undone as Pillow undoes it', (orientation) => {
  const stored = { width: 3, height: 2, channels: 1, values: Uint8Array.of(1, 2, 3, 4, 5, 6) } as const;
  const { width, height, values } = orient(stored, orientation);
  expect({ width, height, pixels: [...values] }).toEqual(upright[orientation]);
});

test('the three values of a coloured pixel stay together', () => {
  const stored = { width: 2, height: 1, channels: 3, values: Uint8Array.of(1, 2, 3, 4, 5, 6) } as const;
  expect(orient(stored, 3).values).toEqual(Uint8Array.of(4, 5, 6, 1, 2, 3));
  expect(orient(stored, 6)).toMatchObject({ width: 1, height: 2, values: Uint8Array.of(1, 2, 3, 4, 5, 6) });
});

test('values of 16 bits are turned whole', () => {
  const stored = { width: 2, height: 1, channels: 1, values: Uint16Array.of(1000, 2000) } as const;
  expect(orient(stored, 3).values).toEqual(Uint16Array.of(2000, 1000));
});
