import type { ColourMode } from '../dataset/scan.ts';
import { DecodingError, truncatedError } from './decodingError.ts';
import { type ExifBlock, readOrientation } from './exif.ts';
import type { PictureHeader } from './pictureHeader.ts';

const IHDR = 0x49484452;
const IDAT = 0x49444154;
const IEND = 0x49454e44;
const EXIF = 0x65584966;

/** Bytes of a chunk around its data: length and type before, CRC behind. */
export const PNG_CHUNK_HEAD = 8;
export const PNG_CHUNK_TAIL = 4;

/** By colour type (PNG specification, third edition, section 11.2.1). */
const COLOUR_MODES: Readonly<Record<number, ColourMode>> = {
  0: 'grey',
  2: 'rgb',
  3: 'palette',
  4: 'grey-alpha',
  6: 'rgb-alpha',
};

/** Walks the chunks up to IEND (PNG specification, third edition, section 5). Throws where one of them ends beyond the file. */
export function readPngHeader(bytes: Uint8Array): PictureHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(12) !== IHDR) throw new DecodingError('The PNG is damaged: it does not begin with its header.');
  let exif: ExifBlock | null = null;
  let hasPixels = false;
  let at = 8;
  for (let type = 0; type !== IEND; ) {
    const end = at + PNG_CHUNK_HEAD + view.getUint32(at);
    type = view.getUint32(at + 4);
    if (end + PNG_CHUNK_TAIL > bytes.length) throw truncatedError();
    if (type === IDAT) hasPixels = true;
    if (type === EXIF) exif = { start: at + PNG_CHUNK_HEAD, end };
    at = end + PNG_CHUNK_TAIL;
  }
  if (!hasPixels) throw new DecodingError('The PNG is damaged: there is no picture in it.');
  const orientation = exif ? readOrientation(bytes, exif) : 1;
  const colourMode = COLOUR_MODES[view.getUint8(25)] ?? 'rgb';
  return { width: view.getUint32(16), height: view.getUint32(20), orientation, colourMode, exif };
}
