import { hasSignature } from '../../signature.ts';
import type { ImageFormat } from '../format.ts';
import { description } from './description.ts';
import { decodeGif } from './gif.ts';
import { readGifHeader } from './gifHeader.ts';

export const gif = {
  ...description,
  sniff: (bytes) => hasSignature(bytes, 'GIF87a') || hasSignature(bytes, 'GIF89a'),
  header: readGifHeader,
  decode: decodeGif,
} as const satisfies ImageFormat;
