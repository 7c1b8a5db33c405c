import type { ScanMask } from '../../../decoding/image/scanMask.ts';
import type { Matrix } from '../image/geometry.ts';
import { paintedOnce } from '../image/paintedOnce.ts';

/** A mask as it is laid over its scan. */
export type MaskOverlay = { readonly mask: ScanMask; readonly opacity: number };

/** Told apart without red and green, and none of them a heat map's (Okabe and Ito); more labels begin again. */
const COLOURS = [
  [86, 180, 233],
  [240, 228, 66],
  [204, 121, 167],
  [0, 158, 115],
] as const;

export function maskColour(place: number): readonly [number, number, number] {
  return COLOURS[(place - 1) % COLOURS.length] ?? COLOURS[0];
}

/** [4 * width * height]: transparent where nothing is marked. */
export function maskColours({ places }: Pick<ScanMask, 'places'>): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(4 * places.length);
  for (const [i, place] of places.entries()) if (place > 0) rgba.set([...maskColour(place), 255], 4 * i);
  return rgba;
}

/** Pixels that are marked, of those of the scan: 0..1. */
export function markedShare({ places }: Pick<ScanMask, 'places'>): number {
  return places.reduce((count, place) => count + (place > 0 ? 1 : 0), 0) / Math.max(1, places.length);
}

const canvasOf = paintedOnce<ScanMask>(maskColours);

/** Over an image that is drawn already. `matrix`: from pixels of the image to those of the canvas. */
export function drawMask(context: CanvasRenderingContext2D, matrix: Matrix, { mask, opacity }: MaskOverlay): void {
  context.save();
  context.setTransform(...matrix);
  context.globalAlpha = opacity;
  context.imageSmoothingEnabled = false; // a label is a label to its edge
  context.drawImage(canvasOf(mask), 0, 0, mask.width, mask.height);
  context.restore();
}
