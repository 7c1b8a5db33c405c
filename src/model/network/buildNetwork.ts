import { type LayersModel, Sequential } from '@tensorflow/tfjs';
import { createRandom, type Random } from '../../statistics/random.ts';
import { inspectNetwork, outputUnits } from '../inspectNetwork.ts';
import type { Weight } from '../layerDefinition/layer.ts';
import { layerNames, OUTPUT_LAYER } from '../layerDefinition/layerNames.ts';
import type { Shape } from '../layerDefinition/layerShape.ts';
import { type LayerSpec, layerOfKind } from '../layers.ts';
import type { NetworkSpec } from '../networkSpec.ts';
import { withSharedMaxima } from './sharedMaxima.ts';

/**
 * A chain [batch, size, size, depth] -> [batch, 1] (sigmoid, two classes) or [batch, classCount] (softmax). Weights are
 * drawn as Keras draws them (Glorot uniform, biases 0) from `seed`: the same on every device. The caller disposes it.
 * Throws the first problem that `inspectNetwork` finds.
 */
export function buildNetwork(
  spec: NetworkSpec,
  input: { readonly size: number; readonly depth: number },
  classCount: number,
  seed: number,
): LayersModel {
  const inspection = inspectNetwork(spec, input, classCount);
  if (inspection.problem !== null) throw new Error(inspection.problem);
  const shapes = [inspection.input, ...inspection.layers.map(({ outputShape }) => outputShape ?? [])];
  const random = createRandom(seed).fork('weights');
  const names = layerNames(spec.layers);
  const layers = spec.layers.map((layer, index) =>
    described(layer, spec.layers[index + 1], shapes[index] ?? [], random, { name: names[index] ?? '' }),
  );
  const output = described(outputLayer(classCount), undefined, shapes.at(-1) ?? [], random, {
    name: OUTPUT_LAYER,
    activation: classCount === 2 ? 'sigmoid' : 'softmax',
  });
  const [first, ...others] = [...layers, output];
  const fed = { ...first, config: { ...first?.config, inputShape: [...inspection.input] } };
  return withSharedMaxima(Sequential.fromConfig<Sequential>(Sequential, { name: 'axial', layers: [fed, ...others] }));
}

/** A layer as tfjs reads it. @param settings go before those of the layer */
function described(
  layer: LayerSpec,
  next: LayerSpec | undefined,
  input: Shape,
  random: Random,
  settings: Readonly<Record<string, string>>,
) {
  const { className, config: configOf, weights } = layerOfKind(layer.kind);
  const config = configOf(layer, next, input);
  const start = weights(config, input).some(isKernel) ? { kernelInitializer: glorotUniform(random) } : {};
  return { className, config: { ...camelCased(config), ...start, ...settings } };
}

function outputLayer(classCount: number): LayerSpec {
  return { kind: 'dense', units: outputUnits(classCount), activation: 'linear' };
}

function isKernel({ role }: Weight): boolean {
  return role === 'kernel';
}

/** Keras's kernel_size is tfjs's kernelSize. */
function camelCased(config: object): Record<string, unknown> {
  const camel = (key: string) => key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [camel(key), camelCasedWithin(value)]));
}

/** In a layer made of layers, theirs too. */
function camelCasedWithin(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCasedWithin);
  return typeof value === 'object' && value !== null ? camelCased(value) : value;
}

/** Never 0, which tfjs takes for 'no seed'. */
function glorotUniform(random: Random) {
  return { className: 'GlorotUniform', config: { seed: 1 + random.integer(2 ** 31 - 1) } };
}
