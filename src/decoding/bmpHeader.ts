import { truncatedError } from './decodingError.ts';
import type { PictureHeader } from './pictureHeader.ts';

const CORE_HEADER_BYTES = 12;
const WITH_ALPHA_MASK_BYTES = 56;
/** Compressions that leave rows of known length: BI_RGB, BI_BITFIELDS, BI_ALPHABITFIELDS. */
const PLAIN = [0, 3, 6];

/** BITMAPFILEHEADER and BITMAPCOREHEADER or BITMAPINFOHEADER. Throws where the rows reach beyond the file. */
export function readBmpHeader(bytes: Uint8Array): PictureHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isCore = view.getUint32(14, true) === CORE_HEADER_BYTES;
  const width = isCore ? view.getUint16(18, true) : Math.abs(view.getInt32(18, true));
  // A negative height says that the top row comes first.
  const height = isCore ? view.getUint16(20, true) : Math.abs(view.getInt32(22, true));
  const bitsPerPixel = view.getUint16(isCore ? 24 : 28, true);
  const compression = isCore ? 0 : view.getUint32(30, true);
  const headerBytes = view.getUint32(14, true);
  const hasAlpha = compression !== 0 && headerBytes >= WITH_ALPHA_MASK_BYTES && view.getUint32(66, true) !== 0;
  const colourMode = bitsPerPixel <= 8 ? 'palette' : hasAlpha ? 'rgb-alpha' : 'rgb';
  if (PLAIN.includes(compression)) {
    const rowBytes = Math.ceil((width * bitsPerPixel) / 8);
    const strideBytes = Math.ceil(rowBytes / 4) * 4;
    if (view.getUint32(10, true) + (height - 1) * strideBytes + rowBytes > bytes.length) throw truncatedError();
  }
  return { width, height, orientation: 1, colourMode, exif: null };
}
