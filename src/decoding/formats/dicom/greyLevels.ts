import { type GreyWindow, narrowed, type Padding, type RawImage, type Samples } from '../../image/rawImage.ts';
import { decodingError } from '../../messages.ts';
import { percentileWindow, windowOf16Bits } from '../../windowing/windowing.ts';
import type { FrameHeader } from './header/frameHeader.ts';
import type { StoredValues } from './storedValues.ts';

const CENTER = 'x00281050';
const WIDTH = 'x00281051';
const FUNCTION = 'x00281056';

const MODALITY_TABLE = 'x00283000';
const WINDOW_TABLE = 'x00283010';
const TABLE_DESCRIPTOR = 'x00283002';
const TABLE_DATA = 'x00283006';

/** Stored values in the units of the scan, by the header's table or its slope and intercept (DICOM PS3.3, C.11.1). */
export function rescaled(values: StoredValues, header: FrameHeader, isSigned: boolean): Samples {
  const table = readTable(header, MODALITY_TABLE, isSigned);
  if (table) return lookUp(values, table);
  const { slope, intercept } = header.rescaling;
  if (slope === 1 && intercept === 0) return narrowed(values);
  const areWhole = values.BYTES_PER_ELEMENT <= 2 && isSmallWhole(slope) && isSmallWhole(intercept);
  const scaled = areWhole ? new Int32Array(values.length) : new Float64Array(values.length);
  for (let i = 0; i < scaled.length; i++) scaled[i] = (values[i] ?? 0) * slope + intercept;
  return narrowed(scaled);
}

/** So small that 16 bits times one and plus another are less than 32. */
function isSmallWhole(factor: number): boolean {
  return Number.isInteger(factor) && Math.abs(factor) < 2 ** 14;
}

/**
 * The values as a table of the header wants them shown (VOI LUT, DICOM PS3.3, C.11.2.1.1), with the window that shows all of its outputs;
 * null where the header has no table, or a window, which goes before it.
 */
export function byWindowTable(
  values: Samples,
  header: FrameHeader,
  isSigned: boolean,
): { readonly values: Samples; readonly window: GreyWindow } | null {
  const table = readWindow(header) ? null : readTable(header, WINDOW_TABLE, isSigned);
  return table && { values: lookUp(values, table), window: { low: 0, high: 2 ** table.bits - 1 } };
}

type Table = { readonly first: number; readonly outputs: Uint16Array; readonly bits: number };

/** Null where the header has no such table. Throws UserError for one that is damaged. */
function readTable(header: FrameHeader, sequence: string, isSigned: boolean): Table | null {
  const item = header.item(sequence);
  if (!item) return null;
  const count = item.uint16(TABLE_DESCRIPTOR, 0) || 65_536;
  const first = isSigned ? item.int16(TABLE_DESCRIPTOR, 1) : item.uint16(TABLE_DESCRIPTOR, 1);
  const bits = item.uint16(TABLE_DESCRIPTOR, 2);
  const data = item.elements[TABLE_DATA];
  if (first === undefined || !bits || bits > 16 || !data || data.length < count) throw decodingError('dicom-header');
  const isWide = data.length >= 2 * count;
  const outputs = Uint16Array.from(
    { length: count },
    (_, i) => (isWide ? item.uint16(TABLE_DATA, i) : item.byteArray[data.dataOffset + i]) ?? 0,
  );
  return { first, outputs, bits };
}

/** Values beyond the table have the output at its end. */
function lookUp(values: ArrayLike<number>, { first, outputs }: Table): Samples {
  const last = outputs.length - 1;
  return narrowed(Float64Array.from(values, (value) => outputs[Math.min(Math.max(value - first, 0), last)] ?? 0));
}

/**
 * The first window of the header. Where it has none, or one that shows nothing of the values: all of the range for 8 bits and less; for 16 as
 * in an image file of as many; percentiles for all else.
 *
 * @param plainBits of values that are stored without a sign and mean what they are; null for others, whose range is of no account
 */
export function greyWindowOf(
  values: Samples,
  header: FrameHeader,
  plainBits: number | null,
): Pick<RawImage, 'window' | 'windowOfVersion1'> {
  const stated = readWindow(header);
  if (stated && showsSomething(stated, values)) return { window: stated };
  if (plainBits !== null && plainBits <= 8) return { window: { low: 0, high: 2 ** plainBits - 1 } };
  return plainBits === 16 ? windowOf16Bits(values) : { window: percentileWindow(values) };
}

/** Where the window's ramp begins and ends (DICOM PS3.3, C.11.2.1.2 and C.11.2.1.3.2). */
function readWindow(header: FrameHeader): GreyWindow | null {
  const center = header.decimal(CENTER);
  const width = header.decimal(WIDTH);
  if (center === null || width === null || width <= 0) return null;
  if (header.text(FUNCTION) === 'LINEAR_EXACT') return { low: center - width / 2, high: center + width / 2 };
  if (width < 1) return null;
  return { low: center - 0.5 - (width - 1) / 2, high: center - 0.5 + (width - 1) / 2 };
}

/** Some programs write windows that belong to other images: all black or all white. */
function showsSomething({ low, high }: GreyWindow, values: Samples): boolean {
  return values.some((value) => value > low) && values.some((value) => value < high);
}

const VALUE = 'x00280120';
const RANGE_LIMIT = 'x00280121';
/** The same for fractions, of 32 and of 64 bits. */
const FLOAT = { value: 'x00280122', limit: 'x00280124' };
const DOUBLE = { value: 'x00280123', limit: 'x00280125' };

type SeparatedPadding = { readonly padding: Padding | null; readonly measured: Samples };

/** Which values of a grey image are padding, and those that are not. One that would be nothing but padding is taken to have none. */
export function separatePadding(values: Samples, header: FrameHeader, isSigned: boolean): SeparatedPadding {
  const padding = readPadding(header, isSigned);
  const measured = padding ? values.filter((value) => value < padding.low || value > padding.high) : values;
  const hasBoth = measured.length > 0 && measured.length < values.length;
  return hasBoth ? { padding, measured } : { padding: null, measured: values };
}

/** In stored values, and either end may come first (DICOM PS3.3, C.7.5.1.1.2). */
function readPadding(header: FrameHeader, isSigned: boolean): Padding | null {
  const value = header.word(VALUE, isSigned) ?? header.float(FLOAT.value) ?? header.double(DOUBLE.value);
  if (value === null) return null;
  const limit = header.word(RANGE_LIMIT, isSigned) ?? header.float(FLOAT.limit) ?? header.double(DOUBLE.limit);
  const ends = rescaled(Float64Array.of(value, limit ?? value), header, isSigned);
  return { low: Math.min(...ends), high: Math.max(...ends) };
}

export function sayPadding({ low, high }: Padding): string {
  const values = low === high ? `the value ${low}` : `values from ${low} to ${high}`;
  return `${values}: nothing was measured there, and it is black`;
}
