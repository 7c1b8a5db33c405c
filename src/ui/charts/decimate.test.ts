import { expect, test } from 'vitest';
import { createDecimator, quantile, type Samples } from './decimate.ts';

const samplesOf = (values: readonly number[]): Samples => ({
  length: values.length,
  at: (index) => values[index] ?? Number.NaN,
});

const decimate = (samples: Samples, buckets: number) => createDecimator()(samples, buckets);

test('few samples are all kept', () => {
  expect(decimate(samplesOf([3, 1, 2]), 100)).toEqual([0, 1, 2]);
});

test('of many samples a single spike up and a single dip are kept, in order', () => {
  const values = Array.from({ length: 10_000 }, () => 1);
  values[4321] = 9;
  values[4322] = -9;
  const places = decimate(samplesOf(values), 50);
  expect(places).toContain(4321);
  expect(places).toContain(4322);
  expect(places.length).toBeLessThanOrEqual(2 * 51);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test('samples that are not finite are left out', () => {
  expect(decimate(samplesOf([1, Number.NaN, Number.POSITIVE_INFINITY, 2]), 10)).toEqual([0, 3]);
});

test('samples that are added are the only ones that are looked at', () => {
  const values = Array.from({ length: 5000 }, (_, index) => Math.sin(index * index));
  const looked = new Set<number>();
  const watched = (length: number): Samples => ({
    length,
    at: (index) => {
      looked.add(index);
      return values[index] ?? 0;
    },
  });
  const decimator = createDecimator();
  decimator(watched(4000), 100);
  looked.clear();
  const places = decimator(watched(4100), 100);
  expect(looked.size).toBeLessThanOrEqual(100 + 64 + 1);
  expect(places).toEqual(decimate(watched(4100), 100));
});

test('after training went back to a checkpoint its new samples are shown', () => {
  const before = Array.from<unknown, number>({ length: 4000 }, () => 1);
  const decimator = createDecimator();
  decimator(samplesOf(before), 100);
  const again = before.map<number>((_, index) => (index < 3000 ? 1 : 2)).with(3500, 9);
  expect(decimator(samplesOf(again), 100)).toContain(3500);
  expect(decimator(samplesOf(again.slice(0, 3600)), 100)).toEqual(decimate(samplesOf(again.slice(0, 3600)), 100));
});

test('the quantile is the value at that share of the sorted samples', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 99 - index);
  expect(quantile(samplesOf(hundred), 0.98)).toBe(98);
  expect(quantile(samplesOf([]), 0.5)).toBeNaN();
  const many = Array.from({ length: 100_000 }, (_, index) => index);
  expect(Math.abs(quantile(samplesOf(many), 0.98) - 98_000)).toBeLessThan(250);
});
