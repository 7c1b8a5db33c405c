import { expect, test } from 'vitest';
import { readNormalModel } from '../model/card/familiarityRecord.ts';
import { squaredDistances } from '../statistics/prediction/normalModel.ts';
import { createRandom } from '../statistics/random.ts';
import { appearanceLength, appearances } from './appearance.ts';
import { fitFamiliarity, type SeenScans, unlikeness } from './familiarity.ts';

const INPUT = { size: 64, depth: 1 } as const;
const random = createRandom(4);

/** A bright disc on black of about half the width, somewhat brighter or darker, somewhat moved. */
function disc(): number[] {
  const [x0, y0, level] = [30 + 4 * random.next(), 30 + 4 * random.next(), 120 + 60 * random.next()];
  return Array.from({ length: 64 * 64 }, (_, i) =>
    Math.hypot((i % 64) - x0, Math.floor(i / 64) - y0) < 20 ? level + 10 * random.normal() : 0,
  );
}
const noise = () => Array.from({ length: 64 * 64 }, () => random.integer(256));

/** `activation`: two numbers of each scan. */
function seen(images: readonly number[][], activation: () => readonly number[]): SeenScans {
  const pixels = Uint8ClampedArray.from(images.flat());
  return {
    appearances: appearances(new Uint8Array(pixels.buffer), images.length, INPUT),
    activations: Float32Array.from(images.flatMap(() => activation())),
    count: images.length,
  };
}
const many = (count: number, draw: () => number[]) => Array.from({ length: count }, draw);
const usual = () => [random.normal(), 2 + random.normal()];
const validation = seen(many(60, disc), usual);
const known = fitFamiliarity(seen(many(120, disc), usual), validation, 100);
const large = (count: number) => Array.from({ length: count }, () => ({ width: 200, height: 300 }));

test('scans of the same kind are hardly ever questioned', () => {
  if (!known) throw new Error('no check');
  const questioned = unlikeness(known, seen(many(100, disc), usual), large(100)).filter((each) => each.length > 0);
  expect(questioned.length).toBeLessThanOrEqual(5);
});

test('noise, blank pages and what the network has never seen are questioned, each with its reason', () => {
  if (!known) throw new Error('no check');
  const blank = () => new Array<number>(64 * 64).fill(0);
  expect(unlikeness(known, seen([noise(), blank()], usual), large(2))).toEqual([['appearance'], ['appearance']]);
  expect(
    unlikeness(
      known,
      seen([disc()], () => [40, 2]),
      large(1),
    ),
  ).toEqual([['activations']]);
  expect(
    unlikeness(known, seen([disc(), disc()], usual), [
      { width: 49, height: 500 },
      { width: 50, height: 50 },
    ]),
  ).toEqual([['size'], []]);
});

test('the limit is the farthest of 60 validation scans and a little more, along an axis for every ten training scans', () => {
  if (!known) throw new Error('no check');
  // 99.5 % of 60 are all of them; 1 + 2 / sqrt(60) = 1.2582 times the farthest.
  const farthest = (which: 'appearances' | 'activations', record: typeof known.appearance) =>
    Math.max(...squaredDistances(readNormalModel(record), validation[which]));
  expect(known.appearance.limit / farthest('appearances', known.appearance)).toBeCloseTo(1.2582, 4);
  expect(known.activations.limit / farthest('activations', known.activations)).toBeCloseTo(1.2582, 4);
  expect(known.appearance.axes).toBe(12);
});

test('of too few scans there is no check', () => {
  expect(fitFamiliarity(seen(many(39, disc), usual), seen(many(60, disc), usual), 100)).toBeNull();
  expect(fitFamiliarity(seen(many(60, disc), usual), seen([], usual), 100)).toBeNull();
});

test('the appearance is the mean of 8 x 8 cells and the log contrast of 4 x 4', () => {
  // The left half of every cell of 8 pixels is white: mean 1/2, deviation 1/2.
  const stripes = Uint8Array.from({ length: 64 * 64 }, (_, i) => (i % 8 < 4 ? 255 : 0));
  const row = appearances(stripes, 1, INPUT);
  expect(row).toHaveLength(appearanceLength);
  for (const mean of row.subarray(0, 64)) expect(mean).toBeCloseTo(0.5, 6);
  for (const contrast of row.subarray(64)) expect(contrast).toBeCloseTo(Math.log(0.51), 5);
});
