import type { ColourMode } from '../../../dataset/scan.ts';
import { asOrientation, ORIENTATION_TAG } from '../../image/exif.ts';
import type { ImageHeader } from '../../image/imageHeader.ts';
import { decodingError } from '../../messages.ts';
import { hasSignature } from '../../signature.ts';
import type { ImageFormat } from '../format.ts';
import { description } from './description.ts';
import { decodeTiff } from './tiff.ts';
import { readDirectory } from './tiffDirectory.ts';
import { PHOTOMETRIC, TAG } from './tiffLayout.ts';

/** TIFF and BigTIFF, in either byte order. */
const SIGNATURES = ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'];

export const tiff = {
  ...description,
  sniff: (bytes) => SIGNATURES.some((signature) => hasSignature(bytes, signature)),
  header: readTiffHeader,
  decode: (bytes) => decodeTiff(bytes),
} as const satisfies ImageFormat;

const CMYK = 5;

/** Size, orientation and colours of a TIFF's first image. */
function readTiffHeader(bytes: Uint8Array): ImageHeader {
  const tags = readDirectory(bytes, [TAG.width, TAG.height, TAG.photometric, TAG.extraSamples, ORIENTATION_TAG]);
  const width = tags.get(TAG.width)?.[0];
  const height = tags.get(TAG.height)?.[0];
  if (!width || !height) throw decodingError('tiff-no-size');
  const colourMode = colourModeOf(tags.get(TAG.photometric)?.[0], tags.has(TAG.extraSamples));
  return { width, height, orientation: asOrientation(tags.get(ORIENTATION_TAG)?.[0]), colourMode, exif: null };
}

function colourModeOf(photometric: number | undefined, hasExtraSample: boolean): ColourMode {
  if (photometric === PHOTOMETRIC.palette) return 'palette';
  if (photometric === CMYK) return 'cmyk';
  const isGrey = photometric === PHOTOMETRIC.blackIsZero || photometric === PHOTOMETRIC.whiteIsZero;
  if (isGrey) return hasExtraSample ? 'grey-alpha' : 'grey';
  return hasExtraSample ? 'rgb-alpha' : 'rgb';
}
