import { ready, setBackend, type Tensor, tensor } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { slidingWindow } from '../explain/windowWalk.ts';
import { parseTopology } from '../export/modelFile/topology.ts';
import { createRandom } from '../statistics/random.ts';
import { weightsFingerprint } from './card/weightsFingerprint.ts';
import { inspectNetwork } from './inspectNetwork.ts';
import { product } from './layerDefinition/layerShape.ts';
import { type LayerSpec, layerKinds, layerOfKind } from './layers.ts';
import { artifactsOf } from './network/artifacts.ts';
import { buildNetwork } from './network/buildNetwork.ts';
import { seedDropout } from './network/seededDropout.ts';

// What holds of every kind of layer, and so of one that is added.

const input = { size: 16, depth: 1 };

/** A network of the layer, behind a list or before one, whichever the layer takes. */
function networkAround(layer: LayerSpec) {
  const flatten = layerOfKind('flatten').fresh;
  const stacks = [[layer], [layer, flatten], [flatten, layer]];
  const networks = stacks.map((layers) => ({ preset: 'custom' as const, layers }));
  return networks.find((each) => inspectNetwork(each, input, 2).problem === null) ?? expect.fail('fits nowhere');
}

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

it('gives each kind a name and a class of its own', () => {
  expect(new Set(layerKinds.map(({ kind }) => kind)).size).toBe(layerKinds.length);
  expect(new Set(layerKinds.map(({ label }) => label)).size).toBe(layerKinds.length);
  expect(new Set(layerKinds.map(({ className }) => className)).size).toBe(layerKinds.length);
});

it('lists every kind that has a file', () => {
  const files = import.meta.glob<Record<string, unknown>>(['./layers/*.ts', '!**/*.test.ts'], { eager: true });
  const written = Object.values(files).flatMap((file) => Object.values(file));
  expect(new Set(written)).toEqual(new Set(layerKinds));
});

describe.each(layerKinds.map(({ kind }) => kind))('a layer of kind %s', (kind) => {
  const definition = layerOfKind(kind);
  const network = networkAround(definition.fresh);

  it('is added with values that its fields offer', () => {
    for (const [name, field] of Object.entries(definition.fields)) {
      const value = new Map<string, unknown>(Object.entries(definition.fresh)).get(name);
      if (field.type !== 'number') continue;
      expect(Number(value) * (field.scale ?? 1)).toBeGreaterThanOrEqual(field.min);
      expect(Number(value) * (field.scale ?? 1)).toBeLessThanOrEqual(field.max);
    }
  });

  it('is built with the shapes, weights and class that its definition says, from the seed alone', async () => {
    const built = () => buildNetwork(network, input, 2, 3);
    const inspection = inspectNetwork(network, input, 2);
    const [first, second] = await Promise.all([artifactsOf(built()), artifactsOf(built())]);
    const model = built();
    expect(await weightsFingerprint(first.weights)).toBe(await weightsFingerprint(second.weights));
    expect(model.layers.map(({ outputShape }) => outputShape.slice(1))).toEqual(
      [...inspection.layers, inspection.output].map(({ outputShape }) => outputShape),
    );
    const { weights } = parseTopology(first.topology, { input: [16, 16, 1], classCount: 2 });
    expect(Object.fromEntries(first.weightSpecs.map(({ name, shape }) => [name, shape]))).toEqual(
      Object.fromEntries(weights),
    );
    expect(model.layers.map((layer) => layer.getClassName())).toContain(definition.className);
    model.dispose();
  });

  const at = network.layers.indexOf(definition.fresh);
  const { input: image, layers: inspected } = inspectNetwork(network, input, 2);
  const shape = inspected[at - 1]?.outputShape ?? image;

  /** What the layer makes of `values`, from the seed. */
  function outputOf(values: Float32Array, training = false) {
    const model = buildNetwork(network, input, 2, 3);
    seedDropout(model, createRandom(5).next);
    const output = model.layers[at]?.apply(tensor(values, [1, ...shape]), { training }) as Tensor;
    const result = { shape: output.shape.slice(1), values: [...output.dataSync<'float32'>()] };
    model.dispose();
    return result;
  }
  const random = createRandom(7);
  // A value above 0 in the middle, which a ReLU lets through.
  const place = Math.floor(product(shape) / 2);
  const values = Float32Array.from({ length: product(shape) }, (_, i) => (i === place ? 0.5 : 2 * random.next() - 1));

  it('does to an image in use what it says', () => {
    const usual = outputOf(values);
    const changed = outputOf(values.map((value, i) => (i === place ? value + 1 : value)));
    const isChanged = changed.values.flatMap((value, i) => (value === usual.values[i] ? [] : [i]));
    const { effect } = definition;
    if (effect === 'none') expect(usual.values).toEqual([...values]);
    if (effect === 'none' || effect === 'pointwise') expect([usual.shape, isChanged]).toEqual([shape, [place]]);
    expect(usual.shape).toHaveLength(effect === 'list' ? 1 : 3);
    expect(slidingWindow(definition.config(definition.fresh, undefined, shape)) !== null).toBe(effect === 'window');
  });

  it('repeats itself in training, from the seed', () => {
    expect(outputOf(values, true)).toEqual(outputOf(values, true));
  });
});
