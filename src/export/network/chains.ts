import type { ModelCard } from '../../model/card/card.ts';
import { membersOf } from '../../model/ensemble.ts';
import { pixelsPadded, product, type Shape } from '../../model/layerDefinition/layerShape.ts';
import { type NetworkArtifacts, weightsOf } from '../../model/networkArtifacts.ts';
import { type FileLayer, layersOnInput, parseTopology } from '../modelFile/topology.ts';

/** A layer with the numbers that it has learned, in the order of tfjs and Keras: kernels [height, width, in, out] and [in, out]. */
export type ChainLayer = FileLayer & {
  /** [height, width, channels] or [units]. */
  readonly input: Shape;
  readonly output: Shape;
  /** By their Keras names: kernel, bias, gamma, beta, moving_mean, moving_variance. */
  readonly weights: Readonly<Record<string, LearnedWeight>>;
};
export type LearnedWeight = { readonly shape: Shape; readonly values: Float32Array };

/** A model as the writers of files see it. */
export type ExportedModel = { readonly card: ModelCard; readonly artifacts: NetworkArtifacts };

/**
 * The network as chains of layers: one, or the members of an ensemble, whose answer is the mean of theirs.
 * @throws Error of one sentence where there is a layer that Axial does not know
 */
export function chainsOf({ card, artifacts }: ExportedModel): ChainLayer[][] {
  const input = inputShapeOf(card);
  parseTopology(artifacts.topology, { input, classCount: card.classes.length });
  return membersOf(artifacts).map((member) => chainOf(member, input));
}

/** [height, width, channels] of what the network is fed. */
export function inputShapeOf({
  preprocessing: { size, depth },
}: ModelCard): readonly [height: number, width: number, channels: number] {
  return [size, size, depth];
}

function chainOf(artifacts: NetworkArtifacts, input: Shape): ChainLayer[] {
  const values = weightsByName(artifacts);
  return layersOnInput(artifacts.topology, input).map(({ layer, ...shapes }) => {
    const own = `${layer.config.name}/`;
    const weights = [...values].filter(([name]) => name.startsWith(own));
    return {
      ...layer,
      ...shapes,
      weights: Object.fromEntries(weights.map(([name, weight]) => [name.slice(own.length), weight])),
    };
  });
}

function weightsByName(artifacts: NetworkArtifacts): Map<string, LearnedWeight> {
  return new Map(weightsOf(artifacts).map(({ name, shape, values }) => [name, { shape, values }]));
}

/** Batch norm in use: y = scale * x + shift for each channel, computed in double precision. */
export function batchNormLine(layer: Extract<ChainLayer, { class_name: 'BatchNormalization' }>): {
  readonly scale: Float64Array;
  readonly shift: Float64Array;
} {
  const { gamma, beta, moving_mean: mean, moving_variance: variance } = layer.weights;
  const channels = layer.input.at(-1) ?? 0;
  const scale = Float64Array.from(
    { length: channels },
    (_, c) => (gamma?.values[c] ?? 1) / Math.sqrt((variance?.values[c] ?? 1) + layer.config.epsilon),
  );
  const shift = scale.map((each, c) => (beta?.values[c] ?? 0) - each * (mean?.values[c] ?? 0));
  return { scale, shift };
}

/** [a, b, ...] with axes in another order, as `numpy.transpose`: what was axis `order[i]` becomes axis i. */
export function transposed({ shape, values }: LearnedWeight, order: readonly number[]): LearnedWeight {
  const steps = shape.map((_, axis) => product(shape.slice(axis + 1)));
  const result = { shape: order.map((axis) => shape[axis] ?? 0), values: new Float32Array(values.length) };
  const walk = (axis: number, from: number, to: number): number => {
    if (axis === order.length) {
      result.values[to] = values[from] ?? 0;
      return to + 1;
    }
    let next = to;
    for (let i = 0; i < (result.shape[axis] ?? 0); i++)
      next = walk(axis + 1, from + i * (steps[order[axis] ?? 0] ?? 0), next);
    return next;
  };
  walk(0, 0, 0);
  return result;
}

export function demandWeight(weight: LearnedWeight | undefined): LearnedWeight {
  if (!weight) throw new Error('A layer of this network has no weights: train it again.');
  return weight;
}

/** TensorFlow's 'same': [top, left, bottom, right], the odd pixel below and to the right. */
export function samePadding([height = 0, width = 0]: Shape, side: number, stride: number): number[] {
  const [rows, columns] = [pixelsPadded(height, side, stride), pixelsPadded(width, side, stride)];
  return [Math.floor(rows / 2), Math.floor(columns / 2), Math.ceil(rows / 2), Math.ceil(columns / 2)];
}
