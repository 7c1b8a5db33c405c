import { expect, test } from 'vitest';
import { formatAnswer, formatExact, formatTick, formatValue } from './formatValue.ts';

test.each([
  [0, '0'],
  [2, '2'],
  [-1, '−1'],
  [0.123456, '0.123'],
  [-12.3, '−12.300'],
  [0.9996, '1.000'],
  [0.000999, '0.001'],
  [-0.000123, '−0.00012'],
  [0.00005, '0.00005'],
  [0.00000123, '1.2e-6'],
  [1_234_567.8, '1.235e+6'],
  [Number.NaN, '–'],
])('%s has three decimals, or two digits where these would hide it: %s', (value, text) => {
  expect(formatValue(value)).toBe(text);
});

test('where there is room for two decimals alone, the same rule holds for two', () => {
  expect([0.126, -0.004, 3].map((value) => formatValue(value, 2))).toEqual(['0.13', '−0.004', '3']);
});

test('ticks of an axis are as short as they are exact', () => {
  expect([0, 10, 0.2, -1.4000000000000001, 0.125, 100].map(formatTick)).toEqual([
    '0',
    '10',
    '0.2',
    '−1.4',
    '0.125',
    '100',
  ]);
});

test('numbers for sums by hand have five digits, and a probability never becomes a certainty', () => {
  expect([0.00316228, -1.5, 2.5e-7].map(formatExact)).toEqual(['0.0031623', '−1.5000', '2.5000e-7']);
  expect([0.99999, 0.5, 0].map(formatAnswer)).toEqual(['0.999', '0.500', '0.000']);
});
