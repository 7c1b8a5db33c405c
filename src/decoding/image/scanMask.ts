import type { RawImage } from './rawImage.ts';

/** What a mask says of each pixel of its scan. */
export type ScanMask = {
  readonly width: number;
  readonly height: number;
  /** [height, width] row by row: 0 for nothing, else a place in `labels`, counted from 1. */
  readonly places: Uint8Array;
  /** The values that the mask has for them: 255, or 1, 2, 4 of a volume of labels. */
  readonly labels: readonly number[];
};

/** A mask of more different values was packed with loss, or is a drawing: then half of its white divides it. */
const MOST_LABELS = 12;

/**
 * The masks of a scan in its pixels, one over the other. A mask of another size is stretched, each pixel taking the value under its middle.
 *
 * @param size of the scan
 */
export function scanMaskOf(
  masks: readonly Pick<RawImage, 'width' | 'height' | 'channels' | 'values'>[],
  { width, height }: Pick<RawImage, 'width' | 'height'>,
): ScanMask {
  const places = new Uint8Array(width * height);
  const labels: number[] = [];
  for (const mask of masks) {
    const values = labelsOf(mask);
    for (const value of [...new Set(values)].filter((each) => each !== 0).sort((a, b) => a - b)) {
      if (!labels.includes(value)) labels.push(value);
    }
    for (let y = 0; y < height; y++) {
      const row = Math.floor(((y + 0.5) * mask.height) / height) * mask.width;
      for (let x = 0; x < width; x++) {
        const value = values[row + Math.floor(((x + 0.5) * mask.width) / width)] ?? 0;
        if (value !== 0) places[y * width + x] = labels.indexOf(value) + 1;
      }
    }
  }
  return { width, height, places, labels };
}

/** The brightest channel of each pixel; of many values 0 and the greatest alone. */
function labelsOf({
  channels,
  values,
  width,
  height,
}: Parameters<typeof scanMaskOf>[0][number]): ArrayLike<number> & Iterable<number> {
  const labels = Float32Array.from({ length: width * height }, (_, i) =>
    Math.max(...values.subarray(i * channels, (i + 1) * channels)),
  );
  const different = new Set<number>();
  for (const label of labels) {
    different.add(label);
    if (different.size > MOST_LABELS + 1) {
      const most = labels.reduce((largest, each) => Math.max(largest, each), 0);
      return labels.map((each) => (2 * each > most ? most : 0));
    }
  }
  return labels;
}
