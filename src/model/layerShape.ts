import type { LayerSpec } from './networkSpec.ts';

/** [height, width, channels], or [units] once the picture has been made a list. */
export type Shape = readonly number[];

/** What a layer makes of its input. `frozen` parameters (moving averages) are counted in `parameters` but not learned. */
export type LayerShape = {
  readonly outputShape: Shape;
  readonly parameters: number;
  readonly frozen: number;
};

/** Thrown where a layer cannot follow the one before it; the message is for the person who builds the stack. */
export class ImpossibleLayerError extends Error {}

/**
 * Whether a convolution or dense layer adds a bias. Before batch norm it must not: the norm takes any bias away again, so
 * that its gradient is 0 but for rounding, and Adam would make of that a walk at random.
 */
export function hasBias(layer: { readonly activation: 'linear' | 'relu' }, next: LayerSpec | undefined): boolean {
  return !(layer.activation === 'linear' && next?.kind === 'batch-norm');
}

/**
 * Output shape and parameters of `layer`, followed by `next`, on one input of shape `input`, as Keras counts them.
 * Throws ImpossibleLayerError.
 */
export function layerShape(layer: LayerSpec, input: Shape, next?: LayerSpec): LayerShape {
  switch (layer.kind) {
    case 'conv':
      return convShape(layer, asPicture(input, 'A convolution'), hasBias(layer, next) ? 1 : 0);
    case 'max-pool':
    case 'average-pool':
      return unlearned(poolShape(layer, asPicture(input, 'Pooling')));
    case 'batch-norm': {
      const channels = input.at(-1) ?? 0;
      return {
        outputShape: input,
        parameters: 4 * channels,
        frozen: 2 * channels,
      };
    }
    case 'relu':
      return unlearned(input);
    case 'dropout':
      return unlearned(dropoutShape(layer.rate, input));
    case 'flatten':
      return unlearned([product(asPicture(input, 'Flatten'))]);
    case 'global-average-pool':
      return unlearned([asPicture(input, 'Global average pooling')[2]]);
    case 'dense':
      return denseShape(layer.units, input, hasBias(layer, next) ? 1 : 0);
  }
}

type Picture = readonly [height: number, width: number, channels: number];
type Conv = Extract<LayerSpec, { kind: 'conv' }>;
type Pool = Extract<LayerSpec, { kind: 'max-pool' | 'average-pool' }>;

/** Above this a single layer is certainly a slip of the hand. */
const maximalUnits = 65_536;

export function product(shape: Shape): number {
  return shape.reduce((all, side) => all * side, 1);
}

function unlearned(outputShape: Shape): LayerShape {
  return { outputShape, parameters: 0, frozen: 0 };
}

function asPicture(input: Shape, layer: string): Picture {
  const [height, width, channels] = input;
  if (height === undefined || width === undefined || channels === undefined)
    throw new ImpossibleLayerError(
      `${layer} needs a picture, but the layers before it have already made a list of ${product(input)} numbers. ` +
        'Remove it, or move it above the layer that flattens.',
    );
  return [height, width, channels];
}

function demandWhole(value: number, name: string, most: number): void {
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new ImpossibleLayerError(`${name} must be a whole number from 1 to ${most}, not ${value}.`);
}

function convShape(layer: Conv, [height, width, channels]: Picture, biases: 0 | 1): LayerShape {
  demandWhole(layer.kernels, 'The number of kernels', maximalUnits);
  demandWhole(layer.size, "The kernel's side", 256);
  demandWhole(layer.stride, 'The stride', 256);
  if (layer.padding === 'valid' && (layer.size > height || layer.size > width))
    throw new ImpossibleLayerError(
      `A ${layer.size} x ${layer.size} kernel does not fit into a ${height} x ${width} picture. ` +
        "Make the kernel smaller, choose padding 'same', or remove a pooling layer above.",
    );
  const side = (length: number) =>
    layer.padding === 'same' ? Math.ceil(length / layer.stride) : windows(length, layer.size, layer.stride);
  return {
    outputShape: [side(height), side(width), layer.kernels],
    parameters: (layer.size * layer.size * channels + biases) * layer.kernels,
    frozen: 0,
  };
}

function poolShape(layer: Pool, [height, width, channels]: Picture): Shape {
  demandWhole(layer.size, "The pool's side", 256);
  demandWhole(layer.stride, 'The stride', 256);
  if (layer.size > height || layer.size > width)
    throw new ImpossibleLayerError(
      `Pooling by ${layer.size} leaves nothing of a ${height} x ${width} picture. ` +
        'Remove this layer, or start from a larger input.',
    );
  return [windows(height, layer.size, layer.stride), windows(width, layer.size, layer.stride), channels];
}

/** How many windows of `size` fit into `length`, `stride` apart. */
function windows(length: number, size: number, stride: number): number {
  return Math.floor((length - size) / stride) + 1;
}

function dropoutShape(rate: number, input: Shape): Shape {
  if (!(rate >= 0 && rate < 1))
    throw new ImpossibleLayerError(`The dropout rate must be at least 0 and below 1, not ${rate}.`);
  return input;
}

function denseShape(units: number, input: Shape, biases: 0 | 1): LayerShape {
  demandWhole(units, 'The number of units', maximalUnits);
  const [inputs] = input;
  if (input.length !== 1 || inputs === undefined)
    throw new ImpossibleLayerError(
      `A dense layer needs a list of numbers, but it gets a ${input.slice(0, 2).join(' x ')} picture. ` +
        "Put 'Flatten' or 'Global average pooling' before it.",
    );
  return { outputShape: [units], parameters: (inputs + biases) * units, frozen: 0 };
}
