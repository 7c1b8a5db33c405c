import { ImpossibleLayerError, product, type Shape } from './layerDefinition/layerShape.ts';
import { type LayerOn, type LayerSpec, layerOn } from './layers.ts';
import type { NetworkSpec } from './networkSpec.ts';

/** What one layer of a stack gives and costs. */
export type LayerInspection = {
  /** [height, width, channels] or [units], without the batch; null after a problem. */
  readonly outputShape: readonly number[] | null;
  readonly parameters: number;
  /** float32 bytes of the layer's output for one scan. */
  readonly activationBytes: number;
  /** Multiplications, each with an addition, that its kernel takes for one scan. */
  readonly multiplyAdds: number;
  /** Why the layer cannot stand here, and what to do; null where it can. */
  readonly problem: string | null;
};

export type NetworkInspection = {
  readonly input: readonly number[];
  /** One per layer of the spec, in order. */
  readonly layers: readonly LayerInspection[];
  /** The output layer that follows from the number of classes. */
  readonly output: LayerInspection;
  readonly parameters: number;
  /** Weights, gradients and Adam's two moments, in bytes. */
  readonly trainingBytes: number;
  /** The first problem of the stack; null where it can be trained. */
  readonly problem: string | null;
};

/** Four float32 copies (weights, gradients, Adam's moments) are 0.8 GB, and a saved run as much again. */
export const maximalParameters = 50_000_000;
/** All layers' outputs for one scan; a batch of 32 holds them 32 times, and about twice while gradients are made. */
export const maximalActivationBytes = 48 * 2 ** 20;

const bytesPerNumber = 4;

/**
 * Shapes, parameters (as Keras counts them) and memory of a network, layer by layer, without building it.
 * `classCount` 2 gives one sigmoid neuron, more a softmax over as many. Never throws: what is impossible is a `problem`.
 */
export function inspectNetwork(
  network: NetworkSpec,
  input: { readonly size: number; readonly depth: number },
  classCount: number,
): NetworkInspection {
  const inputShape = [input.size, input.size, input.depth];
  const walk = new Walk(inputShape);
  const layers = network.layers.map((layer, index) =>
    walk.step(() => layerOf(layer, walk.shape, network.layers[index + 1])),
  );
  const output = walk.step(() => outputShape(walk.shape, classCount));
  return {
    input: inputShape,
    layers,
    output,
    parameters: walk.parameters,
    trainingBytes: bytesPerNumber * (4 * walk.parameters - 3 * walk.frozen),
    problem: [...layers, output].find((layer) => layer.problem !== null)?.problem ?? null,
  };
}

/** Units of the output layer: one sigmoid neuron for two classes, else one softmax unit per class. */
export function outputUnits(classCount: number): number {
  return classCount === 2 ? 1 : classCount;
}

/** Goes down the stack and adds up; after an impossible layer everything is unknown. */
class Walk {
  shape: Shape | null;
  parameters = 0;
  frozen = 0;
  activationBytes = 0;
  tooLarge = false;

  constructor(input: Shape) {
    this.shape = input;
  }

  step(shapeOf: () => LayerOn | null): LayerInspection {
    try {
      const layer = shapeOf();
      if (layer === null) return unknown(null);
      return this.add(layer);
    } catch (error) {
      if (!(error instanceof ImpossibleLayerError)) throw error;
      this.shape = null;
      return unknown(error.message);
    }
  }

  private add({ outputShape, weights }: LayerOn): LayerInspection {
    const activationBytes = bytesPerNumber * product(outputShape);
    const parameters = numbersIn(weights);
    const places = product(outputShape.slice(0, -1));
    this.shape = outputShape;
    this.parameters += parameters;
    this.frozen += numbersIn(weights.filter(({ role }) => role === 'moving-average'));
    this.activationBytes += activationBytes;
    return {
      outputShape,
      parameters,
      activationBytes,
      multiplyAdds: places * numbersIn(weights.filter(({ role }) => role === 'kernel')),
      problem: this.budgetProblem(parameters),
    };
  }

  /** Told once, at the layer with which the stack becomes too large. */
  private budgetProblem(ofLayer: number): string | null {
    if (this.tooLarge) return null;
    const problem =
      this.parameters > maximalParameters
        ? tooManyParameters(ofLayer)
        : this.activationBytes > maximalActivationBytes
          ? tooMuchMemory(this.activationBytes)
          : null;
    this.tooLarge = problem !== null;
    return problem;
  }
}

function unknown(problem: string | null): LayerInspection {
  return { outputShape: null, parameters: 0, activationBytes: 0, multiplyAdds: 0, problem };
}

function numbersIn(weights: LayerOn['weights']): number {
  return weights.reduce((sum, { shape }) => sum + product(shape), 0);
}

function layerOf(layer: LayerSpec, input: Shape | null, next: LayerSpec | undefined): LayerOn | null {
  return input === null ? null : layerOn(layer, input, next);
}

function outputShape(input: Shape | null, classCount: number): LayerOn | null {
  if (!Number.isInteger(classCount) || classCount < 2)
    throw new ImpossibleLayerError(
      'A network needs at least two classes to tell apart. Add scans of another class to the data set.',
    );
  if (input === null) return null;
  if (input.length !== 1)
    throw new ImpossibleLayerError(
      `The output needs a list of numbers, but the stack ends with a ${input.slice(0, 2).join(' x ')} image. ` +
        "Add 'Flatten' or 'Global average pooling' at the end.",
    );
  return layerOn({ kind: 'dense', units: outputUnits(classCount), activation: 'linear' }, input, undefined);
}

function tooManyParameters(ofLayer: number): string {
  return (
    `With this layer's ${millions(ofLayer)} million parameters the network passes ${millions(maximalParameters)} ` +
    'million, more than a browser can train. Use a smaller input, fewer units, or pool more before it.'
  );
}

function tooMuchMemory(bytes: number): string {
  return (
    `The layers up to here need ${Math.round(bytes / 2 ** 20)} MB for every scan of a batch, more than a browser ` +
    `can hold (${maximalActivationBytes / 2 ** 20} MB). Use a smaller input, fewer filters, or pool earlier.`
  );
}

function millions(count: number): string {
  return (count / 1e6).toFixed(count < 1e7 ? 1 : 0);
}
