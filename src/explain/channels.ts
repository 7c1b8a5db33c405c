import { strongestOf } from './heatMap.ts';
import type { LayerOverview, Trait, Values } from './operation.ts';

/** The longer side of a map that is drawn small, at most. */
const SMALL_SIDE = 48;

/** All feature maps of an operation, small, and what there is to say of them. @param values [height, width, channels] */
export function layerOverview(values: Values): LayerOverview {
  return {
    small: everyFewPixels(values, SMALL_SIDE),
    strongest: strongestOf(values.values),
    dead: deadChannels(values),
  };
}

/** The channel that shows a trait best. */
export function channelWith(trait: Trait, values: Values): number {
  return FIRST_WITH[trait](values);
}

const FIRST_WITH: Readonly<Record<Trait, (values: Values) => number>> = {
  lively: (values) => liveliestChannels(values)[0] ?? 0,
  detailed: mostDetailed,
  divided: mostDivided,
};

/** Of each map every few pixels, so that its longer side is at most `side`. [rows, columns, channels] */
function everyFewPixels({ shape: [height = 0, width = 0, channels = 1], values }: Values, side: number): Values {
  const stride = Math.max(1, Math.ceil(Math.max(width, height) / side));
  const [rows, columns] = [Math.max(1, Math.floor(height / stride)), Math.max(1, Math.floor(width / stride))];
  const small = new Float32Array(rows * columns * channels);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const from = (row * width + column) * stride * channels;
      small.set(values.subarray(from, from + channels), (row * columns + column) * channels);
    }
  return { shape: [rows, columns, channels], values: small };
}

/** Channels that are 0 everywhere. */
function deadChannels({ shape, values }: Values): number[] {
  const channels = shape.at(-1) ?? 0;
  const isAlive = new Uint8Array(channels);
  for (let i = 0; i < values.length; i += channels)
    for (let channel = 0; channel < channels; channel++) if (values[i + channel] !== 0) isAlive[channel] = 1;
  return [...isAlive.keys()].filter((channel) => isAlive[channel] === 0);
}

/** The channels, those whose values are largest on average first: the order to look at them. */
export function liveliestChannels({ shape, values }: Values): number[] {
  const channels = shape.at(-1) ?? 1;
  const sums = new Float64Array(channels);
  for (let i = 0; i < values.length; i += channels)
    for (let channel = 0; channel < channels; channel++)
      sums[channel] = (sums[channel] ?? 0) + Math.abs(values[i + channel] ?? 0);
  return [...sums.keys()].sort((a, b) => (sums[b] ?? 0) - (sums[a] ?? 0));
}

/** The channel that changes most from pixel to pixel: where a shift, or what a pooling leaves out, is seen best. */
function mostDetailed({ shape: [, width = 1, channels = 1], values }: Values): number {
  const sums = new Float64Array(channels);
  for (let i = channels; i < values.length; i++) {
    if (i % (width * channels) < channels) continue; // the row before is no neighbour
    const channel = i % channels;
    sums[channel] = (sums[channel] ?? 0) + Math.abs((values[i] ?? 0) - (values[i - channels] ?? 0));
  }
  return Math.max(0, sums.indexOf(Math.max(...sums)));
}

/** The channel with most both above 0 and below it: where ReLU is seen best. */
function mostDivided({ shape, values }: Values): number {
  const channels = shape.at(-1) ?? 1;
  const [above, below] = [new Float64Array(channels), new Float64Array(channels)];
  for (let i = 0; i < values.length; i += channels) {
    for (let channel = 0; channel < channels; channel++) {
      const value = values[i + channel] ?? 0;
      const sums = value > 0 ? above : below;
      sums[channel] = (sums[channel] ?? 0) + Math.abs(value);
    }
  }
  const lesser = above.map((sum, channel) => Math.min(sum, below[channel] ?? 0));
  return lesser.indexOf(Math.max(...lesser));
}
