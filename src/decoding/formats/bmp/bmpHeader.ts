import type { ImageHeader } from '../../image/imageHeader.ts';
import { decodingError, truncatedError } from '../../messages.ts';

const FILE_HEADER_BYTES = 14;
const CORE_HEADER_BYTES = 12;
const INFO_HEADER_BYTES = 40;
const WITH_ALPHA_MASK_BYTES = 56;
const MASKS_AT = 54;

const COMPRESSION = { none: 0, rle8: 1, rle4: 2, masks: 3, masksWithAlpha: 6 } as const;

/** By compression. */
const BIT_DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 4, 8, 16, 24, 32],
  1: [8],
  2: [4],
  3: [16, 32],
  6: [16, 32],
};

/** Red, green, blue and alpha of pixels of 16 or 32 bits; 0 where there is none. */
type Masks = readonly [red: number, green: number, blue: number, alpha: number];

const MASKS_16: Masks = [0x7c00, 0x03e0, 0x001f, 0];
const MASKS_32: Masks = [0xff0000, 0xff00, 0xff, 0];

export type Bmp = {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly isTopDown: boolean;
  /** Runs of indices instead of rows. */
  readonly isRunLength: boolean;
  readonly masks: Masks;
  /** Blue, green, red and, where an entry has four bytes, nothing. */
  readonly palette: Uint8Array;
  readonly colourBytes: 3 | 4;
  /** From the first stored row to the end of the file. */
  readonly pixels: Uint8Array;
};

export function readBmpHeader(bytes: Uint8Array): ImageHeader {
  const { width, height, bits, masks } = readBmp(bytes);
  const colourMode = bits <= 8 ? 'palette' : masks[3] !== 0 ? 'rgb-alpha' : 'rgb';
  return { width, height, orientation: 1, colourMode, exif: null };
}

/**
 * Reads BITMAPFILEHEADER and BITMAPCOREHEADER, BITMAPINFOHEADER or one of its successors. Throws RangeError or UserError where the rows
 * reach beyond the file, or the kind is one that cannot be read.
 */
export function readBmp(bytes: Uint8Array): Bmp {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerBytes = view.getUint32(FILE_HEADER_BYTES, true);
  const isCore = headerBytes === CORE_HEADER_BYTES;
  const width = isCore ? view.getUint16(18, true) : Math.abs(view.getInt32(18, true));
  // A negative height says that the top row comes first.
  const storedHeight = isCore ? view.getUint16(20, true) : view.getInt32(22, true);
  const height = Math.abs(storedHeight);
  const bits = view.getUint16(isCore ? 24 : 28, true);
  const compression = isCore ? COMPRESSION.none : view.getUint32(30, true);
  if (!BIT_DEPTHS[compression]?.includes(bits)) {
    throw decodingError('bmp-unreadable');
  }
  const pixelsAt = view.getUint32(10, true);
  const isRunLength = compression === COMPRESSION.rle8 || compression === COMPRESSION.rle4;
  if (pixelsAt > bytes.length) throw truncatedError();
  if (!isRunLength && pixelsAt + bmpStride(width, bits) * (height - 1) + Math.ceil((width * bits) / 8) > bytes.length) {
    throw truncatedError();
  }
  const masks = compression === COMPRESSION.masks || compression === COMPRESSION.masksWithAlpha;
  const maskBytes = masks && headerBytes === INFO_HEADER_BYTES ? (compression === COMPRESSION.masks ? 12 : 16) : 0;
  const paletteAt = FILE_HEADER_BYTES + headerBytes + maskBytes;
  const colourBytes = isCore ? 3 : 4;
  return {
    ...{ width, height, bits, isTopDown: storedHeight < 0, isRunLength },
    masks: masks ? readMasks(view, headerBytes, compression) : bits === 16 ? MASKS_16 : MASKS_32,
    palette:
      bits > 8 ? new Uint8Array(0) : bytes.subarray(paletteAt, Math.min(pixelsAt, paletteAt + colourBytes * 2 ** bits)),
    colourBytes,
    pixels: bytes.subarray(pixelsAt),
  };
}

/** Rows begin at multiples of four bytes. */
export function bmpStride(width: number, bits: number): number {
  return 4 * Math.ceil((width * bits) / 32);
}

function readMasks(view: DataView, headerBytes: number, compression: number): Masks {
  const hasAlpha = compression === COMPRESSION.masksWithAlpha || headerBytes >= WITH_ALPHA_MASK_BYTES;
  const [red = 0, green = 0, blue = 0] = [0, 4, 8].map((place) => view.getUint32(MASKS_AT + place, true));
  return [red, green, blue, hasAlpha ? view.getUint32(MASKS_AT + 12, true) : 0];
}
