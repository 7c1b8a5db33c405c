import { imageOfRgb } from '../../image/imageOfRgb.ts';
import { imageOfBytes, type RawImage } from '../../image/rawImage.ts';
import { decodingError, truncatedError } from '../../messages.ts';
import { hasSignature } from '../../signature.ts';
import type { ImageFormat } from '../format.ts';
import { type Bmp, bmpStride, readBmp, readBmpHeader } from './bmpHeader.ts';
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

/** The pixels of a BMP on black. Throws UserError. */
function decodeBmp(bytes: Uint8Array): RawImage {
  const bmp = readBmp(bytes);
  const { width, height, bits } = bmp;
  const draw = bits <= 8 ? drawIndices : bits === 24 ? drawTriples : drawMasked(bmp);
  const stored = bmp.isRunLength ? unpackRuns(bmp) : bmp.pixels;
  const stride = bmp.isRunLength ? width : bmpStride(width, bits);
  const rgb = new Uint8Array(3 * width * height);
  for (let row = 0; row < height; row++) {
    const y = bmp.isTopDown ? row : height - 1 - row;
    draw(stored.subarray(row * stride, (row + 1) * stride), rgb.subarray(3 * y * width, 3 * (y + 1) * width), bmp);
  }
  return imageOfBytes(imageOfRgb(width, height, rgb));
}

/** An index that no palette has. */
const SKIPPED = 256;

/** One row as stored -> its [width, 3] bytes. */
type Draw = (row: Uint8Array | Uint16Array, rgb: Uint8Array, bmp: Bmp) => void;

/** An index beyond the palette is black. */
const drawIndices: Draw = (row, rgb, { width, bits, isRunLength, palette, colourBytes }) => {
  const indexAt = (x: number) => ((row[(x * bits) >> 3] ?? 0) >> (8 - bits - ((x * bits) & 7))) & ((1 << bits) - 1);
  for (let x = 0; x < width; x++) {
    const index = isRunLength ? (row[x] ?? 0) : indexAt(x);
    for (let c = 0; c < 3; c++) rgb[3 * x + c] = palette[index * colourBytes + 2 - c] ?? 0;
  }
};

/** Blue, green, red. */
const drawTriples: Draw = (row, rgb, { width }) => {
  for (let at = 0; at < 3 * width; at += 3) {
    for (let c = 0; c < 3; c++) rgb[at + c] = row[at + 2 - c] ?? 0;
  }
};

/** Where all pixels are transparent the alpha is not meant: writers leave zeros there. */
function drawMasked({ width, bits, masks, pixels }: Bmp): Draw {
  const bytesEach = bits / 8;
  const pixelAt = (row: Uint8Array | Uint16Array, x: number) => {
    let value = 0;
    for (let i = bytesEach - 1; i >= 0; i--) value = value * 256 + (row[x * bytesEach + i] ?? 0);
    return value;
  };
  const [red, green, blue, alpha] = masks.map(levelsOf);
  if (!red || !green || !blue || !alpha) throw decodingError('bmp-no-colours');
  const isOpaque = masks[3] === 0 || !holdsAny(pixels, masks[3], bytesEach);
  return (row, rgb) => {
    for (let x = 0; x < width; x++) {
      const pixel = pixelAt(row, x);
      const opacity = isOpaque ? 255 : alpha(pixel);
      [red, green, blue].forEach((level, c) => {
        rgb[3 * x + c] = Math.round((level(pixel) * opacity) / 255);
      });
    }
  };
}

/** What the bits under a mask are as 0 to 255. */
function levelsOf(mask: number): (pixel: number) => number {
  if (mask === 0) return () => 0;
  const lowest = 31 - Math.clz32(mask & -mask);
  const most = mask / 2 ** lowest;
  return (pixel) => Math.round((255 * ((pixel & mask) >>> lowest)) / most);
}

function holdsAny(pixels: Uint8Array, mask: number, bytesEach: number): boolean {
  return pixels.some((byte, i) => (byte & (mask >>> (8 * (i % bytesEach)))) !== 0);
}

/** Runs of indices of 4 or 8 bits -> [height, width] indices. What they skip has none of a palette. Throws where they end without saying so. */
function unpackRuns({ width, height, bits, pixels }: Bmp): Uint16Array {
  const rows = new Uint16Array(width * height).fill(SKIPPED);
  let [x, y] = [0, 0];
  const put = (index: number) => {
    if (x < width && y < height) rows[y * width + x] = index;
    x++;
  };
  for (let at = 0; at + 1 < pixels.length; ) {
    const [count = 0, value = 0] = pixels.subarray(at, at + 2);
    at += 2;
    if (count > 0) {
      for (let i = 0; i < count; i++) put(bits === 8 ? value : nibble(value, i));
    } else if (value === 0) {
      [x, y] = [0, y + 1];
    } else if (value === 1) {
      return rows;
    } else if (value === 2) {
      x += pixels[at] ?? 0;
      y += pixels[at + 1] ?? 0;
      at += 2;
    } else {
      for (let i = 0; i < value; i++) put(bits === 8 ? (pixels[at + i] ?? 0) : nibble(pixels[at + (i >> 1)] ?? 0, i));
      // Padded to words.
      at += 2 * Math.ceil((value * bits) / 16);
    }
    if (y >= height) return rows;
  }
  throw truncatedError();
}

function nibble(byte: number, index: number): number {
  return index % 2 === 0 ? byte >> 4 : byte & 15;
}
