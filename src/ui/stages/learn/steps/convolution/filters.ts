import type { Values } from '../../../../../explain/operation.ts';

/** Filters that image processing has known for decades, 3 x 3. */
export const KNOWN_FILTERS = {
  'edge-vertical': { label: 'Edge, vertical', weights: [-1, 0, 1, -2, 0, 2, -1, 0, 1], divisor: 1 },
  'edge-horizontal': { label: 'Edge, horizontal', weights: [-1, -2, -1, 0, 0, 0, 1, 2, 1], divisor: 1 },
  outline: { label: 'Outline', weights: [-1, -1, -1, -1, 8, -1, -1, -1, -1], divisor: 1 },
  blur: { label: 'Blur', weights: [1, 2, 1, 2, 4, 2, 1, 2, 1], divisor: 16 },
  sharpen: { label: 'Sharpen', weights: [0, -1, 0, -1, 5, -1, 0, -1, 0], divisor: 1 },
} as const;

export type KnownFilter = keyof typeof KNOWN_FILTERS;

/** The weights of one filter of a layer, [size, size, depth]. @param kernel [size, size, depth, filters] */
export function filterOf({ shape: [, , , filters = 1], values }: Values, channel: number): number[] {
  return Array.from({ length: values.length / filters }, (_, i) => values[i * filters + channel] ?? 0);
}

/** A known filter in the middle of [size, size, depth], over the mean of all channels. */
export function knownFilter(known: KnownFilter, size: number, depth: number): number[] {
  const { weights, divisor } = KNOWN_FILTERS[known];
  const margin = Math.floor((size - 3) / 2);
  return Array.from({ length: size * size * depth }, (_, i) => {
    const at = Math.floor(i / depth);
    const [row, column] = [Math.floor(at / size) - margin, (at % size) - margin];
    const isInside = row >= 0 && column >= 0 && row < 3 && column < 3;
    return isInside ? (weights[3 * row + column] ?? 0) / divisor / depth : 0;
  });
}
