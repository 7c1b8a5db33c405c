import { expect, test } from 'vitest';
import { valueStatistics } from './valueStatistics.ts';

// Expected: numpy.percentile(values, [1, 99], method='inverted_cdf').

test('percentiles of whole numbers are those of numpy', () => {
  const values = Int16Array.from({ length: 1000 }, (_, i) => ((i * i * 7919) % 4001) - 2000);
  expect(valueStatistics({ values, padding: null })).toEqual({ least: -2000, largest: 1999, low: -1971, high: 1973 });
});

test('percentiles of fractions are those of numpy, to a part of 65,536 of the range', () => {
  const values = Float32Array.from({ length: 1000 }, (_, i) => ((i * 7919) % 1000) * 0.25 - 50);
  const { least, largest, low, high } = valueStatistics({ values, padding: null });
  expect([least, largest]).toEqual([-50, 199.75]);
  expect(Math.abs(low + 47.75)).toBeLessThan(249.75 / 65_536);
  expect(Math.abs(high - 197.25)).toBeLessThan(249.75 / 65_536);
});

test('what is no number does not count, and an image without any has a range all the same', () => {
  expect(
    valueStatistics({ values: Float32Array.of(Number.NaN, 1, Number.POSITIVE_INFINITY, 3), padding: null }),
  ).toMatchObject({
    least: 1,
    largest: 3,
  });
  expect(valueStatistics({ values: Float32Array.of(Number.NaN), padding: null })).toMatchObject({
    least: 0,
    largest: 0,
  });
  expect(valueStatistics({ values: new Uint8Array(4).fill(7), padding: null })).toEqual({
    least: 7,
    largest: 7,
    low: 7,
    high: 7,
  });
});

test('padding does not count', () => {
  const values = Int16Array.from({ length: 1000 }, (_, i) => (i < 900 ? -3024 : i));
  const padding = { low: -3024, high: -3024 };
  expect(valueStatistics({ values, padding })).toEqual({ least: 900, largest: 999, low: 900, high: 998 });
});

/** `from` takes seconds for so many. */
function filled(count: number, valueAt: (i: number) => number): Uint8Array<ArrayBuffer> {
  const values = new Uint8Array(count);
  for (let i = 0; i < count; i++) values[i] = valueAt(i);
  return values;
}

test('of millions of values a part is counted, in which no colour is passed over', () => {
  // Counted one by one they would be the same: each of 0 to 250 comes equally often; numpy as above.
  const grey = filled(6_000_000, (i) => i % 251);
  expect(valueStatistics({ values: grey, padding: null })).toEqual({ least: 0, largest: 250, low: 2, high: 248 });
  const colours = filled(12_000_000, (i) => 10 + 90 * (i % 3));
  expect(valueStatistics({ values: colours, padding: null })).toEqual({ least: 10, largest: 190, low: 10, high: 190 });
});
