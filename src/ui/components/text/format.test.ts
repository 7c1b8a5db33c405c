import { expect, test } from 'vitest';
import { formatMetric } from './format.ts';

test('shares are written in percent, F1 and AUC as fractions, and what is undefined as a dash', () => {
  expect(formatMetric(0.9214, 'percent')).toBe('92.1 %');
  expect(formatMetric(0.9687, 'fraction')).toBe('0.969');
  expect(formatMetric(Number.NaN, 'percent')).toBe('–');
  expect(formatMetric(Number.NaN, 'fraction')).toBe('–');
});

test('an AUC below 1 is never written as 1, nor one above 0 as 0', () => {
  expect([0.9996, 1, 0.0004, 0].map((auc) => formatMetric(auc, 'fraction'))).toEqual([
    '0.999',
    '1.000',
    '0.001',
    '0.000',
  ]);
});
