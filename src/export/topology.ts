import * as v from 'valibot';
import { maximalActivationBytes, maximalParameters } from '../model/inspectNetwork.ts';
import { ImpossibleLayerError, layerShape, product, type Shape } from '../model/layerShape.ts';
import type { LayerSpec } from '../model/networkSpec.ts';
import { inputShapeSchema, type Layer, layerSchema, nameSchema } from './layerConfig.ts';

/** What a network must fit: the card's preprocessing and classes. */
export type NetworkFrame = {
  /** [height, width, depth]. */
  readonly input: readonly [number, number, number];
  readonly classCount: number;
};

const maximalLayers = 200;

const topologySchema = v.strictObject({
  class_name: v.literal('Sequential'),
  config: v.strictObject({
    name: nameSchema,
    layers: v.array(v.unknown()),
    build_input_shape: v.optional(inputShapeSchema),
  }),
  keras_version: v.optional(v.pipe(v.string(), v.maxLength(60))),
  backend: v.optional(v.pipe(v.string(), v.maxLength(60))),
});

/**
 * Goes through a network's description without building anything of it: only plain stacks of known layers pass, and only
 * with the settings that these layers have.
 * @param raw `modelTopology` of a `model.json`
 * @returns the topology, made anew from what was understood, and the shape of every weight by its name
 * @throws Error of one sentence
 */
export function parseTopology(
  raw: unknown,
  frame: NetworkFrame,
): { readonly topology: object; readonly weights: ReadonlyMap<string, Shape> } {
  const outer = v.safeParse(topologySchema, raw);
  if (!outer.success) throw new Error(outerProblem(raw, outer.issues[0]));
  const layers = parseLayers(outer.output.config.layers);
  const weights = walk(layers, frame);
  return { topology: { ...outer.output, config: { ...outer.output.config, layers } }, weights };
}

function outerProblem(raw: unknown, issue: v.BaseIssue<unknown>): string {
  const className = v.safeParse(v.object({ class_name: v.pipe(v.string(), v.maxLength(60)) }), raw);
  if (className.success && className.output.class_name !== 'Sequential')
    return `The network in this model is a '${className.output.class_name}'; Axial opens plain stacks of layers ('Sequential').`;
  return `The network in this model is not described as TF.js does it: 'modelTopology${dotted(issue)}' is wrong or missing.`;
}

function parseLayers(raw: readonly unknown[]): Layer[] {
  if (raw.length === 0) throw new Error('The network in this model has no layers.');
  if (raw.length > maximalLayers)
    throw new Error(`The network in this model has ${raw.length} layers; Axial opens at most ${maximalLayers}.`);
  const layers = raw.map(parseLayer);
  const names = new Set(layers.map((layer) => layer.config.name));
  if (names.size < layers.length) throw new Error('Two layers of the network in this model have the same name.');
  return layers;
}

function parseLayer(raw: unknown, index: number): Layer {
  const parsed = v.safeParse(layerSchema, raw);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const field = dotted(issue).slice(1);
  const className = v.safeParse(v.object({ class_name: v.pipe(v.string(), v.maxLength(60)) }), raw);
  const which = `Layer ${index + 1} of the network in this model`;
  if (field === 'class_name' || !className.success)
    throw new Error(
      `${which} is ${className.success ? `a '${className.output.class_name}', which` : 'something that'} Axial does not open.`,
    );
  throw new Error(`${which} (${className.output.class_name}) has a setting that Axial does not open: '${field}'.`);
}

function dotted(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? '';
  return path === '' ? '' : `.${path.slice(0, 60)}`;
}

/** Follows one scan through the stack, by shapes only. */
function walk(layers: readonly Layer[], frame: NetworkFrame): Map<string, Shape> {
  const weights = new Map<string, Shape>();
  demandInput(layers, frame.input);
  let shape: Shape = frame.input;
  let activations = 0;
  layers.forEach((layer, index) => {
    for (const [name, weight] of layerWeights(layer, shape)) weights.set(`${layer.config.name}/${name}`, weight);
    shape = outputShape(layer, shape, index);
    activations += product(shape);
  });
  const parameters = [...weights.values()].reduce((sum, weight) => sum + product(weight), 0);
  demandMemory(parameters, 4 * activations);
  demandOutput(layers, shape, frame.classCount);
  return weights;
}

/** The bounds that the editor sets for networks made here. */
function demandMemory(parameters: number, activationBytes: number): void {
  const count = (value: number) => value.toLocaleString('en');
  const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
  if (parameters > maximalParameters)
    throw new Error(
      `The network in this model has ${count(parameters)} parameters; Axial opens networks with up to ${count(maximalParameters)}.`,
    );
  if (activationBytes > maximalActivationBytes)
    throw new Error(
      `The network in this model needs ${megabytes(activationBytes)} to look at one scan; Axial opens networks that need up to ${megabytes(maximalActivationBytes)}.`,
    );
}

function demandInput(layers: readonly Layer[], input: NetworkFrame['input']): void {
  layers.forEach(({ config }, index) => {
    const given = config.batch_input_shape;
    if (index === 0 ? given === undefined : given !== undefined && layers[index - 1]?.class_name !== 'InputLayer')
      throw new Error(
        index === 0
          ? 'The network in this model does not say what it takes as input.'
          : `Layer ${index + 1} of the network in this model has an input of its own.`,
      );
    if (given && given.slice(1).join() !== input.join())
      throw new Error(
        `The network in this model takes ${given.slice(1).join(' x ')}, but its card (axial.json) prepares scans as ${input.join(' x ')}.`,
      );
  });
}

function outputShape(layer: Layer, input: Shape, index: number): Shape {
  const spec = layerSpec(layer);
  if (spec === null) return input;
  try {
    return layerShape(spec, input).outputShape;
  } catch (error) {
    if (!(error instanceof ImpossibleLayerError)) throw error;
    const which = `Layer ${index + 1} of the network in this model`;
    throw new Error(`${which} does not fit its input. ${error.message}`, { cause: error });
  }
}

/** The same layer in Axial's own words; null for one that keeps the shape. */
function layerSpec(layer: Layer): LayerSpec | null {
  switch (layer.class_name) {
    case 'Conv2D': {
      const { filters: kernels, kernel_size, strides, padding } = layer.config;
      return { kind: 'conv', kernels, size: kernel_size[0], stride: strides[0], padding, activation: 'linear' };
    }
    case 'MaxPooling2D':
    case 'AveragePooling2D': {
      const { pool_size, strides } = layer.config;
      return { kind: 'max-pool', size: pool_size[0], stride: strides[0] };
    }
    case 'Flatten':
      return { kind: 'flatten' };
    case 'GlobalAveragePooling2D':
      return { kind: 'global-average-pool' };
    case 'Dense':
      return { kind: 'dense', units: layer.config.units, activation: 'linear' };
    default:
      return null;
  }
}

/** Names and shapes of a layer's weights, as tfjs-layers 4.22 makes them on an input of this shape. */
function layerWeights(layer: Layer, input: Shape): [string, Shape][] {
  const channels = input.at(-1) ?? 0;
  switch (layer.class_name) {
    case 'Conv2D': {
      const { kernel_size, filters, use_bias } = layer.config;
      return withBias([...kernel_size, channels, filters], filters, use_bias);
    }
    case 'Dense':
      return withBias([channels, layer.config.units], layer.config.units, layer.config.use_bias);
    case 'BatchNormalization': {
      const names = ['moving_mean', 'moving_variance'];
      if (layer.config.scale) names.push('gamma');
      if (layer.config.center) names.push('beta');
      return names.map((name) => [name, [channels]]);
    }
    default:
      return [];
  }
}

function withBias(kernel: Shape, units: number, useBias: boolean): [string, Shape][] {
  return useBias
    ? [
        ['kernel', kernel],
        ['bias', [units]],
      ]
    : [['kernel', kernel]];
}

function demandOutput(layers: readonly Layer[], shape: Shape, classCount: number): void {
  const [units, activation] = classCount === 2 ? [1, 'sigmoid'] : [classCount, 'softmax'];
  if (shape.length !== 1 || shape[0] !== units)
    throw new Error(
      `The network in this model answers with ${shape.join(' x ')} numbers, but its card (axial.json) names ${classCount} classes, which takes ${units}.`,
    );
  const last = layers.at(-1);
  if (last?.class_name !== 'Dense' || last.config.activation !== activation || !last.config.use_bias)
    throw new Error(
      `The network in this model does not end in probabilities: its last layer must be a 'Dense' one with bias and '${activation}'.`,
    );
}
