import { expect, test } from 'vitest';
import type { Operation } from '../../../../../explain/operation.ts';
import { contributions, inputName, strongestContributions } from './contributions.ts';

test('what each neuron adds is its value times its weight for that class; the strongest come first, either way', () => {
  const inputs = { shape: [3], values: new Float32Array([2, 0, 1]) };
  const kernel = { shape: [3, 2], values: new Float32Array([1, -4, 5, 5, 3, 0.5]) };
  expect(contributions(inputs, kernel, 1).map(({ product }) => product)).toEqual([-8, 0, 0.5]);
  const first = contributions(inputs, kernel, 0);
  expect(first.map(({ product }) => product)).toEqual([2, 0, 3]);
  expect(strongestContributions(contributions(inputs, kernel, 1), 2).map(({ neuron }) => neuron)).toEqual([0, 2]);
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
