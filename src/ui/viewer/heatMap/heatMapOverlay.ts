import { type HeatMap, strongestOf } from '../../../explain/heatMap.ts';
import type { ScanHeatMap } from '../../../worker/jobs/explain/explainProtocol.ts';
import type { Matrix, Size } from '../image/geometry.ts';
import { paintedOnce } from '../image/paintedOnce.ts';

/** A heat map as it is laid over its scan. */
export type Overlay = { readonly map: ScanHeatMap; readonly opacity: number };

/** Shows both the scan and the map. */
export const USUAL_OPACITY = 0.5;

/** For the class, and against it: told apart without red and green (Okabe and Ito). */
const FOR = [255, 140, 0] as const;
const AGAINST = [0, 114, 255] as const;

/** [4 * width * height]: the colour says for or against, how opaque it is how much, the strongest of the map being opaque. */
export function heatMapColours(map: Pick<HeatMap, 'values'>): Uint8ClampedArray<ArrayBuffer> {
  const most = strongestOf(map.values);
  const rgba = new Uint8ClampedArray(4 * map.values.length);
  for (const [i, value] of map.values.entries()) {
    rgba.set(value < 0 ? AGAINST : FOR, 4 * i);
    rgba[4 * i + 3] = most > 0 ? (255 * Math.abs(value)) / most : 0;
  }
  return rgba;
}

const canvasOf = paintedOnce<ScanHeatMap>(heatMapColours);

/** Over an image that is drawn already. `matrix`: from pixels of the image to those of the canvas. Nothing is painted beside the image. */
export function drawOverlay(
  context: CanvasRenderingContext2D,
  matrix: Matrix,
  { map, opacity }: Overlay,
  image: Size,
): void {
  context.save();
  context.setTransform(...matrix);
  context.beginPath();
  context.rect(0, 0, image.width, image.height);
  context.clip();
  context.globalAlpha = opacity;
  context.imageSmoothingEnabled = true;
  const { left, top, width, height } = map.frame;
  context.drawImage(canvasOf(map), left, top, width, height);
  context.restore();
}
