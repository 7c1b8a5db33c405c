import type { PatientKey } from '../../dataset/scan.ts';
import { type Words, wordsWasm } from '../wasm/wordsWasm.ts';
import type { DecodedImage } from './decodedImage.ts';

/** Samples in the narrowest lossless type: see `narrowed`. */
export type Samples = Uint8Array | Uint16Array | Int16Array | Float32Array;

/** What is black and what is white in the network's input, in the units of the samples; `low` <= `high`. */
export type GreyWindow = { readonly low: number; readonly high: number };

/** Values, both ends included, that fill an image up to its rectangle and measure nothing, in the units of the samples. */
export type Padding = { readonly low: number; readonly high: number };

/** What the header says of an image, for the eye: ['Echo time', '4.2 ms']. Nothing of it personal: no names, dates, places, numbers of patients. */
export type HeaderFields = readonly (readonly [label: string, value: string])[];

/** The label of a fact about the file, not the image: it is not stored with the image. */
export const FILE_FIELD = 'Transfer syntax';

/** Full-range pixels of one image: what is stored of a slice, and what the viewer shows. */
export type RawImage = {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** [height, width, channels] row by row. Grey: in the scan's own units (rescaled: Hounsfield), colour: bytes. */
  readonly values: Samples;
  /** For images of bytes 0 and 255. */
  readonly window: GreyWindow;
  /** That of version 1 of the preprocessing; left out where it is the same. */
  readonly windowOfVersion1?: GreyWindow;
  /** True where low values are white (MONOCHROME1): the network's input is inverted after the window. */
  readonly inverted: boolean;
  /** Always black, and not counted where one is found from the values; null where the image has none. */
  readonly padding: Padding | null;
  /** Height of a pixel divided by its width, for the eye alone: 1 for square ones, and where nothing is known. See `pixelAspectOf`. */
  readonly pixelAspect: number;
  readonly headerFields: HeaderFields;
};

/** Of an image whose file says nothing of these. */
export const NO_METADATA = { padding: null, pixelAspect: 1, headerFields: [] } as const satisfies Partial<RawImage>;

/** An image of 8 bits: its range is all of them. */
export function imageOfBytes({ width, height, channels, pixels }: DecodedImage): RawImage {
  const window = { low: 0, high: 255 };
  return { ...NO_METADATA, width, height, channels, values: pixels, window, inverted: false };
}

/** One slice (or frame) of a file that holds several, upright as its viewers show it. */
export type SliceSource = RawImage & {
  /** Whom it is of; null where the file says nothing that could tell. */
  readonly subject: PatientKey | null;
  /** What took it, see `Scan.scanner`; null, or left out, where the file names none. */
  readonly scanner?: string | null;
  /** 16 hex digits, see `shortHash`: slices with the same can be scrolled through. */
  readonly series: string;
  /** Orders the slices of a series. */
  readonly position: number;
};

const INTEGERS = [
  { Type: Uint8Array, low: 0, high: 255 },
  { Type: Uint16Array, low: 0, high: 65_535 },
  { Type: Int16Array, low: -32_768, high: 32_767 },
] as const;

/**
 * The same values in the narrowest of the four types that holds them all exactly; fractions and wider integers become 32-bit
 * floats, and what is not finite becomes 0. So the same image has the same bytes, however its file stored it.
 */
export function narrowed(values: ArrayLike<number>): Samples {
  if (values instanceof Uint16Array || values instanceof Int16Array) return narrowedWords(values);
  const range = rangeOfWhole(values);
  if (!range) return finiteFloats(values);
  const fitting = INTEGERS.find((type) => range.low >= type.low && range.high <= type.high);
  return fitting ? new fitting.Type(values) : new Float32Array(values);
}

/** The words themselves, where these are narrow enough and have a buffer of their own. */
function narrowedWords(given: Words): Samples {
  const bits = bitsIn(given);
  if (bits <= 0xff) return new Uint8Array(given);
  const words = given.byteLength === given.buffer.byteLength ? given : given.slice();
  return words instanceof Int16Array && bits <= 0x7fff ? new Uint16Array(words.buffer) : words;
}

/** The bits that any of the words has. */
function bitsIn(words: Words): number {
  const found = wordsWasm()?.bitsOf(words);
  if (typeof found === 'number') return found;
  let bits = 0;
  for (const word of words) bits |= word;
  return bits & 0xffff;
}

/** From 0 down and up; null where one is not whole. */
function rangeOfWhole(values: ArrayLike<number>): { readonly low: number; readonly high: number } | null {
  let low = 0;
  let high = 0;
  const mayBeFractions = !(values instanceof Int32Array || values instanceof Int16Array);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (mayBeFractions && !Number.isInteger(value)) return null;
    if (value < low) low = value;
    else if (value > high) high = value;
  }
  return { low, high };
}

/** `Float32Array.from` with a function takes five times as long. */
function finiteFloats(values: ArrayLike<number>): Float32Array {
  const floats = new Float32Array(values);
  for (let i = 0; i < floats.length; i++) if (!Number.isFinite(floats[i])) floats[i] = 0;
  return floats;
}

/** All slices, one of them (from 0), or the one in the middle. */
export type WhichSlices = 'all' | 'middle' | number;
