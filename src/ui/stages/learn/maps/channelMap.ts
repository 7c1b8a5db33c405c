import { strongestOf } from '../../../../explain/heatMap.ts';
import type { Values } from '../../../../explain/operation.ts';

/** One feature map, row by row. */
export type FeatureMap = {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array<ArrayBuffer>;
};

/** One channel of [height, width, channels]. */
export function channelMap(
  { shape: [height = 0, width = 0, channels = 1], values }: Values,
  channel: number,
): FeatureMap {
  const map = new Float32Array(height * width);
  for (let i = 0; i < map.length; i++) map[i] = values[i * channels + channel] ?? 0;
  return { width, height, values: map };
}

/** One channel for a small drawing: every few pixels, so that the longer side is at most `side`. */
export function smallChannelMap(
  { shape: [height = 0, width = 0, channels = 1], values }: Values,
  channel: number,
  side: number,
): FeatureMap {
  const stride = Math.max(1, Math.ceil(Math.max(width, height) / side));
  const [columns, rows] = [Math.floor(width / stride), Math.floor(height / stride)];
  const map = new Float32Array(rows * columns);
  for (let row = 0, at = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      map[at++] = values[(row * width + column) * stride * channels + channel] ?? 0;
  return { width: columns, height: rows, values: map };
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

export function liveliestChannel(values: Values): number {
  return liveliestChannels(values)[0] ?? 0;
}

/** The channel that changes most from pixel to pixel: where a shift, or what a pooling leaves out, is seen best. */
export function mostDetailed({ shape: [, width = 1, channels = 1], values }: Values): number {
  const sums = new Float64Array(channels);
  for (let i = channels; i < values.length; i++) {
    if (i % (width * channels) < channels) continue; // the row before is no neighbour
    const channel = i % channels;
    sums[channel] = (sums[channel] ?? 0) + Math.abs((values[i] ?? 0) - (values[i - channels] ?? 0));
  }
  return Math.max(0, sums.indexOf(Math.max(...sums)));
}

/** Where a map is strongest, as a place in reading order. */
export function strongestPlace({ values }: FeatureMap): number {
  const most = strongestOf(values);
  return Math.max(
    0,
    values.findIndex((value) => Math.abs(value) === most),
  );
}
