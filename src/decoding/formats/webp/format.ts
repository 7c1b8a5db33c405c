import { hasSignature } from '../../signature.ts';
import type { ImageFormat } from '../format.ts';
import { description } from './description.ts';
import { decodeWebp } from './webp.ts';
import { readWebpHeader } from './webpHeader.ts';

export const webp = {
  ...description,
  sniff: (bytes) => hasSignature(bytes, 'RIFF') && hasSignature(bytes, 'WEBP', 8),
  header: readWebpHeader,
  decode: decodeWebp,
} as const satisfies ImageFormat;
