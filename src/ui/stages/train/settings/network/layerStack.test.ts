import { expect, test } from 'vitest';
import type { NetworkSpec } from '../../../../../model/networkSpec.ts';
import { addLayer, changeLayer, layerValues, moveLayer, removeLayer } from './layerStack.ts';

const course: NetworkSpec = {
  preset: 'course',
  layers: [
    { kind: 'conv', kernels: 32, size: 3, stride: 1, padding: 'valid', activation: 'relu' },
    { kind: 'max-pool', size: 2, stride: 2 },
    { kind: 'flatten' },
    { kind: 'dense', units: 512, activation: 'relu' },
  ],
};
const kinds = (network: NetworkSpec) => network.layers.map(({ kind }) => kind);

test('every edit makes a custom network and leaves the preset as it was', () => {
  const edits = [
    addLayer(course, 4, 'dropout'),
    removeLayer(course, 0),
    moveLayer(course, 0, 1),
    changeLayer(course, 3, { kind: 'dense', units: 64, activation: 'relu' }),
  ];
  expect(edits.map(({ preset }) => preset)).toEqual(['custom', 'custom', 'custom', 'custom']);
  expect(kinds(course)).toEqual(['conv', 'max-pool', 'flatten', 'dense']);
});

test('a layer is added at its place, moved to another, and removed', () => {
  expect(kinds(addLayer(course, 1, 'batch-norm'))).toEqual(['conv', 'batch-norm', 'max-pool', 'flatten', 'dense']);
  expect(kinds(moveLayer(course, 0, 2))).toEqual(['max-pool', 'flatten', 'conv', 'dense']);
  expect(kinds(moveLayer(course, 3, 1))).toEqual(['conv', 'dense', 'max-pool', 'flatten']);
  expect(kinds(removeLayer(course, 2))).toEqual(['conv', 'max-pool', 'dense']);
});

test('moving a layer past an end changes nothing', () => {
  expect(moveLayer(course, 0, -1)).toBe(course);
  expect(moveLayer(course, 3, 4)).toBe(course);
});

test('the values of a layer are told in a few words', () => {
  expect(course.layers.map(layerValues)).toEqual([
    '32 of 3 × 3, valid, ReLU',
    '2 × 2, stride 2',
    '',
    '512 units, ReLU',
  ]);
});
