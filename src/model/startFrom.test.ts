import { expect, test } from 'vitest';
import { exampleCard } from './card/exampleCard.fixture.ts';
import { sharedLayers, startingWeights, startProblem, usuallyFrozen } from './startFrom.ts';

const { network, classes } = exampleCard;
const spec = (name: string, ...shape: number[]) => ({ name, shape, dtype: 'float32' as const });
/** The names that the editor gives to the layers of `exampleCard`. */
const weightSpecs = [
  spec('conv_1/kernel', 3, 3, 1, 2),
  spec('conv_1/bias', 2),
  spec('batch_norm_1/gamma', 2),
  spec('output/kernel', 512, 1),
  spec('output/bias', 1),
];
const norm = { epsilon: 0.001, center: true, scale: true };
const topology = {
  config: { layers: [{ config: {} }, { config: norm }, { config: {} }, { config: {} }, { config: {} }] },
};
const artifacts = { topology, weightSpecs, weights: Float32Array.from({ length: 535 }, (_, i) => i).buffer };
const parent = { card: exampleCard, artifacts };
const names = (weights: readonly { readonly name: string }[]) => weights.map(({ name }) => name);

test('the same network for the same classes takes every weight', () => {
  const { weights, frozen } = startingWeights(parent, { network, classes, frozen: 2 });
  expect(frozen).toBe(2);
  expect(names(weights)).toEqual(names(weightSpecs));
  expect([...(weights[1]?.values ?? [])]).toEqual([18, 19]);
});

test('other classes, and other layers at the end, get a new output layer', () => {
  const others = startingWeights(parent, { network, classes: ['a', 'b', 'c'], frozen: 0 });
  expect(names(others.weights)).toEqual(['conv_1/kernel', 'conv_1/bias', 'batch_norm_1/gamma']);
  const longer = { ...network, layers: [...network.layers, { kind: 'dense', units: 9, activation: 'relu' } as const] };
  expect(sharedLayers(longer, network)).toBe(4);
  expect(names(startingWeights(parent, { network: longer, classes, frozen: 4 }).weights)).toHaveLength(3);
});

test('what cannot be is refused in words', () => {
  const [first, ...others] = network.layers;
  const other = { ...network, layers: others };
  expect(() => startingWeights(parent, { network: other, classes, frozen: 0 })).toThrow('No layer of this network');
  const changed = { ...network, layers: [...(first ? [first] : []), { kind: 'flatten' } as const] };
  expect(() => startingWeights(parent, { network: changed, classes, frozen: 2 })).toThrow('Only the first 1 layers');
  const foreign = { config: { layers: topology.config.layers.with(1, { config: { ...norm, epsilon: 1e-5 } }) } };
  expect(() =>
    startingWeights({ ...parent, artifacts: { ...artifacts, topology: foreign } }, { network, classes, frozen: 0 }),
  ).toThrow('Layer 2 of Compact CNN, Monday has epsilon 0.00001, which Axial does not train with (0.001).');
  const ensemble = { ...parent, artifacts: { ...artifacts, topology: { class_name: 'Functional' } } };
  expect(() => startingWeights(ensemble, { network, classes, frozen: 0 })).toThrow('is several networks');
  expect(startProblem({ card: exampleCard })).toBeNull();
});

test('the layers that make feature maps are what is usually frozen', () => {
  expect(usuallyFrozen(network)).toBe(3);
});
