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

/** Of [height, width, 1]. */
export function mapOf({ shape: [height = 0, width = 0], values }: Values): FeatureMap {
  return { width, height, values };
}

/** [height, width, 1] */
export function valuesOf({ width, height, values }: FeatureMap): Values {
  return { shape: [height, width, 1], values };
}

/** Where a map is strongest, as a place in reading order. */
export function strongestPlace({ values }: FeatureMap): number {
  const most = strongestOf(values);
  return Math.max(
    0,
    values.findIndex((value) => Math.abs(value) === most),
  );
}
