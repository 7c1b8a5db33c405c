import { DecodingError } from './decodingError.ts';
import type { PictureHeader } from './pictureHeader.ts';

const EXTENSION = 0x21;
const IMAGE = 0x2c;

/** Reads a GIF up to the end of its first frame (GIF89a, sections 18 to 24). Throws RangeError where the file ends before. */
export function readGifHeader(bytes: Uint8Array): PictureHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 13 + colourTableBytes(view.getUint8(10));
  while (view.getUint8(at) === EXTENSION) at = skipSubBlocks(view, at + 2);
  if (view.getUint8(at) !== IMAGE) throw new DecodingError('The GIF is damaged: there is no picture in it.');
  skipSubBlocks(view, at + 11 + colourTableBytes(view.getUint8(at + 9)));
  // A frame may reach beyond the screen that the file announces; browsers enlarge the screen then.
  const width = Math.max(view.getUint16(6, true), view.getUint16(at + 1, true) + view.getUint16(at + 5, true));
  const height = Math.max(view.getUint16(8, true), view.getUint16(at + 3, true) + view.getUint16(at + 7, true));
  return { width, height, orientation: 1, colourMode: 'palette', exif: null };
}

function colourTableBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

function skipSubBlocks(view: DataView, start: number): number {
  let at = start;
  while (view.getUint8(at) !== 0) at += 1 + view.getUint8(at);
  return at + 1;
}
