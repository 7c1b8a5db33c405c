import type { DegradationAmounts } from './degradationDraw.ts';
import type { Augmentation } from './preprocessingSpec.ts';

/** `Of`, if it has no other keys than `Known`. */
type Exactly<Known, Of> = Exclude<keyof Of, keyof Known> extends never ? Of : never;

/** fromX, fromY, xx, xy, yx, yy, brightness. */
export const valuesPerTransform = 7;

/**
 * One random change for each of `count` images of `size` pixels a side: [count, 7]. Output pixel (x, y) shows what the
 * image holds at (fromX + x * xx + y * xy, fromY + x * yx + y * yy), times brightness: a flip, then rotation and zoom
 * about the middle, then a shift. float32, so that every backend starts from the same numbers. Always draws six numbers a
 * image, so that switching one change off leaves the others as they were.
 */
export function drawTransforms(
  count: number,
  size: number,
  augmentation: Augmentation,
  random: () => number,
): Float32Array<ArrayBuffer> {
  const transforms = new Float32Array(count * valuesPerTransform);
  for (let image = 0; image < count; image++)
    transforms.set(drawTransform(size, augmentation, random), image * valuesPerTransform);
  return transforms;
}

/** Goes backwards from the output: undo the shift, then zoom and rotation about the middle, then the flip. */
function drawTransform(size: number, augmentation: Augmentation, random: () => number): number[] {
  const { horizontalFlip, rotation, zoom: zoomed, shift, brightness: brightened, ...others } = augmentation;
  // An augmentation that is drawn neither here nor as a degradation would be offered and do nothing: it does not compile.
  others satisfies Exactly<DegradationAmounts, typeof others>;
  const flip = random() < 0.5 && horizontalFlip ? -1 : 1;
  const angle = (eitherWay(random) * rotation * Math.PI) / 180;
  const zoom = 1 + eitherWay(random) * zoomed;
  const shiftX = eitherWay(random) * shift * size;
  const shiftY = eitherWay(random) * shift * size;
  const brightness = 1 + eitherWay(random) * brightened;
  const middle = (size - 1) / 2;
  const cos = Math.cos(angle) / zoom;
  const sin = Math.sin(angle) / zoom;
  const x = -middle - shiftX;
  const y = -middle - shiftY;
  const fromX = middle + flip * (cos * x + sin * y);
  const fromY = middle - sin * x + cos * y;
  return [fromX, fromY, flip * cos, flip * sin, -sin, cos, brightness];
}

/** -1..1 */
function eitherWay(random: () => number): number {
  return 2 * random() - 1;
}
