import { expect, test } from 'vitest';
import type { DecodedImage } from '../decoding/image/decodedImage.ts';
import { DEGRADATIONS, type DegradationName } from './degradations.ts';
import { degrade } from './degrade.ts';

const image = (width: number, height: number, pixels: readonly number[], channels: 1 | 3 = 1): DecodedImage => ({
  ...{ width, height, channels },
  pixels: Uint8Array.from(pixels),
});
const texture = image(
  256,
  192,
  Array.from({ length: 256 * 192 }, (_, i) => (i * 37) % 251),
);
const kinds = Object.keys(DEGRADATIONS) as DegradationName[];

test.each(kinds)(
  '%s: the amount that is none changes nothing, every other one something, and the same each time',
  (kind) => {
    const { none, amounts } = DEGRADATIONS[kind];
    const same = (a: DecodedImage, b: DecodedImage) => a.width === b.width && Buffer.from(a.pixels).equals(b.pixels);
    expect(same(degrade(texture, { kind, amount: none }), texture)).toBe(true);
    for (const amount of amounts) {
      const once = degrade(texture, { kind, amount });
      expect(same(once, texture), `${amount}`).toBe(false);
      expect(same(degrade(texture, { kind, amount }), once), `${amount}`).toBe(true);
    }
  },
);

test('an image turns clockwise, the black of outside comes in', () => {
  const turned = degrade(image(3, 2, [10, 20, 30, 40, 50, 60]), { kind: 'rotation', amount: 180 });
  expect([...turned.pixels]).toEqual([60, 50, 40, 30, 20, 10]);
  const quarter = degrade(image(3, 3, [1, 2, 3, 4, 5, 6, 7, 8, 9]), { kind: 'rotation', amount: 90 });
  expect([...quarter.pixels]).toEqual([7, 4, 1, 8, 5, 2, 9, 6, 3]);
  // Of 3 x 1 pixels, upright, only the middle one is inside.
  expect([...degrade(image(3, 1, [90, 120, 90]), { kind: 'rotation', amount: 90 }).pixels]).toEqual([0, 120, 0]);
});

test('brightness is added, and clipped', () => {
  // 255 * .2 = 51
  expect([...degrade(image(3, 1, [0, 100, 200]), { kind: 'brightness', amount: 20 }).pixels]).toEqual([51, 151, 251]);
  expect([...degrade(image(3, 1, [0, 100, 200]), { kind: 'brightness', amount: -20 }).pixels]).toEqual([0, 49, 149]);
});

test('a bias field darkens the upper left corner as much as it brightens the lower right one', () => {
  const field = degrade(image(3, 3, new Array(9).fill(100)), { kind: 'biasField', amount: 40 });
  expect([...field.pixels]).toEqual([60, 80, 100, 80, 100, 120, 100, 120, 140]);
  const colours = degrade(image(2, 1, [100, 50, 10, 100, 50, 10], 3), { kind: 'biasField', amount: 40 });
  // One row: halfway down everywhere, so gains of 0.8 and 1.2.
  expect([...colours.pixels]).toEqual([80, 40, 8, 120, 60, 12]);
});

test('noise has the deviation that was asked for', () => {
  const grey = image(128, 128, new Array(128 * 128).fill(128));
  const { pixels } = degrade(grey, { kind: 'noise', amount: 10 });
  const mean = pixels.reduce((sum, level) => sum + level, 0) / pixels.length;
  const deviation = Math.sqrt(pixels.reduce((sum, level) => sum + (level - mean) ** 2, 0) / pixels.length);
  // Of 16,384 draws the mean is known to +-0.2, the deviation (25.5) to +-0.14: both three times over.
  expect(Math.abs(mean - 128)).toBeLessThan(0.6);
  expect(Math.abs(deviation - 25.5)).toBeLessThan(0.5);
});

test('a large scan is degraded as one of 256 pixels, its aspect kept', () => {
  const large = image(1024, 512, new Array(1024 * 512).fill(77));
  const { width, height, pixels } = degrade(large, { kind: 'blur', amount: 4 });
  expect([width, height]).toEqual([256, 128]);
  expect(new Set(pixels)).toEqual(new Set([77]));
});
