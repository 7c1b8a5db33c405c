import { expect, test } from 'vitest';
import type { Operation } from '../../../../../explain/operation.ts';
import { inputName, lastSum } from './contributions.ts';

const inputs = { shape: [4], values: new Float32Array([2, 0, 1, 3]) };
const kernel = { shape: [4, 2], values: new Float32Array([1, -4, 5, 5, 3, 0.5, -1, 2]) };
const products = (unit: number, ...rest: [most: number, also?: readonly number[]]) =>
  lastSum(inputs, kernel, unit, ...rest).shown.map(({ neuron, product }) => [neuron, product]);

test('what each neuron adds is its value times its weight for that class; the strongest come first, either way', () => {
  expect(products(0, 9)).toEqual([
    [2, 3],
    [3, -3],
    [0, 2],
    [1, 0],
  ]);
  expect(products(1, 2)).toEqual([
    [0, -8],
    [3, 6],
  ]);
});

test('one that is asked for is shown, too, once; the total is of all', () => {
  expect(products(1, 1, [0, 2])).toEqual([
    [0, -8],
    [2, 0.5],
  ]);
  expect(lastSum(inputs, kernel, 1, 1, [2])).toMatchObject({ inputs: 4, total: -1.5 });
});

const operation = (kind: Operation['kind'], ...shape: number[]): Operation => ({
  layer: kind,
  kind,
  shape,
  window: null,
});
const end = [operation('dense', 1), operation('sigmoid', 1)];

test.each([
  ['Neuron 3', 2, [operation('flatten', 48), operation('dense', 8), operation('relu', 8)]],
  ['Mean, map 3', 2, [operation('conv', 4, 4, 6), operation('global-average-max-pool', 12), operation('dropout', 12)]],
  ['Max, map 1', 6, [operation('conv', 4, 4, 6), operation('global-average-max-pool', 12)]],
  ['Map 2 (3, 4)', (2 * 4 + 3) * 5 + 1, [operation('max-pool', 3, 4, 5), operation('flatten', 60)]],
] as const)('the inputs of the last layer have names: %s', (name, neuron, operations) => {
  expect(inputName([operation('input', 8, 8, 1), ...operations, ...end], neuron)).toBe(name);
});
