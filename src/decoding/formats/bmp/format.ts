import { hasSignature } from '../../signature.ts';
import type { ImageFormat } from '../format.ts';
import { decodeBmp } from './bmp.ts';
import { readBmpHeader } from './bmpHeader.ts';
import { description } from './description.ts';

const HEADER_SIZES = [12, 40, 52, 56, 64, 108, 124];

export const bmp = {
  ...description,
  sniff: startsLikeBmp,
  header: readBmpHeader,
  decode: decodeBmp,
} as const satisfies ImageFormat;

/** 'BM' alone begins many a text, so the size of the header that follows must be one that exists. */
function startsLikeBmp(bytes: Uint8Array): boolean {
  if (!hasSignature(bytes, 'BM') || bytes.length < 18) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return HEADER_SIZES.includes(view.getUint32(14, true));
}
