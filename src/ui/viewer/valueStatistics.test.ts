import { expect, test } from 'vitest';
import { valueStatistics } from './valueStatistics.ts';

// Expected: numpy.percentile(values, [1, 99], method='inverted_cdf').

test('percentiles of whole numbers are those of numpy', () => {
  const values = Int16Array.from({ length: 1000 }, (_, i) => ((i * i * 7919) % 4001) - 2000);
  expect(valueStatistics(values)).toEqual({ least: -2000, largest: 1999, low: -1971, high: 1973 });
});

test('percentiles of fractions are those of numpy, to a part of 65,536 of the range', () => {
  const values = Float32Array.from({ length: 1000 }, (_, i) => ((i * 7919) % 1000) * 0.25 - 50);
  const { least, largest, low, high } = valueStatistics(values);
  expect([least, largest]).toEqual([-50, 199.75]);
  expect(Math.abs(low + 47.75)).toBeLessThan(249.75 / 65_536);
  expect(Math.abs(high - 197.25)).toBeLessThan(249.75 / 65_536);
});

test('what is no number does not count, and a picture without any has a range all the same', () => {
  expect(valueStatistics(Float32Array.of(Number.NaN, 1, Number.POSITIVE_INFINITY, 3))).toMatchObject({
    least: 1,
    largest: 3,
  });
  expect(valueStatistics(Float32Array.of(Number.NaN))).toMatchObject({ least: 0, largest: 0 });
  expect(valueStatistics(new Uint8Array(4).fill(7))).toEqual({ least: 7, largest: 7, low: 7, high: 7 });
});
