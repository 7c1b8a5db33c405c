import { hasSignature } from '../../signature.ts';
import type { ImageFormat } from '../format.ts';
import { description } from './description.ts';
import { decodeJpeg } from './jpeg.ts';
import { readJpegHeader } from './jpegHeader.ts';

export const jpeg = {
  ...description,
  sniff: (bytes) => hasSignature(bytes, '\xff\xd8\xff'),
  header: readJpegHeader,
  decode: decodeJpeg,
} as const satisfies ImageFormat;
