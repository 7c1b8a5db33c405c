import fc from 'fast-check';
import { expect, test } from 'vitest';
import { imageStatistics, statisticSums, statisticSumsWasm } from './imageStatistics.ts';
import { ImageWasm } from './imageWasm.ts';

function grey(width: number, height: number, levelAt: (i: number) => number) {
  return {
    width,
    height,
    channels: 1,
    pixels: Uint8Array.from({ length: width * height }, (_, i) => levelAt(i)),
  } as const;
}

const patterned = (width: number, height: number) => grey(width, height, (i) => (i * i * 31 + i * 7 + 7) >> 3);

// numpy 2.4, float64: g.mean(), g.std(), g[edges].mean(), mean of abs(diff) along both axes / g.std(), of
// g = ((i * i * 31 + i * 7 + 7) >> 3 & 255) in the shape [height, width].
const FROM_NUMPY = [
  [37, 23, 129.41128084606345, 74.30367748966866, 125.52586206896552, 1.1641579656514836],
  [64, 64, 127.5, 73.90027063549903, 129.3095238095238, 1.1494537130339817],
  [1000, 17, 127.48717647058824, 73.91148092162463, 127.90738916256157, 1.151771363049345],
  [1, 5, 25.4, 24.17933001553186, 25.4, 0.6824010421050146],
] as const;

test.each(FROM_NUMPY)(
  'an image of %i x %i has the facts that numpy tells of it',
  (width, height, mean, contrast, border, sharpness) => {
    const facts = imageStatistics(patterned(width, height));
    expect(facts.mean).toBeCloseTo(mean, 10);
    expect(facts.contrast).toBeCloseTo(contrast, 10);
    expect(facts.border).toBeCloseTo(border, 10);
    expect(facts.sharpness).toBeCloseTo(sharpness, 10);
  },
);

test('an image of one grey has no contrast and no sharpness', () => {
  expect(imageStatistics(grey(400, 300, () => 201))).toEqual({ mean: 201, contrast: 0, border: 201, sharpness: 0 });
});

test('a coloured picture is judged by its luma', () => {
  const red = Uint8Array.from({ length: 48 }, (_, i) => (i % 3 === 0 ? 255 : 0));
  // 0.299 * 255 = 76.2
  expect(imageStatistics({ width: 4, height: 4, channels: 3, pixels: red }).mean).toBe(76);
});

test('a blurred picture is less sharp than what it was made of', () => {
  const levels = Array.from({ length: 64 * 64 }, (_, i) => ((i * i * 31 + i * 7) >> 3) & 255);
  const blurred = grey(64, 64, (i) => ((levels[i - 1] ?? 0) + 2 * (levels[i] ?? 0) + (levels[i + 1] ?? 0)) / 4);
  expect(imageStatistics(blurred).sharpness).toBeLessThan(
    0.9 * imageStatistics(grey(64, 64, (i) => levels[i] ?? 0)).sharpness,
  );
});

test('WebAssembly adds up what plain arithmetic does, whatever the sizes', () => {
  const wasm = new ImageWasm();
  const side = fc.integer({ min: 1, max: 400 });
  fc.assert(
    fc.property(side, side, fc.nat(999), (width, height, seed) => {
      const { pixels } = grey(width, height, (i) => (i * i * 31 + i * seed) >> 3);
      expect(statisticSumsWasm(wasm, pixels, width, height)).toEqual(statisticSums(pixels, width, height));
    }),
    { numRuns: 40 },
  );
});

test('WebAssembly stays exact where sums go beyond 32 bits, and leaves what is too large alone', () => {
  const wasm = new ImageWasm();
  const count = 5000 * 5000;
  const white = new Uint8Array(count).fill(255);
  white[0] = 0;
  expect(statisticSumsWasm(wasm, white, 5000, 5000)).toEqual([255 * (count - 1), 255 * 255 * (count - 1), 2 * 255]);
  expect(statisticSumsWasm(wasm, new Uint8Array(32_000_001), 32_000_001, 1)).toBeNull();
});

test('WebAssembly stays exact where every pixel differs from its neighbours as far as it can', () => {
  const { pixels } = grey(200, 101, (i) => ((i + Math.floor(i / 200)) % 2) * 255);
  const pairs = 199 * 101 + 200 * 100;
  expect(statisticSumsWasm(new ImageWasm(), pixels, 200, 101)).toEqual([10_100 * 255, 10_100 * 255 * 255, pairs * 255]);
});
