import { DecodingError } from './decodingError.ts';
import { asOrientation, ORIENTATION_TAG } from './exif.ts';
import type { PictureHeader } from './pictureHeader.ts';
import { readDirectory } from './tiffDirectory.ts';
import { TAG } from './tiffLayout.ts';

/** Size and orientation of a TIFF's first picture. */
export function readTiffHeader(bytes: Uint8Array): PictureHeader {
  const tags = readDirectory(bytes, [TAG.width, TAG.height, ORIENTATION_TAG]);
  const width = tags.get(TAG.width)?.[0];
  const height = tags.get(TAG.height)?.[0];
  if (!width || !height) throw new DecodingError('The TIFF is damaged: it does not say how large its picture is.');
  return { width, height, orientation: asOrientation(tags.get(ORIENTATION_TAG)?.[0]), exif: null };
}
