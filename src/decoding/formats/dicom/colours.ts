import type { DataSet } from 'dicom-parser';
import { decodingError } from '../../messages.ts';
import { expandedSegments } from './paletteSegments.ts';
import type { StoredValues } from './storedValues.ts';

/** [pixels, 3] of any depth -> bytes. */
export function toBytes(values: StoredValues, bitsStored: number): Uint8Array {
  if (values instanceof Uint8Array) return values;
  const scale = 255 / (2 ** bitsStored - 1);
  return new Uint8Array(Uint8ClampedArray.from(values, (value) => value * scale).buffer);
}

/** YBR_FULL -> RGB, in place (DICOM PS3.3, C.7.6.3.1.2): [pixels, 3] bytes. */
export function rgbOfYbr(pixels: Uint8Array): Uint8Array {
  const rgb = new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.length);
  for (let i = 0; i < rgb.length; i += 3) {
    const y = rgb[i] ?? 0;
    const blue = (rgb[i + 1] ?? 0) - 128;
    const red = (rgb[i + 2] ?? 0) - 128;
    rgb[i] = y + 1.402 * red;
    rgb[i + 1] = y - 0.344136 * blue - 0.714136 * red;
    rgb[i + 2] = y + 1.772 * blue;
  }
  return pixels;
}

/** YBR_FULL_422: two pixels of a row share their colour, as Y Y Cb Cr. Returns [pixels, 3]. */
export function spreadHalfColours(halves: Uint8Array, pixels: number): Uint8Array {
  const ybr = new Uint8Array(3 * pixels);
  for (let i = 0; i < pixels; i++) {
    const pair = (i >> 1) * 4;
    ybr[3 * i] = halves[pair + (i & 1)] ?? 0;
    ybr[3 * i + 1] = halves[pair + 2] ?? 0;
    ybr[3 * i + 2] = halves[pair + 3] ?? 0;
  }
  return ybr;
}

/** Red, green and blue: descriptor, data, and data in segments (DICOM PS3.3, C.7.6.3.1.5, C.7.6.3.1.6 and C.7.9.2). */
const TABLES = [
  ['x00281101', 'x00281201', 'x00281221'],
  ['x00281102', 'x00281202', 'x00281222'],
  ['x00281103', 'x00281203', 'x00281223'],
] as const;

type Table = { readonly first: number; readonly colours: Uint8Array };

/** PALETTE COLOR -> RGB: [pixels, 3] bytes. Throws UserError for a palette that is missing or packed. */
export function lookUpPalette(values: StoredValues, header: DataSet, isSigned: boolean): Uint8Array {
  const rgb = new Uint8Array(3 * values.length);
  TABLES.forEach((tags, channel) => {
    const { first, colours } = readTable(header, tags, isSigned);
    for (let i = 0; i < values.length; i++) {
      // What lies beyond the palette has the colour at its end.
      const index = Math.min(Math.max((values[i] ?? 0) - first, 0), colours.length - 1);
      rgb[3 * i + channel] = colours[index] ?? 0;
    }
  });
  return rgb;
}

function readTable(header: DataSet, [descriptor, data, segments]: (typeof TABLES)[number], isSigned: boolean): Table {
  const count = header.uint16(descriptor, 0) || 65_536;
  const first = (isSigned ? header.int16(descriptor, 1) : header.uint16(descriptor, 1)) ?? 0;
  const bits = header.uint16(descriptor, 2) ?? 16;
  const shift = bits > 8 ? 8 : 0;
  if (header.elements[descriptor] && header.elements[segments] && !header.elements[data]) {
    const values = expandedSegments(wordsOf(header, segments, bits), bits > 8 ? 2 : 1, count);
    return { first, colours: Uint8Array.from(values, (value) => value >> shift) };
  }
  const element = header.elements[data];
  if (!element || !header.elements[descriptor] || element.length < count) {
    throw decodingError('dicom-palette');
  }
  const colours = new Uint8Array(count);
  if (element.length < 2 * count)
    colours.set(header.byteArray.subarray(element.dataOffset, element.dataOffset + count));
  else {
    for (let i = 0; i < count; i++) colours[i] = (header.uint16(data, i) ?? 0) >> shift;
  }
  return { first, colours };
}

/** The numbers of an element: bytes where a colour has no more. */
function wordsOf(header: DataSet, tag: string, bits: number): number[] {
  const { dataOffset = 0, length = 0 } = header.elements[tag] ?? {};
  if (bits <= 8) return [...header.byteArray.subarray(dataOffset, dataOffset + length)];
  return Array.from({ length: length >> 1 }, (_, i) => header.uint16(tag, i) ?? 0);
}
