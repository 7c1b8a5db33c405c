import { valuesPerTransform } from './augment.ts';

type ImagePixels = {
  /** [size, size, depth] */
  readonly pixels: Uint8Array;
  readonly size: number;
  readonly depth: 1 | 3;
};

/** Where the pixels of one output row come from: pixel x from (x0 + x * xx, y0 + x * yx). */
type Line = {
  readonly x0: number;
  readonly y0: number;
  readonly xx: number;
  readonly yx: number;
  readonly brightness: number;
};

/**
 * Change number `index` of `changes` (see `drawTransforms`) done to an image -> `target` from `offset` on, 0..1. ONE bilinear
 * resampling (several would blur) with black from outside, then brightness, clipped at 1.
 */
export function augmentImage(
  image: ImagePixels,
  changes: Float32Array,
  index: number,
  target: Float32Array,
  offset: number,
): void {
  const [fromX = 0, fromY = 0, xx = 1, xy = 0, yx = 0, yy = 1, brightness = 1] = changes.subarray(
    index * valuesPerTransform,
  );
  const { size, depth } = image;
  for (let y = 0, to = offset; y < size; y++, to += size * depth)
    augmentRow(image, { x0: fromX + y * xy, y0: fromY + y * yy, xx, yx, brightness }, target, to);
}

/** Both coordinates run one way along a row: what lies inside is one stretch, and needs no tests. */
function augmentRow(image: ImagePixels, line: Line, target: Float32Array, to: number): void {
  const { size, depth } = image;
  let start = 0;
  while (start < size && !isInside(line, start, size)) edgePixel(image, line, start, target, to + start++ * depth);
  let end = size;
  while (end > start && !isInside(line, end - 1, size)) edgePixel(image, line, --end, target, to + end * depth);
  innerPixels(image, line, start, end, target, to);
}

/** Whether all four neighbours of where output pixel `x` comes from are in the image. */
function isInside({ x0, y0, xx, yx }: Line, x: number, size: number): boolean {
  return isBetween(x0 + x * xx, size - 1) && isBetween(y0 + x * yx, size - 1);
}

function innerPixels(
  { pixels, size, depth }: ImagePixels,
  { x0, y0, xx, yx, brightness }: Line,
  start: number,
  end: number,
  target: Float32Array,
  row: number,
): void {
  const below = size * depth;
  for (let x = start, to = row + start * depth; x < end; x++) {
    const sourceX = x0 + x * xx;
    const sourceY = y0 + x * yx;
    const left = sourceX | 0;
    const top = sourceY | 0;
    const right = sourceX - left;
    const down = sourceY - top;
    const corner = top * below + left * depth;
    for (let at = corner; at < corner + depth; at++, to++) {
      const upper = mix(pixels[at] as number, pixels[at + depth] as number, right);
      const lower = mix(pixels[at + below] as number, pixels[at + below + depth] as number, right);
      target[to] = toUnit(mix(upper, lower, down), brightness);
    }
  }
}

/** Output pixel `x`, some or all of whose neighbours are outside. */
function edgePixel(
  { pixels, size, depth }: ImagePixels,
  line: Line,
  x: number,
  target: Float32Array,
  to: number,
): void {
  const sourceX = line.x0 + x * line.xx;
  const sourceY = line.y0 + x * line.yx;
  const left = Math.floor(sourceX);
  const top = Math.floor(sourceY);
  for (let c = 0; c < depth; c++) {
    const at = (column: number, row: number) =>
      isBetween(column, size) && isBetween(row, size) ? (pixels[(row * size + column) * depth + c] as number) : 0;
    const upper = mix(at(left, top), at(left + 1, top), sourceX - left);
    const lower = mix(at(left, top + 1), at(left + 1, top + 1), sourceX - left);
    target[to + c] = toUnit(mix(upper, lower, sourceY - top), line.brightness);
  }
}

/** From `a` (share 0) to `b` (share 1). */
function mix(a: number, b: number, share: number): number {
  return a + (b - a) * share;
}

function toUnit(grey: number, brightness: number): number {
  return Math.min(1, (grey * brightness) / 255);
}

function isBetween(value: number, end: number): boolean {
  return value >= 0 && value < end;
}
