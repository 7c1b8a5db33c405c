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

/** Every so many-th pixel, so that the longer side is at most `side`: for what is drawn small. */
export function thinnedMap(map: FeatureMap, side: number): FeatureMap {
  const stride = Math.ceil(Math.max(map.width, map.height) / side);
  if (stride === 1) return map;
  const [width, height] = [Math.floor(map.width / stride), Math.floor(map.height / stride)];
  const values = Float32Array.from({ length: width * height }, (_, i) => {
    const [row, column] = [Math.floor(i / width), i % width];
    return map.values[row * stride * map.width + column * stride] ?? 0;
  });
  return { width, height, values };
}

/** The largest distance from 0: where the colours end. */
export function strongestOf(values: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i] ?? 0));
  return most;
}

/** The channel whose values are largest on average: the first to look at. */
export function liveliestChannel({ shape, values }: Values): number {
  const channels = shape.at(-1) ?? 1;
  const sums = new Float64Array(channels);
  for (let i = 0; i < values.length; i++) sums[i % channels] = (sums[i % channels] ?? 0) + Math.abs(values[i] ?? 0);
  return sums.indexOf(Math.max(...sums));
}

/** Where a map is strongest, as a place in reading order. */
export function strongestPlace({ values }: FeatureMap): number {
  const most = strongestOf(values);
  return Math.max(
    0,
    values.findIndex((value) => Math.abs(value) === most),
  );
}
