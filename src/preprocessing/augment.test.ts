import { expect, test } from 'vitest';
import { drawTransforms } from './augment.ts';
import { augmentImage } from './augmentImage.ts';
import { type Augmentation, isAugmenting, noAugmentation } from './preprocessingSpec.ts';

/** Draws in their order: flip (below 0.5), angle, zoom, shift right, shift down, brightness; 0.5 is 'no change', 0 and 1 the ends. */
function draws(...numbers: readonly number[]): () => number {
  const left = [0.9, 0.5, 0.5, 0.5, 0.5, 0.5].map((middle, i) => numbers[i] ?? middle);
  return () => left.shift() ?? Number.NaN;
}

/** A reproducible generator (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function run(
  source: Uint8Array,
  size: number,
  augmentation: Partial<Augmentation>,
  random: () => number,
  depth: 1 | 3 = 1,
): number[] {
  const target = new Float32Array(source.length);
  const changes = drawTransforms(1, size, { ...noAugmentation, ...augmentation }, random);
  augmentImage({ pixels: source, size, depth }, changes, 0, target, 0);
  return Array.from(target, (value) => Math.round(value * 255 * 10000) / 10000);
}

const square = Uint8Array.of(10, 20, 30, 40, 50, 60, 70, 80, 90);
const everything: Augmentation = {
  ...noAugmentation,
  horizontalFlip: true,
  rotation: 20,
  zoom: 0.2,
  shift: 0.1,
  brightness: 0.3,
};

test('with everything off a picture stays as it is, whatever is drawn', () => {
  expect(run(square, 3, {}, seeded(1))).toEqual([...square]);
  expect(run(square, 3, {}, draws(0, 0, 0, 0, 0, 0))).toEqual([...square]);
});

test('a flip mirrors left and right', () => {
  expect(run(square, 3, { horizontalFlip: true }, draws(0.4))).toEqual([30, 20, 10, 60, 50, 40, 90, 80, 70]);
  expect(run(square, 3, { horizontalFlip: true }, draws(0.6))).toEqual([...square]);
});

test('a flip keeps the three values of a coloured pixel together', () => {
  const pixels = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
  expect(run(pixels, 2, { horizontalFlip: true }, draws(0), 3)).toEqual([4, 5, 6, 1, 2, 3, 10, 11, 12, 7, 8, 9]);
});

test('a shift by whole pixels moves them, and black comes in', () => {
  const third = 1 / 3;
  expect(run(square, 3, { shift: third }, draws(1, 0.5, 0.5, 1, 0.5))).toEqual([0, 10, 20, 0, 40, 50, 0, 70, 80]);
  expect(run(square, 3, { shift: third }, draws(1, 0.5, 0.5, 0.5, 0))).toEqual([40, 50, 60, 70, 80, 90, 0, 0, 0]);
});

test('a shift by half a pixel is the mean of two, and of one with black at the edge', () => {
  expect(run(square, 3, { shift: 1 / 6 }, draws(1, 0.5, 0.5, 1, 0.5))).toEqual([5, 15, 25, 20, 45, 55, 35, 75, 85]);
});

test('the flip comes before the shift', () => {
  const both = run(square, 3, { horizontalFlip: true, shift: 1 / 3 }, draws(0, 0.5, 0.5, 1, 0.5));
  expect(both).toEqual([0, 30, 20, 0, 60, 50, 0, 90, 80]);
});

test('a quarter turn moves pixels clockwise', () => {
  expect(run(square, 3, { rotation: 90 }, draws(1, 1))).toEqual([70, 40, 10, 80, 50, 20, 90, 60, 30]);
  expect(run(square, 3, { rotation: 90 }, draws(1, 0))).toEqual([30, 60, 90, 20, 50, 80, 10, 40, 70]);
});

test('a zoom to twice the size shows the middle', () => {
  // Output pixel x of 4 reads 1.5 + (x - 1.5) / 2 = 0.75, 1.25, 1.75, 2.25 of a ramp with 100 a pixel in x.
  const ramp = Uint8Array.from({ length: 16 }, (_, i) => (i % 4) * 80);
  expect(run(ramp, 4, { zoom: 1 }, draws(1, 0.5, 1)).slice(0, 4)).toEqual([60, 100, 140, 180]);
});

test('a turn, zoom and shift together are what SciPy makes of them', () => {
  // scipy.ndimage.map_coordinates(a, [v, u], order=1, mode='grid-constant'), SciPy 1.17.1, from coordinates by the formula
  const pixels = Uint8Array.from({ length: 64 }, (_, i) => (i * 7919 + i * i * 31) % 256);
  const expected = [
    23.931, 95.7662, 104.7932, 45.7904, 83.1326, 151.328, 195.8474, 212.7222, 91.9761, 138.5657, 245.0893, 139.586,
    34.1403, 72.1623, 179.5644, 170.6891, 121.6126, 98.4107, 139.0536, 171.8791, 47.7337, 76.2872, 91.4772, 53.3133,
    83.9677, 57.3628, 73.3677, 114.4345, 78.9824, 102.1816, 62.0604, 60.679, 124.5799, 95.987, 82.4356, 132.0743, 51.9,
    70.8794, 100.6278, 20.6696, 122.8205, 157.9334, 191.756, 131.1768, 21.7642, 150.2694, 184.9742, 135.688, 95.5497,
    180.6898, 242.1059, 173.1504, 118.8182, 187.2769, 206.9617, 163.043, 11.4328, 105.1656, 178.1875, 148.9246,
    119.1758, 124.3314, 156.6461, 57.3286,
  ];
  // 30 degrees, 1 + 0.25 zoom, a shift by 0.1 * 8 right and 0.05 * 8 up, flipped
  const augmentation = { ...noAugmentation, horizontalFlip: true, rotation: 60, zoom: 0.5, shift: 0.2 };
  const got = run(pixels, 8, augmentation, draws(0, 0.75, 0.75, 0.75, 0.375));
  got.forEach((value, i) => {
    expect(Math.abs(value - (expected[i] ?? Number.NaN))).toBeLessThan(255 * 1e-6);
  });
});

test('brightness is a factor, clipped at white', () => {
  expect(run(Uint8Array.of(0, 100, 200, 255), 2, { brightness: 0.5 }, draws(1, 0.5, 0.5, 0.5, 0.5, 1))).toEqual([
    0, 150, 255, 255,
  ]);
  expect(run(Uint8Array.of(0, 100, 200, 255), 2, { brightness: 0.5 }, draws(1, 0.5, 0.5, 0.5, 0.5, 0))).toEqual([
    0, 50, 100, 127.5,
  ]);
});

test('a colour picture is changed as its channels are', () => {
  const colours = Uint8Array.from({ length: 5 * 5 * 3 }, (_, i) => (i * 7919 + i * i * 31) % 256);
  const whole = run(colours, 5, everything, seeded(8), 3);
  for (const c of [0, 1, 2]) {
    const channel = colours.filter((_, i) => i % 3 === c);
    expect(whole.filter((_, i) => i % 3 === c)).toEqual(run(channel, 5, everything, seeded(8)));
  }
});

test('the same seed gives the same pictures, another seed others', () => {
  expect(run(square, 3, everything, seeded(5))).toEqual(run(square, 3, everything, seeded(5)));
  expect(run(square, 3, everything, seeded(5))).not.toEqual(run(square, 3, everything, seeded(6)));
});

test('switching one change off leaves the others as they were', () => {
  const brightnessOnly = { brightness: 0.3 };
  const random = seeded(9);
  const [, , , , , sixth = 0] = Array.from({ length: 6 }, random);
  const factor = 1 + (2 * sixth - 1) * 0.3;
  expect(run(Uint8Array.of(50, 50, 50, 50), 2, brightnessOnly, seeded(9))[0]).toBeCloseTo(50 * factor, 2);
});

test('an image lands in its place in the batch, and nowhere else, within 0 and 1', () => {
  const target = new Float32Array(4 + 9 + 4).fill(-1);
  const changes = drawTransforms(50, 3, everything, seeded(3));
  for (let i = 0; i < 50; i++) {
    augmentImage({ pixels: square, size: 3, depth: 1 }, changes, i, target, 4);
    expect([...target.subarray(0, 4), ...target.subarray(13)]).toEqual(Array(8).fill(-1));
    expect(target.subarray(4, 13).every((value) => value >= 0 && value <= 1)).toBe(true);
  }
});

test('each picture of a batch has its own change, drawn from six numbers', () => {
  const random = seeded(4);
  const drawn = Array.from({ length: 12 }, random);
  const both = drawTransforms(2, 3, everything, seeded(4));
  expect(Array.from(both.subarray(7))).toEqual(Array.from(drawTransforms(1, 3, everything, draws(...drawn.slice(6)))));
  expect(both.subarray(0, 7)).not.toEqual(both.subarray(7));
});

test('there is something to change where any amount is above 0', () => {
  expect(isAugmenting(noAugmentation)).toBe(false);
  expect(isAugmenting({ ...noAugmentation, horizontalFlip: true })).toBe(true);
  for (const amount of ['rotation', 'zoom', 'shift', 'brightness'] as const)
    expect(isAugmenting({ ...noAugmentation, [amount]: 0.01 })).toBe(true);
});
