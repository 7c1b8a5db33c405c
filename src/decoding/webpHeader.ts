import { DecodingError, truncatedError } from './decodingError.ts';
import { type ExifBlock, readOrientation } from './exif.ts';
import type { PictureHeader } from './pictureHeader.ts';

const VP8 = 0x56503820;
const VP8L = 0x5650384c;
const VP8X = 0x56503858;
const EXIF = 0x45584946;

const ALPHA_OF_VP8X = 0x10;
const ALPHA_OF_VP8L = 1 << 28;

type Size = { readonly width: number; readonly height: number; readonly colourMode: 'rgb' | 'rgb-alpha' };

/** Reads the chunks of a WebP file (RFC 9649, section 2). Throws where the file is shorter than it says. */
export function readWebpHeader(bytes: Uint8Array): PictureHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = 8 + view.getUint32(4, true);
  if (end > bytes.length) throw truncatedError();
  const size = readSize(view);
  const exif = findExif(view, end);
  return { ...size, orientation: exif ? readOrientation(bytes, exif) : 1, exif };
}

/** The first chunk tells the size: the canvas of VP8X, or the picture itself. */
function readSize(view: DataView): Size {
  const chunk = view.getUint32(12);
  const data = 20;
  if (chunk === VP8X) {
    const colourMode = view.getUint8(data) & ALPHA_OF_VP8X ? 'rgb-alpha' : 'rgb';
    return { width: 1 + uint24(view, data + 4), height: 1 + uint24(view, data + 7), colourMode };
  }
  if (chunk === VP8) {
    const [width, height] = [view.getUint16(data + 6, true) & 0x3fff, view.getUint16(data + 8, true) & 0x3fff];
    return { width, height, colourMode: 'rgb' };
  }
  if (chunk === VP8L) {
    const packed = view.getUint32(data + 1, true);
    const colourMode = packed & ALPHA_OF_VP8L ? 'rgb-alpha' : 'rgb';
    return { width: 1 + (packed & 0x3fff), height: 1 + ((packed >>> 14) & 0x3fff), colourMode };
  }
  throw new DecodingError('The WebP is damaged: there is no picture in it.');
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}

function findExif(view: DataView, end: number): ExifBlock | null {
  let at = 12;
  while (at + 8 <= end) {
    const length = view.getUint32(at + 4, true);
    const data = at + 8;
    if (view.getUint32(at) === EXIF) return withoutPrefix(view, data, Math.min(data + length, end));
    at = data + length + (length & 1);
  }
  return null;
}

/** Some writers repeat JPEG's 'Exif\0\0' in front of the block. */
function withoutPrefix(view: DataView, start: number, end: number): ExifBlock {
  const prefixed = end >= start + 6 && view.getUint32(start) === 0x45786966;
  return { start: prefixed ? start + 6 : start, end };
}
