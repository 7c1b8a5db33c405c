import { expect, test } from 'vitest';
import { LabelValues } from './labelValues.ts';

const of = (...slices: (Uint8Array | Int16Array | Float32Array)[]) => {
  const values = new LabelValues();
  for (const each of slices) values.add({ values: each, channels: 1 });
  return values.areLabels;
};

test.each([
  ['the labels of BraTS', true, [Uint8Array.of(0, 0, 0, 0, 0, 1, 2, 4), new Uint8Array(8)]],
  ['a mask of one organ', true, [Int16Array.of(0, 0, 0, 255, 255)]],
  ['a scan of many values', false, [Uint8Array.from({ length: 60 }, (_, i) => (i < 40 ? 0 : i))]],
  ['a scan whose air is below zero', false, [Int16Array.of(0, 0, 0, -1000)]],
  ['fractions', false, [Float32Array.of(0, 0, 0, 0.5)]],
  ['nothing at all', false, [new Uint8Array(9)]],
  ['few values that fill the volume', false, [Uint8Array.of(1, 2, 3, 0)]],
  ['high numbers', false, [Int16Array.of(0, 0, 0, 3000)]],
])('%s', (_, areLabels, slices) => {
  expect(of(...slices)).toBe(areLabels);
});
