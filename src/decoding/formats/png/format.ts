import { hasSignature } from '../../signature.ts';
import type { ImageFormat } from '../format.ts';
import { description } from './description.ts';
import { decodePng } from './png.ts';
import { readPngHeader } from './pngHeader.ts';

export const png = {
  ...description,
  sniff: (bytes) => hasSignature(bytes, '\x89PNG\r\n\x1a\n'),
  header: readPngHeader,
  decode: decodePng,
} as const satisfies ImageFormat;
