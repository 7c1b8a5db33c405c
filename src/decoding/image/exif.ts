import { readDirectory } from '../formats/tiff/tiffDirectory.ts';

/** EXIF's Orientation tag: 1 upright; 2..8 see `orient.ts`. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** An EXIF block: a TIFF directory inside an image, at `bytes[start]..bytes[end - 1]`. */
export type ExifBlock = { readonly start: number; readonly end: number };

export const ORIENTATION_TAG = 274;

/** The orientation an EXIF block asks for; 1 where the block is damaged or silent, as browsers have it. */
export function readOrientation(bytes: Uint8Array, block: ExifBlock): Orientation {
  try {
    const directory = readDirectory(bytes.subarray(block.start, block.end), [ORIENTATION_TAG]);
    return asOrientation(directory.get(ORIENTATION_TAG)?.[0]);
  } catch {
    return 1;
  }
}

export function asOrientation(value: number | undefined): Orientation {
  return value !== undefined && Number.isInteger(value) && value >= 1 && value <= 8 ? (value as Orientation) : 1;
}
