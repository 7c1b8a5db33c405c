import { toUnitRange } from './preprocess.ts';
import type { Augmentation } from './preprocessingSpec.ts';

export const noAugmentation: Augmentation = {
  horizontalFlip: false,
  rotation: 0,
  zoom: 0,
  shift: 0,
  brightness: 0,
};

type InputShape = { readonly size: number; readonly depth: 1 | 3 };

/** What was drawn for one picture. The source of output pixel (x, y) is (fromX + x * xx + y * xy, fromY + x * yx + y * yy). */
type Warp = {
  readonly fromX: number;
  readonly fromY: number;
  readonly xx: number;
  readonly xy: number;
  readonly yx: number;
  readonly yy: number;
};

/**
 * One random change of a picture: `source` [size, size, depth] bytes -> `target` from `offset` on, 0..1. Flip, then rotation and zoom
 * about the middle, then shift, in ONE bilinear resampling (several would blur); black comes in from outside; then brightness
 * times a factor, clipped at 1. Always draws six numbers, so that switching one change off leaves the others as they were.
 */
export function augment(
  source: Uint8Array,
  shape: InputShape,
  augmentation: Augmentation,
  random: () => number,
  target: Float32Array,
  offset: number,
): void {
  const warp = drawWarp(shape.size, augmentation, random);
  const brightness = 1 + eitherWay(random) * augmentation.brightness;
  if (isIdentity(warp)) toUnitRange(source, target, offset);
  else resample(source, shape, warp, target, offset);
  if (brightness !== 1) brighten(target, offset, offset + source.length, brightness);
}

/** -1..1 */
function eitherWay(random: () => number): number {
  return 2 * random() - 1;
}

/** Goes backwards from the output: undo the shift, then zoom and rotation about the middle, then the flip. */
function drawWarp(size: number, augmentation: Augmentation, random: () => number): Warp {
  const flip = random() < 0.5 && augmentation.horizontalFlip ? -1 : 1;
  const angle = (eitherWay(random) * augmentation.rotation * Math.PI) / 180;
  const zoom = 1 + eitherWay(random) * augmentation.zoom;
  const shiftX = eitherWay(random) * augmentation.shift * size;
  const shiftY = eitherWay(random) * augmentation.shift * size;
  const middle = (size - 1) / 2;
  const cos = Math.cos(angle) / zoom;
  const sin = Math.sin(angle) / zoom;
  const x = -middle - shiftX;
  const y = -middle - shiftY;
  return {
    fromX: middle + flip * (cos * x + sin * y),
    fromY: middle - sin * x + cos * y,
    xx: flip * cos,
    xy: flip * sin,
    yx: -sin,
    yy: cos,
  };
}

function isIdentity({ fromX, fromY, xx, xy, yx, yy }: Warp): boolean {
  return fromX === 0 && fromY === 0 && xx === 1 && xy === 0 && yx === 0 && yy === 1;
}

function resample(source: Uint8Array, shape: InputShape, warp: Warp, target: Float32Array, offset: number): void {
  const { size, depth } = shape;
  const row = size * depth;
  let to = offset;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++, to += depth) {
      const sourceX = warp.fromX + x * warp.xx + y * warp.xy;
      const sourceY = warp.fromY + x * warp.yx + y * warp.yy;
      const left = Math.floor(sourceX);
      const top = Math.floor(sourceY);
      const right = sourceX - left;
      const down = sourceY - top;
      // A neighbour outside is black: its weight is 0, whatever is read in its place.
      const wLeft = left >= 0 && left < size ? 1 - right : 0;
      const wRight = left >= -1 && left < size - 1 ? right : 0;
      const wTop = (top >= 0 && top < size ? 1 - down : 0) / 255;
      const wDown = (top >= -1 && top < size - 1 ? down : 0) / 255;
      const at = top * row + left * depth;
      for (let c = 0; c < depth; c++) {
        const p = at + c;
        const upper = wTop && wLeft * (source[p] ?? 0) + wRight * (source[p + depth] ?? 0);
        const lower = wDown && wLeft * (source[p + row] ?? 0) + wRight * (source[p + row + depth] ?? 0);
        target[to + c] = wTop * upper + wDown * lower;
      }
    }
  }
}

function brighten(target: Float32Array, from: number, to: number, factor: number): void {
  for (let i = from; i < to; i++) target[i] = Math.min(1, (target[i] ?? 0) * factor);
}
