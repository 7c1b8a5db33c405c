import { WEIGHT_NAMES } from '../../model/layerDefinition/layer.ts';
import { type ChainLayer, chainsOf, type ExportedModel, inputShapeOf } from '../network/chains.ts';
import { type Hdf5Tree, writeHdf5 } from './hdf5Writer.ts';

type Shape = readonly (number | null)[];
type KerasLayer = { readonly module: string; readonly class_name: string; readonly config: object };
/** Layers one after another, a layer itself where it is a member of an ensemble. */
type KerasChain = KerasLayer & { readonly config: { readonly name: string; readonly layers: readonly KerasLayer[] } };

/** What Keras 3 reads from a `.keras`: `config.json` as plain data and `model.weights.h5`. */
export function kerasFiles(model: ExportedModel): {
  readonly config: object;
  readonly weights: Uint8Array<ArrayBuffer>;
} {
  const chains = chainsOf(model);
  const input = [null, ...inputShapeOf(model.card)];
  const [only] = chains;
  if (only && chains.length === 1)
    return { config: sequential('axial', input, only), weights: writeHdf5(weightsOfChain(only)) };
  const members = chains.map((chain, index) => sequential(`member_${index + 1}`, input, chain));
  const groups = new WeightGroups();
  const trees = chains.map((chain) => [groups.next('Sequential'), weightsOfChain(chain)] as const);
  return {
    config: average(members, input, [null, ...(only?.at(-1)?.output ?? [])]),
    weights: writeHdf5({ layers: Object.fromEntries(trees) }),
  };
}

function sequential(name: string, input: Shape, chain: readonly ChainLayer[]): KerasChain {
  const layers = [inputLayer('image', input), ...chain.filter(isNoInput).map(kerasLayer)];
  return { module: 'keras', class_name: 'Sequential', config: { name, layers } };
}

function isNoInput({ class_name }: ChainLayer): boolean {
  return class_name !== 'InputLayer';
}

function inputLayer(name: string, batchShape: Shape): KerasLayer {
  return {
    module: 'keras.layers',
    class_name: 'InputLayer',
    config: { batch_shape: batchShape, dtype: 'float32', name },
  };
}

function kerasLayer(layer: ChainLayer): KerasLayer {
  if (layer.class_name === 'Functional') return averageAndMaximum(layer);
  const { batch_input_shape: _, ...config } = layer.config;
  return {
    module: 'keras.layers',
    class_name: layer.class_name,
    config: Object.fromEntries(Object.entries(config).filter(([key]) => !isOfTfjs(key))),
  };
}

/** Settings that Keras spells otherwise, and does not need. */
function isOfTfjs(key: string): boolean {
  return /_(initializer|regularizer|constraint)$/.test(key) || key === 'noise_shape' || key === 'seed';
}

/** Weights that a layer gives to the next as Keras 3 writes it down. */
function tensor(of: string, shape: Shape): object {
  return { class_name: '__keras_tensor__', config: { shape, dtype: 'float32', keras_history: [of, 0, 0] } };
}

function called(...args: readonly unknown[]): object {
  return { args, kwargs: {} };
}

/** A model of two poolings and a concatenation as one layer of the stack: Keras has no class for it. */
function averageAndMaximum({ config, input }: ChainLayer): KerasLayer {
  const shape = [null, ...input];
  const pooled = [null, input.at(-1) ?? 0];
  const part = (class_name: string, name: string, inbound: object | null, own: object = {}) => ({
    ...{ module: 'keras.layers', class_name, config: { name, ...own } },
    ...{ name, inbound_nodes: inbound === null ? [] : [inbound] },
  });
  const layers = [
    { ...inputLayer('feature_maps', shape), name: 'feature_maps', inbound_nodes: [] },
    part('GlobalAveragePooling2D', 'average', called(tensor('feature_maps', shape))),
    part('GlobalMaxPooling2D', 'maximum', called(tensor('feature_maps', shape))),
    part('Concatenate', 'average_and_maximum', called([tensor('average', pooled), tensor('maximum', pooled)]), {
      axis: -1,
    }),
  ];
  return functional(config.name, layers, 'feature_maps', 'average_and_maximum');
}

/** An ensemble: its members side by side, and the mean of what they answer. */
function average(members: readonly KerasChain[], input: Shape, answer: Shape): object {
  const layers = [
    { ...inputLayer('image', input), name: 'image', inbound_nodes: [] },
    ...members.map((member) => ({
      ...member,
      name: member.config.name,
      inbound_nodes: [called(tensor('image', input))],
    })),
    {
      ...{ module: 'keras.layers', class_name: 'Average', config: { name: 'mean' }, name: 'mean' },
      inbound_nodes: [called(members.map(({ config }) => tensor(config.name, answer)))],
    },
  ];
  return functional('axial', layers, 'image', 'mean');
}

function functional(name: string, layers: readonly object[], input: string, output: string): KerasLayer {
  return {
    module: 'keras.src.models.functional', // as Keras 3 writes it; there is no public name
    class_name: 'Functional',
    config: { name, layers, input_layers: [input, 0, 0], output_layers: [output, 0, 0] },
  };
}

function weightsOfChain(chain: readonly ChainLayer[]): Hdf5Tree {
  const groups = new WeightGroups();
  const layers: Record<string, Hdf5Tree> = {};
  for (const { class_name, weights } of chain.filter(isNoInput)) {
    const group = groups.next(class_name);
    const own = WEIGHT_NAMES.flatMap((name) => weights[name] ?? []);
    if (own.length > 0) layers[group] = { vars: Object.fromEntries(own.entries()) };
  }
  return { layers };
}

/** Keras finds weights by the class of their layer and its number among those of its class, not by its name. */
export class WeightGroups {
  private readonly counts = new Map<string, number>();

  /** conv2d, conv2d_1, batch_normalization: of the next layer of this class (`keras.src.utils.naming.to_snake_case`). */
  next(className: string): string {
    const count = this.counts.get(className) ?? 0;
    this.counts.set(className, count + 1);
    const name = className
      .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
      .replace(/([a-z])([A-Z])/g, '$1_$2')
      .toLowerCase();
    return count === 0 ? name : `${name}_${count}`;
  }
}
