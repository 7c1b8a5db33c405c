import type { Padding, Samples } from '../../image/rawImage.ts';
import { rescaled } from './greyLevels.ts';
import type { FrameHeader } from './header/frameHeader.ts';

const VALUE = 'x00280120';
const RANGE_LIMIT = 'x00280121';

type Told = { readonly padding: Padding | null; readonly measured: Samples };

/** Which values of a grey picture are padding, and those that are not. One that would be nothing but padding is taken to have none. */
export function separatePadding(values: Samples, header: FrameHeader, isSigned: boolean): Told {
  const padding = readPadding(header, isSigned);
  const measured = padding ? values.filter((value) => value < padding.low || value > padding.high) : values;
  const hasBoth = measured.length > 0 && measured.length < values.length;
  return hasBoth ? { padding, measured } : { padding: null, measured: values };
}

/** Told in stored values, and either end may come first (DICOM PS3.3, C.7.5.1.1.2). */
function readPadding(header: FrameHeader, isSigned: boolean): Padding | null {
  const value = header.word(VALUE, isSigned);
  if (value === null) return null;
  const ends = rescaled(Float64Array.of(value, header.word(RANGE_LIMIT, isSigned) ?? value), header);
  return { low: Math.min(...ends), high: Math.max(...ends) };
}

export function sayPadding({ low, high }: Padding): string {
  const values = low === high ? `the value ${low}` : `values from ${low} to ${high}`;
  return `${values}: nothing was measured there, and it is black`;
}
