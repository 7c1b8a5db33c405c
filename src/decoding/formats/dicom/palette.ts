import type { DataSet } from 'dicom-parser';
import { decodingError } from '../../messages.ts';
import type { StoredValues } from './storedValues.ts';

/** Red, green and blue: descriptor and data (DICOM PS3.3, C.7.6.3.1.5 and .6). */
const TABLES = [
  ['x00281101', 'x00281201'],
  ['x00281102', 'x00281202'],
  ['x00281103', 'x00281203'],
] as const;

type Table = { readonly first: number; readonly colours: Uint8Array };

/** PALETTE COLOR -> RGB: [pixels, 3] bytes. Throws UserError for a palette that is missing or packed. */
export function lookUpPalette(values: StoredValues, header: DataSet, isSigned: boolean): Uint8Array {
  const rgb = new Uint8Array(3 * values.length);
  TABLES.forEach(([descriptor, data], channel) => {
    const { first, colours } = readTable(header, descriptor, data, isSigned);
    for (let i = 0; i < values.length; i++) {
      // What lies beyond the palette has the colour at its end.
      const index = Math.min(Math.max((values[i] ?? 0) - first, 0), colours.length - 1);
      rgb[3 * i + channel] = colours[index] ?? 0;
    }
  });
  return rgb;
}

function readTable(header: DataSet, descriptor: string, data: string, isSigned: boolean): Table {
  const count = header.uint16(descriptor, 0) || 65_536;
  const first = (isSigned ? header.int16(descriptor, 1) : header.uint16(descriptor, 1)) ?? 0;
  const bits = header.uint16(descriptor, 2) ?? 16;
  const element = header.elements[data];
  if (!element || !header.elements[descriptor] || element.length < count) {
    throw decodingError('dicom-palette');
  }
  const colours = new Uint8Array(count);
  if (element.length < 2 * count)
    colours.set(header.byteArray.subarray(element.dataOffset, element.dataOffset + count));
  else {
    const shift = bits > 8 ? 8 : 0;
    for (let i = 0; i < count; i++) colours[i] = (header.uint16(data, i) ?? 0) >> shift;
  }
  return { first, colours };
}
