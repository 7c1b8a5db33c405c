import type { Shape } from '../model/layerDefinition/layerShape.ts';
import type { LayerKind } from '../model/layers.ts';

/**
 * One step of arithmetic on the way from a scan to its probability. A layer that ends with an activation is two of them: what its
 * weights make of the input, and the activation of that.
 */
export type Operation = {
  /** As the network calls it: 'conv_1'; 'input' for the scan itself. */
  readonly layer: string;
  readonly kind: LayerKind | 'input' | 'sigmoid' | 'softmax';
  /** Of what it gives, without the batch: [height, width, channels] or [units]. */
  readonly shape: Shape;
  /** Null where it slides no window. */
  readonly window: SlidingWindow | null;
};

/** A square window that goes over an image. */
export type SlidingWindow = {
  /** Pixels a side. */
  readonly size: number;
  /** Pixels from one place to the next. */
  readonly stride: number;
  readonly padding: 'same' | 'valid';
};

/** What is done otherwise than the network does it, to see what that changes. `at`: the place among the operations. */
export type Change =
  | { readonly what: 'mirror' }
  /** Pixels of the input to the right and down; what comes in is black. */
  | { readonly what: 'shift'; readonly x: number; readonly y: number }
  /** A square of the input gets the mean grey of the scan. Pixels. */
  | { readonly what: 'cover'; readonly x: number; readonly y: number; readonly side: number }
  /** Another filter for one channel of a convolution: [size, size, channels of the input], row by row. */
  | ({
      readonly what: 'filter';
      readonly at: number;
      readonly channel: number;
      readonly kernel: readonly number[];
      readonly bias: number;
    } & SlidingWindow)
  /** What a pooling keeps of its window. */
  | { readonly what: 'pooling'; readonly at: number; readonly keeps: 'maximum' | 'mean' }
  /** These channels or neurons give 0. */
  | { readonly what: 'off'; readonly at: number; readonly channels: readonly number[] };

/** What is wanted of a network's way through a scan; operations by their places. */
export type AskedActivations = {
  /** Whose values. */
  readonly values?: readonly number[];
  /** Whose weights. */
  readonly weights?: readonly number[];
  /** Of which all feature maps, small, and what there is to say of them. */
  readonly overviews?: readonly number[];
  /** One feature map, at full size. */
  readonly maps?: AskedMaps;
  /** A few feature maps of each operation, small. */
  readonly small?: boolean;
  readonly changes?: readonly Change[];
};

/** One channel of some operations that have as many: a number, or the one that shows most of a trait in operation `at`. */
export type AskedMaps = {
  readonly at: readonly number[];
  readonly channel: number | { readonly most: Trait; readonly at: number };
};

/** 'lively': large values; 'detailed': changes from pixel to pixel; 'divided': much both above 0 and below it. */
export type Trait = 'lively' | 'detailed' | 'divided';

/** Numbers in an order in which the last side runs fastest. */
export type Values = { readonly shape: Shape; readonly values: Float32Array<ArrayBuffer> };

export type Activations = {
  /** Of the network, as it is without changes. */
  readonly operations: readonly Operation[];
  /** By place; only what was asked for. */
  readonly values: Readonly<Record<number, Values>>;
  /** By place: kernel and bias; only what was asked for. */
  readonly weights: Readonly<Record<number, readonly Values[]>>;
  /** By place; only what was asked for. */
  readonly overviews: Readonly<Record<number, LayerOverview>>;
  /** By place: [height, width, 1]; of one channel of what was asked for. */
  readonly maps: Readonly<Record<number, Values>>;
  /** Of `maps`; null where none were asked for. */
  readonly channel: number | null;
  /** By place: [height, width, maps]; the first few maps of what gives images. */
  readonly small: Readonly<Record<number, Values>>;
  /** Of the output layer; null where a change left no way to it. */
  readonly logits: readonly number[] | null;
  /** One for each class; [1 - p, p] of a sigmoid. Null where `logits` are. */
  readonly probabilities: readonly number[] | null;
};

/** All feature maps of an operation without their full size. */
export type LayerOverview = {
  /** [rows, columns, channels]: every few pixels. */
  readonly small: Values;
  /** The largest distance from 0 of any value at full size. */
  readonly strongest: number;
  /** Channels that are 0 everywhere. */
  readonly dead: readonly number[];
};

/** The memory of all its numbers: it is handed from thread to thread, not copied. */
export function buffersOf({ values, weights, overviews, maps, small }: Activations): ArrayBuffer[] {
  const byPlace = [values, maps, small].flatMap((each) => Object.values(each));
  const overviewed = Object.values(overviews).map((each) => each.small);
  return [...byPlace, ...overviewed, ...Object.values(weights).flat()].map((each) => each.values.buffer);
}
