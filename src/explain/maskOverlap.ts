import type { ScanMask } from '../decoding/image/scanMask.ts';
import type { Box } from '../preprocessing/headBoundingBox.ts';
import { type HeatMap, strongestOf } from './heatMap.ts';

/** How a heat map agrees with the mask of its scan. */
export type MaskOverlap = {
  /** Whether the strongest place of the map lies in the mask (pointing game; Zhang et al., 2016). */
  readonly pointsAtMask: boolean;
  /** Intersection over union of the mask with where the map has half of its strongest value or more. */
  readonly iou: number;
  /** Share of what speaks for the class that lies in the mask (energy-based pointing game; Wang et al., 2020). */
  readonly inside: number;
  /** Share of the scan that the mask covers: what `inside` would be of a map that says nothing. */
  readonly covered: number;
};

/** Samples along a side: enough for a map of 64 cells, few enough for the page's own thread. */
const MOST_SAMPLES = 256;
const HALF = 0.5;

/** Null where the map has nothing that speaks for the class, or the mask marks nothing. @param frame see `inputFrame` */
export function maskOverlap(map: HeatMap & { readonly frame: Box }, mask: ScanMask): MaskOverlap | null {
  const values = map.values.map((value) => Math.max(0, value));
  const most = strongestOf(values);
  if (most === 0 || !mask.places.some((place) => place > 0)) return null;
  const step = Math.max(1, Math.max(mask.width, mask.height) / MOST_SAMPLES);
  let [samples, marked, both, either, all, within] = [0, 0, 0, 0, 0, 0];
  for (let y = step / 2; y < mask.height; y += step) {
    for (let x = step / 2; x < mask.width; x += step) {
      const value = valueAt(map, values, x, y);
      const isMarked = isIn(mask, x, y);
      const isHot = value >= HALF * most;
      samples += 1;
      marked += isMarked ? 1 : 0;
      both += isMarked && isHot ? 1 : 0;
      either += isMarked || isHot ? 1 : 0;
      all += value;
      within += isMarked ? value : 0;
    }
  }
  const top = values.indexOf(most);
  const { left, top: above, width, height } = map.frame;
  const at = {
    x: left + (((top % map.width) + HALF) * width) / map.width,
    y: above + ((Math.floor(top / map.width) + HALF) * height) / map.height,
  };
  return {
    pointsAtMask: isIn(mask, at.x, at.y),
    iou: either > 0 ? both / either : 0,
    inside: all > 0 ? within / all : 0,
    covered: marked / samples,
  };
}

/** The value of the cell over a place of the scan; 0 beside the map. */
function valueAt(
  { width, height, frame }: HeatMap & { readonly frame: Box },
  values: Float32Array,
  x: number,
  y: number,
): number {
  const column = Math.floor(((x - frame.left) / frame.width) * width);
  const row = Math.floor(((y - frame.top) / frame.height) * height);
  return column >= 0 && column < width && row >= 0 && row < height ? (values[row * width + column] ?? 0) : 0;
}

function isIn({ width, height, places }: ScanMask, x: number, y: number): boolean {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  return column >= 0 && column < width && row >= 0 && row < height && (places[row * width + column] ?? 0) > 0;
}
