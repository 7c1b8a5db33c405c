import { pixelsPadded } from '../model/layerDefinition/layerShape.ts';
import type { SlidingWindow, Values } from './operation.ts';

// One place of a convolution or a pooling, worked out number by number: what a textbook draws. It is there to be compared with the
// network's own value at that place; everything else comes from the network.

/** What a filter makes of the patch of one channel of its input. */
type ChannelWalk = {
  /** [size * size], row by row; 0 where the window reaches beyond the image. */
  readonly patch: readonly number[];
  /** The filter's weights for this channel. */
  readonly weights: readonly number[];
  readonly products: readonly number[];
  readonly sum: number;
};

export type ConvolutionWalk = {
  /** One for each channel of the input. */
  readonly channels: readonly ChannelWalk[];
  readonly bias: number;
  /** The sum of all, before the activation. */
  readonly value: number;
  /** The sum of the sizes of all that is added: what rounding is measured by. */
  readonly magnitude: number;
};

type PoolingWalk = {
  /** Row by row. */
  readonly patch: readonly number[];
  /** The place of the largest in `patch`, the first of several. */
  readonly winner: number;
  readonly maximum: number;
  readonly mean: number;
};

/** The window of a layer that Keras configures so; null where it has none. */
export function slidingWindow(config: object): SlidingWindow | null {
  const { kernel_size, pool_size, strides, padding } = config as Readonly<Record<string, unknown>>;
  const [side, stride] = [kernel_size ?? pool_size, strides].map((each) =>
    Array.isArray(each) ? Number(each[0]) : Number.NaN,
  );
  if (!side || !stride) return null;
  return { size: side, stride, padding: padding === 'same' ? 'same' : 'valid' };
}

/** Where the first place of the window begins along a side of `length` pixels: at 0, or with padding below it. As TensorFlow pads. */
export function firstPlace(length: number, { size, stride, padding }: SlidingWindow): number {
  return padding === 'valid' ? 0 : -Math.floor(pixelsPadded(length, size, stride) / 2);
}

/** How many places the window has along a side of `length` pixels. */
export function placesAlong(length: number, { size, stride, padding }: SlidingWindow): number {
  return padding === 'same' ? Math.ceil(length / stride) : Math.max(0, Math.floor((length - size) / stride) + 1);
}

/** The upper left pixel under the window that makes the output at `row` and `column`; below 0 in the padding. */
export function windowAt([height = 0, width = 0]: Values['shape'], window: SlidingWindow, row: number, column: number) {
  return {
    top: firstPlace(height, window) + row * window.stride,
    left: firstPlace(width, window) + column * window.stride,
  };
}

/** @param filter the weights of one filter, [size, size, channels] */
export function walkConvolution(
  input: Values,
  filter: ArrayLike<number>,
  bias: number,
  window: SlidingWindow,
  row: number,
  column: number,
): ConvolutionWalk {
  const [, , depth = 1] = input.shape;
  const place = windowAt(input.shape, window, row, column);
  const channels = Array.from({ length: depth }, (_, channel): ChannelWalk => {
    const patch = patchAt(input, channel, window.size, place);
    const weights = patch.map((_, at) => filter[at * depth + channel] ?? 0);
    const products = patch.map((value, at) => value * (weights[at] ?? 0));
    return { patch, weights, products, sum: products.reduce((sum, each) => sum + each, 0) };
  });
  const products = channels.flatMap((each) => each.products);
  return {
    channels,
    bias,
    value: products.reduce((sum, each) => sum + each, bias),
    magnitude: products.reduce((sum, each) => sum + Math.abs(each), Math.abs(bias)),
  };
}

export function walkPooling(
  input: Values,
  channel: number,
  window: SlidingWindow,
  row: number,
  column: number,
): PoolingWalk {
  const patch = patchAt(input, channel, window.size, windowAt(input.shape, window, row, column));
  const maximum = Math.max(...patch);
  return {
    patch,
    winner: patch.indexOf(maximum),
    maximum,
    mean: patch.reduce((sum, each) => sum + each, 0) / patch.length,
  };
}

/** Of the size of what was added up: single precision keeps 7 digits, and sums of hundreds of numbers lose some of the last. */
const ROUNDING = 1e-6;

/** Whether the network, which computes in single precision, has the same number. @param magnitude of what was added up */
export function isSameNumber(walked: number, network: number, magnitude = Math.abs(walked)): boolean {
  return Math.abs(walked - network) <= ROUNDING * magnitude;
}

function patchAt(
  { shape: [height = 0, width = 0, depth = 1], values }: Values,
  channel: number,
  size: number,
  { top, left }: { readonly top: number; readonly left: number },
): number[] {
  return Array.from({ length: size * size }, (_, at) => {
    const [row, column] = [top + Math.floor(at / size), left + (at % size)];
    const isInside = row >= 0 && column >= 0 && row < height && column < width;
    return isInside ? (values[(row * width + column) * depth + channel] ?? 0) : 0;
  });
}
