import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areaSums } from './areaSums.ts';
import { ImageWasm } from './imageWasm.ts';
import { areaAveragesWasm, areaSumsWasm } from './resize.ts';

const wasm = new ImageWasm();

function picture(width: number, height: number, channels: 1 | 3, seed: number) {
  const pixels = Uint8Array.from({ length: width * height * channels }, (_, i) => (i * i * 31 + i * seed + seed) >> 3);
  return { width, height, channels, pixels };
}

/** `toEqual` would take seconds. */
function areSame(a: Float64Array | Uint8Array | null, b: Float64Array | Uint8Array): boolean {
  return a?.length === b.length && b.every((value, i) => value === a[i]);
}

test('WebAssembly adds up what plain arithmetic does, whatever the sizes', () => {
  const side = fc.integer({ min: 1, max: 70 });
  const shape = fc.tuple(side, side, fc.constantFrom<1 | 3>(1, 3), fc.nat(999), side, side);
  fc.assert(
    fc.property(shape, ([width, height, channels, seed, toWidth, toHeight]) => {
      const image = picture(width, height, channels, seed);
      const sums = areaSums(image, toWidth, toHeight);
      expect(areSame(areaSumsWasm(wasm, image, toWidth, toHeight), sums)).toBe(true);
      const rounded = Uint8Array.from(sums, (sum) => sum / (width * height) + 0.5);
      expect(areSame(areaAveragesWasm(wasm, image, toWidth, toHeight), rounded)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('an image of more white rows than 16 bits can add up stays exact', () => {
  const white = { width: 3, height: 4000, channels: 1, pixels: new Uint8Array(12_000).fill(255) } as const;
  // 3 columns x 4000 rows x 255 over 1 x 7 pixels: each has 3 * 4000 * 255 in units of 1 / 7.
  expect(areaSumsWasm(wasm, white, 1, 7)).toEqual(new Float64Array(7).fill(3 * 4000 * 255));
});

test('an image too large for WebAssembly is left to plain arithmetic', () => {
  const image = { width: 8000, height: 4100, channels: 1, pixels: new Uint8Array(0) } as const;
  expect(areaSumsWasm(wasm, { ...image, pixels: new Uint8Array(32_800_000) }, 2, 2)).toBeNull();
});
