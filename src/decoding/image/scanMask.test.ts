import { expect, test } from 'vitest';
import { scanMaskOf } from './scanMask.ts';

const mask = (width: number, values: number[], channels: 1 | 3 = 1) => ({
  ...{ width, height: values.length / width / channels, channels },
  values: Uint8Array.from(values),
});

test('each value of a mask is a label', () => {
  const { places, labels } = scanMaskOf([mask(3, [0, 4, 1, 2, 0, 0])], { width: 3, height: 2 });
  expect(labels).toEqual([1, 2, 4]);
  expect([...places]).toEqual([0, 3, 1, 2, 0, 0]);
});

test('a mask of another size takes the value under the middle of each pixel', () => {
  const { places } = scanMaskOf([mask(2, [255, 0, 0, 255])], { width: 4, height: 4 });
  expect([...places]).toEqual([1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1]);
  const small = scanMaskOf([mask(4, [0, 255, 0, 0, 0, 0, 0, 0])], { width: 2, height: 1 });
  expect([...small.places]).toEqual([0, 0]);
});

test('several masks of one scan lie over one another, and colours count by their brightest', () => {
  const { places, labels } = scanMaskOf([mask(2, [255, 0, 0, 0]), mask(2, [0, 0, 0, 0, 255, 0, 0, 9, 0, 0, 0, 0], 3)], {
    width: 2,
    height: 2,
  });
  expect(labels).toEqual([255, 9]);
  expect([...places]).toEqual([1, 1, 2, 0]);
});

test('a mask that was packed with loss is divided at half of its white', () => {
  const noisy = Array.from({ length: 16 }, (_, i) => (i < 8 ? i : 240 + (i % 10)));
  const { places, labels } = scanMaskOf([mask(4, noisy)], { width: 4, height: 4 });
  expect(labels).toEqual([249]);
  expect([...places]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1]);
});
