import { joinBytes } from '../../archive/joinBytes.ts';
import { WEIGHT_NAMES } from '../../model/layerDefinition/layer.ts';
import { layerNames, OUTPUT_LAYER } from '../../model/layerDefinition/layerNames.ts';
import { ImpossibleLayerError, type Shape } from '../../model/layerDefinition/layerShape.ts';
import { type LayerSpec, layerOfClass } from '../../model/layers.ts';
import type { NetworkArtifacts } from '../../model/networkArtifacts.ts';
import { demandFinite } from '../modelFile/fileParts.ts';
import { layerSpecsOf, type NetworkFrame, parseTopology } from '../modelFile/topology.ts';
import type { LearnedWeight } from '../network/chains.ts';
import type { TfjsLayer } from './kerasLayers.ts';

/** A layer and what it has learned, by the names of WEIGHT_NAMES. */
export type LearnedLayer = TfjsLayer & { readonly weights: Readonly<Record<string, LearnedWeight>> };

/** A network of a file, as data and as layers of the editor. */
export type OpenedNetwork = {
  readonly artifacts: NetworkArtifacts;
  readonly layers: readonly LayerSpec[];
  readonly frame: NetworkFrame;
};

/** Of any size: it has no say in which weights a layer has. */
const SOME_IMAGE = [1, 1, 1];

/** The weights that a layer has, in the order in which Keras numbers them. */
export function weightNames({ class_name, config }: TfjsLayer): string[] {
  const { use_bias = true, scale = true, center = true } = config;
  const definition = layerOfClass(class_name);
  if (!definition) return [];
  const usual = definition.config(definition.fresh, undefined, SOME_IMAGE);
  const weights = definition.weights({ ...usual, use_bias, scale, center }, SOME_IMAGE);
  return WEIGHT_NAMES.filter((name) => weights.some((weight) => weight.name === name));
}

/** The same answers from the layers that Axial's editor makes: a bias everywhere but before batch norm, one sigmoid for two classes. */
export function asAxialHas(layers: readonly LearnedLayer[]): LearnedLayer[] {
  return renamed(withOneSigmoid(withUsualBiases(withActivationsJoined(layers))));
}

/** An activation as a layer of its own: ReLU is one here, the one at the end is a part of the dense layer. */
function withActivationsJoined(layers: readonly LearnedLayer[]): LearnedLayer[] {
  const joined: LearnedLayer[] = [];
  for (const layer of layers) {
    const { activation, name } = layer.config;
    const before = joined.at(-1);
    if (layer.class_name !== 'Activation') joined.push(layer);
    else if (activation === 'relu') joined.push({ class_name: 'ReLU', config: { name }, weights: {} });
    else if (before?.class_name === 'Dense' && before.config.activation === 'linear')
      joined.splice(-1, 1, { ...before, config: { ...before.config, activation } });
    else if (activation !== 'linear') joined.push(layer); // and is refused
  }
  return joined;
}

/** Batch norm takes a bias away again: it goes into the mean that the norm subtracts. */
function withUsualBiases(layers: readonly LearnedLayer[]): LearnedLayer[] {
  let surplus: LearnedWeight | null = null;
  return layers.map((layer, index) => {
    const { kernel, bias, moving_mean } = layer.weights;
    if (moving_mean && surplus) {
      const shift = surplus.values;
      surplus = null;
      const values = moving_mean.values.map((mean, channel) => mean - (shift[channel] ?? 0));
      return { ...layer, weights: { ...layer.weights, moving_mean: { ...moving_mean, values } } };
    }
    if (!kernel) return layer;
    const normed = layers[index + 1]?.class_name === 'BatchNormalization' && layer.config.activation === 'linear';
    const units = kernel.shape.at(-1) ?? 0;
    surplus = normed ? (bias ?? null) : null;
    const config = { ...layer.config, use_bias: !normed };
    return {
      ...{ ...layer, config },
      weights: normed ? { kernel } : { kernel, bias: bias ?? { shape: [units], values: new Float32Array(units) } },
    };
  });
}

/** The softmax of two numbers is the sigmoid of their difference. */
function withOneSigmoid(layers: readonly LearnedLayer[]): LearnedLayer[] {
  const last = layers.at(-1);
  if (last?.class_name !== 'Dense' || last.config.units !== 2 || last.config.activation !== 'softmax')
    return [...layers];
  const weights = Object.entries(last.weights).map(([name, { shape, values }]) => {
    const rows = values.length / 2;
    const differences = Float32Array.from({ length: rows }, (_, i) => (values[2 * i + 1] ?? 0) - (values[2 * i] ?? 0));
    return [name, { shape: [...shape.slice(0, -1), 1], values: differences }] as const;
  });
  const config = { ...last.config, units: 1, activation: 'sigmoid' };
  return [...layers.slice(0, -1), { ...last, config, weights: Object.fromEntries(weights) }];
}

/** As the editor calls them, so that a network can begin with their weights. */
function renamed(layers: readonly LearnedLayer[]): LearnedLayer[] {
  const kinds = layers.map(({ class_name }) => ({ kind: layerOfClass(class_name)?.kind ?? 'relu' }));
  const names = layerNames(kinds.slice(0, -1));
  return layers.map((layer, index) => ({ ...layer, config: { ...layer.config, name: names[index] ?? OUTPUT_LAYER } }));
}

/** @throws Error of one sentence where Axial has no such network, or the weights are not its own */
export function networkOf(layers: readonly LearnedLayer[], input: NetworkFrame['input']): OpenedNetwork {
  const units = layers.at(-1)?.config.units;
  const frame = { input, classCount: typeof units === 'number' && units > 1 ? units : 2 };
  const described = { class_name: 'Sequential', config: { name: 'axial', layers: fed(layers, input) } };
  const { topology, weights } = parseTopology(described, frame);
  const held = new Map<string, LearnedWeight>();
  for (const { config, weights: own } of layers)
    for (const [name, weight] of Object.entries(own)) held.set(`${config.name}/${name}`, weight);
  const specs = Array.from(weights, ([name, shape]) => ({ name, shape: [...shape], dtype: 'float32' as const }));
  const values = specs.map(({ name, shape }) => {
    const weight = held.get(name);
    if (weight?.shape.join() === shape.join()) return weight.values;
    throw new Error(
      `The weight '${name}' is stored as ${weight?.shape.join(' x ') ?? 'no'} numbers; its layer takes ${shape.join(' x ')}.`,
    );
  });
  for (const each of values) demandFinite('model.weights.h5', each);
  return {
    artifacts: {
      topology,
      weightSpecs: specs,
      weights: joinBytes(values.map(({ buffer }) => new Uint8Array(buffer))).buffer,
    },
    layers: layerSpecsOf(topology, input),
    frame,
  };
}

/** The first layer says what it takes, and two poolings in one say what they pool. */
function fed(layers: readonly LearnedLayer[], input: Shape): TfjsLayer[] {
  let shape: Shape | null = input;
  return layers.map(({ class_name, config }, index) => {
    const definition = layerOfClass(class_name);
    const parts = class_name === 'Functional' && shape ? definition?.config(definition.fresh, undefined, shape) : {};
    const full = { ...config, ...parts, ...(index === 0 && { batch_input_shape: [null, ...input] }) };
    shape = shape && shapeAfter(class_name, full, shape);
    return { class_name, config: full };
  });
}

/** Null where the layer does not fit: `parseTopology` says so. */
function shapeAfter(className: string, config: object, input: Shape): Shape | null {
  try {
    return layerOfClass(className)?.outputShape(config, input) ?? input;
  } catch (error) {
    if (error instanceof ImpossibleLayerError || error instanceof TypeError) return null;
    throw error;
  }
}
