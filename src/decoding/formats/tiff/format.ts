import { hasSignature } from '../../signature.ts';
import type { ImageFormat } from '../format.ts';
import { description } from './description.ts';
import { decodeTiff } from './tiff.ts';
import { readTiffHeader } from './tiffHeader.ts';

export const tiff = {
  ...description,
  sniff: (bytes) => hasSignature(bytes, 'II*\0') || hasSignature(bytes, 'MM\0*'),
  header: readTiffHeader,
  decode: decodeTiff,
} as const satisfies ImageFormat;
