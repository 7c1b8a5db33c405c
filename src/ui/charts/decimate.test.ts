import { expect, test } from 'vitest';
import { decimate, quantile, type Samples } from './decimate.ts';

const samplesOf = (values: readonly number[]): Samples => ({
  length: values.length,
  at: (index) => values[index] ?? Number.NaN,
});

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

test('the quantile is the value at that share of the sorted samples', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 99 - index);
  expect(quantile(samplesOf(hundred), 0.98)).toBe(98);
  expect(quantile(samplesOf([]), 0.5)).toBeNaN();
});
