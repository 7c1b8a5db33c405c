import { valueStatistics } from '../../src/dataset/valueStatistics.ts';
import { NO_METADATA } from '../../src/decoding/image/rawImage.ts';
import type { ScanMask } from '../../src/decoding/image/scanMask.ts';
import { drawSample, type SampleSlice } from '../../src/sample/sample.ts';
import type { Thumbnail, ViewedPicture } from '../../src/worker/jobs/view/viewProtocol.ts';

/** Pixels a side of every scan here. */
export const SIDE = 256;
const THUMBNAIL_SIDE = 96;
const DRAWN = 6;

let drawn: readonly SampleSlice[] | undefined;

/** Scans of even numbers are healthy. Drawn when one is first asked for. */
function sliceOf(index: number): SampleSlice {
  drawn ??= drawSample(11, DRAWN).toSorted((a, b) => a.className.localeCompare(b.className));
  const half = DRAWN / 2;
  const slice = drawn[(index % 2) * half + (Math.floor(index / 2) % half)];
  if (!slice) throw new Error(`There is no picture ${index}.`);
  return slice;
}

/** [side, side] grey levels of a scan, of the nearest pixels. */
export function greyOf(index: number, side: number): Uint8Array<ArrayBuffer> {
  const { grey, width, height } = sliceOf(index);
  const pixels = new Uint8Array(side * side);
  for (let y = 0; y < side; y++) {
    const row = Math.floor((y * height) / side) * width;
    for (let x = 0; x < side; x++) pixels[y * side + x] = grey[row + Math.floor((x * width) / side)] ?? 0;
  }
  return pixels;
}

export function thumbnailOf(index: number): Thumbnail {
  const rgba = new Uint8ClampedArray(4 * THUMBNAIL_SIDE ** 2);
  for (const [place, level] of greyOf(index, THUMBNAIL_SIDE).entries()) rgba.set([level, level, level, 255], 4 * place);
  return { width: THUMBNAIL_SIDE, height: THUMBNAIL_SIDE, rgba };
}

export function viewedPictureOf(index: number): ViewedPicture {
  const picture = { ...NO_METADATA, width: SIDE, height: SIDE, channels: 1 as const, values: greyOf(index, SIDE) };
  const headerFields = [['Echo time', '92 ms'] as const];
  return {
    ...picture,
    headerFields,
    window: { low: 0, high: 255 },
    inverted: false,
    statistics: valueStatistics(picture),
  };
}

export async function bitmapOf(index: number): Promise<ImageBitmap> {
  const { width, height, rgba } = thumbnailOf(index);
  return createImageBitmap(new ImageData(rgba, width, height));
}

/** A disc of one label with another in its middle. */
export const maskOfScan: ScanMask = {
  ...{ width: SIDE, height: SIDE, labels: [1, 2] },
  places: Uint8Array.from({ length: SIDE * SIDE }, (_, i) => {
    const radius = Math.hypot((i % SIDE) - 150, Math.floor(i / SIDE) - 110);
    return radius < 10 ? 2 : radius < 24 ? 1 : 0;
  }),
};
