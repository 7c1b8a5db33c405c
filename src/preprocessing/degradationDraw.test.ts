import { expect, it } from 'vitest';
import { createRandom } from '../statistics/random.ts';
import { applyDegradation } from './applyDegradation.ts';
import { type DegradationAmounts, type DegradationDraw, drawDegradation, isDegrading } from './degradationDraw.ts';
import { noAugmentation } from './preprocessingSpec.ts';

const untouched: DegradationDraw = {
  ...{ contrast: 1, gamma: 1, blur: 0, noise: 0, noiseSeed: 1, quality: 100 },
  ...{ side: 8, cut: { left: 0, top: 0, side: 0 } },
};

function degraded(levels: ArrayLike<number>, changes: Partial<DegradationDraw>, size = 8, depth: 1 | 3 = 1): number[] {
  const values = Float32Array.from(levels);
  applyDegradation(
    { values, width: size, height: values.length / size / depth, depth },
    { ...untouched, side: size, ...changes },
  );
  return [...values];
}

function expectLevels(actual: readonly number[], expected: readonly number[], tolerance: number): void {
  expect(actual).toHaveLength(expected.length);
  for (const [i, level] of expected.entries())
    expect(Math.abs((actual[i] ?? 9) - level), `${i}`).toBeLessThan(tolerance);
}

/** np.arange(64).reshape(8, 8) * 37 % 101 / 100 */
const texture = Array.from({ length: 64 }, (_, i) => ((i * 37) % 101) / 100);

it('leaves an image alone of which nothing was drawn', () => {
  expect(degraded(texture, {})).toEqual([...Float32Array.from(texture)]);
});

it('varies contrast about the mean, and then gamma', () => {
  const square = [0.2, 0.4, 0.6, 0.8];
  expectLevels(degraded(square, { contrast: 1.5 }, 2), [0.05, 0.35, 0.65, 0.95], 1e-6);
  expectLevels(degraded(square, { contrast: 2 }, 2), [0, 0.3, 0.7, 1], 1e-6); // -0.1 and 1.1 do not exist
  expectLevels(degraded(square, { gamma: 2 }, 2), [0.04, 0.16, 0.36, 0.64], 1e-5);
  expectLevels(degraded(square, { contrast: 1.5, gamma: 2 }, 2), [0.0025, 0.1225, 0.4225, 0.9025], 1e-5);
});

it('blurs as SciPy does', () => {
  // ndimage.gaussian_filter(texture, 1.2, mode='reflect', radius=4): row 3 and column 0
  const blurred = degraded(texture, { blur: 1.2 });
  const row = [0.565454, 0.506381, 0.513899, 0.541325, 0.531024, 0.536794, 0.5273, 0.481519];
  const column = [0.402111, 0.508967, 0.579009, 0.565454, 0.531973, 0.539682, 0.584347, 0.61569];
  expectLevels(blurred.slice(24, 32), row, 1e-5);
  expectLevels(
    column.map((_, y) => blurred[8 * y] ?? 9),
    column,
    1e-5,
  );
});

it('reduces by area means, and enlarges as Pillow does', () => {
  // means = np.repeat(np.repeat(texture, 3, 0), 3, 1).reshape(3, 8, 3, 8).mean((1, 3))
  // Image.fromarray(means.astype('f4')).resize((8, 8), Image.BILINEAR): rows 0 and 4
  const coarse = degraded(texture, { side: 3 });
  const first = [0.499219, 0.495811, 0.475361, 0.454912, 0.44334, 0.440645, 0.437949, 0.4375];
  const fifth = [0.476309, 0.480113, 0.502939, 0.525765, 0.541378, 0.549779, 0.55818, 0.55958];
  expectLevels(coarse.slice(0, 8), first, 1e-5);
  expectLevels(coarse.slice(32, 40), fifth, 1e-5);
});

/** (128 + 100 * np.sin(i % 16 * 0.5) * np.cos(i // 16 * 0.4)).astype(np.uint8) */
const waves = Array.from({ length: 256 }, (_, i) =>
  Math.floor(128 + 100 * Math.sin((i % 16) * 0.5) * Math.cos(Math.floor(i / 16) * 0.4)),
);
/** Image.fromarray(waves).save(file, 'JPEG', quality=q), opened again: Pillow 12 on libjpeg-turbo. */
const jpegs = {
  10: [
    128, 159, 201, 228, 222, 185, 134, 99, 43, 39, 40, 56, 95, 148, 202, 235, 127, 154, 190, 214, 209, 176, 133, 103,
    54, 51, 52, 67, 100, 146, 192, 220, 125, 144, 171, 188, 185, 161, 130, 108, 76, 74, 76, 87, 110, 142, 173, 193, 122,
    131, 145, 154, 153, 142, 127, 116, 103, 104, 106, 112, 123, 136, 149, 157, 118, 118, 118, 118, 119, 121, 123, 124,
    134, 136, 139, 140, 137, 130, 123, 118, 115, 105, 92, 84, 87, 101, 119, 131, 161, 166, 170, 166, 150, 125, 99, 82,
    113, 96, 72, 58, 63, 86, 116, 137, 183, 189, 193, 185, 160, 121, 80, 55, 111, 90, 62, 44, 50, 78, 115, 140, 194,
    201, 206, 196, 165, 118, 70, 40, 120, 94, 58, 36, 42, 75, 118, 148, 213, 217, 216, 200, 161, 108, 54, 21, 121, 99,
    69, 50, 55, 83, 120, 145, 202, 205, 204, 189, 156, 110, 64, 36, 123, 109, 89, 76, 79, 98, 123, 140, 180, 182, 180,
    169, 146, 114, 83, 63, 126, 121, 114, 110, 111, 117, 126, 132, 153, 152, 150, 144, 133, 120, 107, 99, 130, 135, 142,
    146, 145, 139, 130, 124, 122, 120, 117, 116, 119, 126, 133, 138, 133, 147, 167, 180, 177, 158, 133, 116, 95, 90, 86,
    90, 106, 131, 157, 174, 135, 157, 187, 206, 201, 173, 136, 111, 73, 67, 63, 71, 96, 135, 176, 201, 136, 162, 198,
    220, 214, 181, 138, 108, 62, 55, 50, 60, 91, 138, 186, 216,
  ],
  50: [
    131, 171, 212, 230, 222, 191, 138, 93, 51, 30, 25, 56, 103, 149, 191, 222, 130, 165, 202, 218, 212, 184, 137, 97,
    59, 41, 36, 62, 104, 146, 184, 212, 128, 154, 183, 196, 191, 170, 134, 105, 75, 62, 58, 76, 107, 140, 170, 192, 127,
    140, 155, 164, 162, 149, 131, 116, 99, 93, 90, 98, 113, 132, 150, 162, 126, 124, 124, 125, 126, 125, 126, 129, 127,
    130, 130, 126, 123, 124, 125, 126, 125, 108, 92, 87, 90, 101, 122, 141, 156, 168, 170, 156, 134, 116, 100, 88, 126,
    96, 66, 55, 60, 81, 118, 151, 180, 199, 204, 181, 145, 111, 79, 56, 126, 90, 52, 37, 43, 69, 116, 157, 194, 216,
    223, 196, 151, 108, 67, 38, 119, 82, 43, 29, 38, 68, 119, 163, 203, 225, 231, 202, 155, 108, 65, 34, 120, 88, 54,
    40, 48, 75, 120, 158, 194, 212, 217, 192, 151, 111, 73, 46, 123, 99, 74, 63, 68, 89, 122, 149, 176, 188, 191, 173,
    144, 115, 88, 69, 125, 114, 102, 95, 98, 108, 124, 137, 151, 155, 155, 147, 135, 122, 110, 101, 128, 131, 134, 134,
    133, 132, 128, 123, 123, 118, 116, 119, 125, 130, 134, 138, 129, 148, 166, 173, 169, 156, 132, 110, 95, 82, 79, 93,
    117, 138, 159, 173, 130, 161, 193, 205, 199, 175, 135, 99, 72, 54, 49, 73, 110, 146, 178, 202, 130, 168, 207, 223,
    216, 186, 137, 93, 60, 38, 33, 62, 107, 150, 189, 217,
  ],
};

it.each([10, 50] as const)('loses what a JPEG of quality %i loses, but for how libjpeg rounds', (quality) => {
  const levels = degraded(
    waves.map((level) => level / 255),
    { quality },
    16,
  ).map((level) => 255 * level);
  expectLevels(levels, jpegs[quality], 2.6);
  const mean = levels.reduce((sum, level, i) => sum + Math.abs(level - (jpegs[quality][i] ?? 0)), 0) / levels.length;
  expect(mean).toBeLessThan(0.8);
  // Pillow's own loss is many times that.
  expect(Math.max(...jpegs[quality].map((level, i) => Math.abs(level - (waves[i] ?? 0))))).toBeGreaterThan(7);
});

it('keeps the channels of a colour apart, also where blocks stand over the edge', () => {
  const planes = [0, 1, 2].map((c) => Array.from({ length: 100 }, (_, i) => ((i * 13 + 50 * c) % 97) / 97));
  const mixed = Array.from({ length: 300 }, (_, i) => planes[i % 3]?.[Math.floor(i / 3)] ?? 9);
  const changes = { blur: 0.8, side: 7, quality: 30, cut: { left: 2, top: -1, side: 3 } };
  const together = degraded(mixed, changes, 10, 3);
  for (const [c, plane] of planes.entries())
    expectLevels(
      plane.map((_, i) => together[3 * i + c] ?? 9),
      degraded(plane, changes, 10),
      1e-6,
    );
});

it('cuts out a black square, as far as it is inside', () => {
  const white = new Array<number>(16).fill(1);
  const cut = degraded(white, { cut: { left: -1, top: 2, side: 3 } }, 4);
  expect(cut).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1]);
});

it('adds noise of the deviation that was drawn, the same from the same seed', () => {
  const grey = new Array<number>(10_000).fill(0.5);
  const noisy = degraded(grey, { noise: 0.1, noiseSeed: 3 }, 100);
  const mean = noisy.reduce((sum, each) => sum + each, 0) / noisy.length;
  const deviation = Math.sqrt(noisy.reduce((sum, each) => sum + (each - mean) ** 2, 0) / noisy.length);
  expect(mean).toBeCloseTo(0.5, 2);
  expect(deviation).toBeCloseTo(0.1, 2);
  expect(degraded(grey, { noise: 0.1, noiseSeed: 3 }, 100)).toEqual(noisy);
  expect(degraded(grey, { noise: 0.1, noiseSeed: 4 }, 100)).not.toEqual(noisy);
});

const everything: DegradationAmounts = {
  ...{ contrast: 0.2, gamma: 0.5, blur: 2, resolution: 0.5, noise: 0.1, compression: 0.6, cutOut: 0.25 },
};

it('draws each amount between nothing and all of it', () => {
  expect(drawDegradation(64, everything, () => 0)).toEqual({
    ...{ contrast: 0.8, gamma: 1 / 1.5, blur: 0, side: 64, noise: 0, noiseSeed: 0, quality: 100 },
    cut: { left: -8, top: -8, side: 16 },
  });
  expect(drawDegradation(64, everything, () => 1)).toEqual({
    ...{ contrast: 1.2, gamma: 1.5, blur: 2, side: 32, noise: 0.1, noiseSeed: 2 ** 32, quality: 40 },
    cut: { left: 56, top: 56, side: 16 },
  });
});

it('draws the others alike when one change is switched off', () => {
  const drawn = (amounts: DegradationAmounts) => drawDegradation(64, amounts, createRandom(5).next);
  const { blur, ...others } = drawn(everything);
  expect(blur).toBeGreaterThan(0);
  expect(drawn({ ...everything, blur: 0 })).toEqual({ blur: 0, ...others });
  expect([isDegrading(noAugmentation), isDegrading({ ...noAugmentation, cutOut: 0.1 })]).toEqual([false, true]);
});
