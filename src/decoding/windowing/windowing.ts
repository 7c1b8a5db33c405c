import type { DecodedImage } from '../image/decodedImage.ts';
import { type GreyWindow, NO_METADATA, type Padding, type RawImage, type Samples } from '../image/rawImage.ts';
import { PREPROCESSING_VERSION, type PreprocessingVersion } from '../preprocessingVersion.ts';

/** Shares of the values that may be cut off at the dark and at the bright end. */
const DARKEST = 0.005;
const BRIGHTEST = 0.995;

const LEVELS_8_BITS = 256;
const LEVELS_16_BITS = 65_536;

/**
 * What the network is given of an image of any range: [height, width, channels] bytes 0..255. The window is DICOM's (WindowCenter and
 * WindowWidth, or the VOI LUT) where the file has one, else percentiles. What the viewer shows instead: `ui/viewer/image/windowing.ts`.
 */
export function windowed(image: RawImage, version: PreprocessingVersion = PREPROCESSING_VERSION): DecodedImage {
  const { width, height, channels, values } = image;
  const window = windowOf(image, version);
  const asItIs = values instanceof Uint8Array && !image.inverted && !image.padding && isWhole(window);
  const pixels = asItIs ? values : toBytes(image, window);
  return { width, height, channels, pixels };
}

/** What is black and what is white for a network that was trained with this version of the preprocessing. */
function windowOf(image: RawImage, version: PreprocessingVersion): GreyWindow {
  return version === 1 ? (image.windowOfVersion1 ?? image.window) : image.window;
}

function isWhole({ low, high }: GreyWindow): boolean {
  return low === 0 && high === 255;
}

// Loops over pixels are functions of their own: with cold code behind the loop V8 (in Node 20) gave up its compiled form at every image.

function toBytes({ values, inverted, padding }: RawImage, window: GreyWindow): Uint8Array {
  const bytes = new Uint8Array(values.length);
  const isWorthATable = !padding && !(values instanceof Float32Array);
  const table = isWorthATable ? levelTable(window, inverted, values.length) : null;
  for (let at = 0; at < values.length; at += PORTION) {
    const portion = values.subarray(at, at + PORTION);
    if (table && !(portion instanceof Float32Array)) {
      lookUpLevels(asWhole(portion), table, bytes.subarray(at, at + PORTION));
      continue;
    }
    const levels = new Uint8ClampedArray(bytes.buffer, at, portion.length);
    const numbers = asFloats(portion);
    writeLevels(numbers, window, inverted, levels);
    if (padding) blacken(numbers, padding, levels);
  }
  return bytes;
}

/** The levels of the whole numbers from `first` on; those below and above have the levels at its ends. */
type LevelTable = { readonly first: number; readonly levels: Uint8Array };

/** The last one: the slices of a volume have one window. */
let madeTable: (LevelTable & { readonly window: GreyWindow; readonly inverted: boolean }) | null = null;

/** Null where the table would be longer than the image, unless it is there. */
function levelTable(window: GreyWindow, inverted: boolean, pixels: number): LevelTable | null {
  const { low, high } = window;
  if (madeTable?.window.low === low && madeTable.window.high === high && madeTable.inverted === inverted)
    return madeTable;
  const first = Math.floor(low);
  const length = Math.floor(high) + 2 - first; // to one above the window
  if (!(length < pixels)) return null;
  const numbers = new Float32Array(length);
  for (let i = 0; i < length; i++) numbers[i] = first + i;
  const levels = new Uint8ClampedArray(length);
  writeLevels(numbers, window, inverted, levels);
  madeTable = { window, inverted, first, levels: new Uint8Array(levels.buffer) };
  return madeTable;
}

function lookUpLevels(numbers: Int32Array, { first, levels }: LevelTable, bytes: Uint8Array): void {
  const last = levels.length - 1;
  for (let i = 0; i < bytes.length; i++) {
    const at = (numbers[i] ?? 0) - first;
    bytes[i] = levels[Math.max(0, Math.min(at, last))] ?? 0;
  }
}

/** The linear function of DICOM PS3.3 C.11.2.1.2 for the output 0..255, rounded. */
function writeLevels(
  numbers: Float32Array,
  { low, high }: GreyWindow,
  inverted: boolean,
  bytes: Uint8ClampedArray,
): void {
  const scale = high > low ? 255 / (high - low) : Number.POSITIVE_INFINITY;
  for (let i = 0; i < bytes.length; i++) {
    const above = (numbers[i] ?? 0) - low;
    // Clamped and rounded when stored; a window of no width is a threshold.
    const level = above <= 0 ? 0 : above * scale;
    bytes[i] = inverted ? 255 - Math.min(level, 255) : level;
  }
}

function blacken(numbers: Float32Array, { low, high }: Padding, bytes: Uint8ClampedArray): void {
  for (let i = 0; i < bytes.length; i++) {
    const value = numbers[i] ?? 0;
    if (value >= low && value <= high) bytes[i] = 0;
  }
}

/** Samples that are gone over at a time: they stay in the processor's own memory meanwhile. */
const PORTION = 2 ** 14;
const floats = new Float32Array(PORTION);
const wholeNumbers = new Int32Array(PORTION);

/**
 * A portion of samples as one kind of array, until it is called next: a loop over several kinds takes three times as long, and fresh memory
 * for each image as long as the loop.
 */
function asFloats(portion: Samples): Float32Array {
  if (portion instanceof Float32Array) return portion;
  floats.set(portion);
  return floats;
}

/** The same of whole numbers. */
function asWhole(portion: WholeSamples): Int32Array {
  wholeNumbers.set(portion);
  return wholeNumbers;
}

type WholeSamples = Exclude<Samples, Float32Array>;

/** A grey image of any range whose file names no window: it is found from the values. */
export function imageOfGreys(width: number, height: number, values: Samples, inverted = false): RawImage {
  return { ...NO_METADATA, width, height, channels: 1, values, window: percentileWindow(values), inverted };
}

/** Black and white of 16 bits, as 0 and 255 are of 8. */
const RANGE_16_BITS: GreyWindow = { low: 0, high: LEVELS_16_BITS - 1 };
/** Percentiles further apart than this need more than 15 bits. */
const WIDE = LEVELS_16_BITS / 2;
/** What turns a byte into 16 bits: repeated, or above zeros. */
const WIDENED_BY = [257, 256];

/** The window of an image by each version of the preprocessing. */
type Windows = Pick<RawImage, 'window' | 'windowOfVersion1'>;

/**
 * The window of unsigned 16-bit greys of which nothing else says it. What fills its range, or holds bytes that were widened, has the greys that
 * it has at 8 bits; scanners' 12 to 14 bits, which would be all but black, get a window from percentiles, as everything did in version 1
 * of the preprocessing.
 */
export function windowOf16Bits(values: Samples): Windows {
  const window = percentileWindow(values);
  if (window.high - window.low < WIDE && !areWidenedBytes(values)) return { window };
  return { window: RANGE_16_BITS, windowOfVersion1: window };
}

/** An image file of 16-bit greys. */
export function imageOf16Bits(width: number, height: number, values: Samples, inverted = false): RawImage {
  const windows = windowOf16Bits(values);
  const headerFields = [greyLevelsField(windows.window)];
  return { ...NO_METADATA, width, height, channels: 1, values, ...windows, inverted, headerFields };
}

function areWidenedBytes(values: Samples): boolean {
  return WIDENED_BY.some((factor) => values.every((value) => value % factor === 0));
}

function greyLevelsField({ low, high }: GreyWindow): readonly [string, string] {
  const isFull = low === RANGE_16_BITS.low && high === RANGE_16_BITS.high;
  const ends = `${Number(low.toFixed(1))} (black) to ${Number(high.toFixed(1))} (white)`;
  return ['Grey levels', isFull ? `the full range, ${ends}` : `${ends}: 0.5th to 99.5th percentile`];
}

/**
 * From the 0.5th to the 99.5th percentile of the values (as numpy.percentile counts them), so that a few stray pixels do not set
 * the range; from the least to the greatest where that has no width.
 */
export function percentileWindow(values: Samples): GreyWindow {
  const valueAt = values instanceof Float32Array ? bySorting(values) : byCounting(values);
  const last = values.length - 1;
  const low = between(valueAt, DARKEST * last);
  const high = between(valueAt, BRIGHTEST * last);
  return low < high ? { low, high } : { low: valueAt(0), high: valueAt(last) };
}

/** The value at a rank that need not be whole. */
function between(valueAt: (rank: number) => number, rank: number): number {
  const below = valueAt(Math.floor(rank));
  return below + (valueAt(Math.ceil(rank)) - below) * (rank - Math.floor(rank));
}

function bySorting(values: Float32Array): (rank: number) => number {
  const sorted = values.slice().sort();
  return (rank) => sorted[rank] ?? 0;
}

const levelCounts = new Uint32Array(LEVELS_16_BITS);

/** Faster than sorting where there are few different values. What it gives holds until it is called next. */
function byCounting(values: WholeSamples): (rank: number) => number {
  const lowest = values instanceof Int16Array ? -32_768 : 0;
  const counts = values instanceof Uint8Array ? levelCounts.subarray(0, LEVELS_8_BITS) : levelCounts;
  counts.fill(0);
  for (let at = 0; at < values.length; at += PORTION) {
    const portion = values.subarray(at, at + PORTION);
    count(asWhole(portion), portion.length, lowest, counts);
  }
  let first = 0;
  while (first < counts.length - 1 && counts[first] === 0) first++;
  return (rank) => {
    let level = first;
    for (let seen = counts[first] ?? 0; seen <= rank && level < counts.length - 1; seen += counts[level] ?? 0) level++;
    return level + lowest;
  };
}

/** `counts`: of `lowest`, and of each whole number above it. */
function count(numbers: Int32Array, length: number, lowest: number, counts: Uint32Array): void {
  for (let i = 0; i < length; i++) {
    const level = (numbers[i] ?? 0) - lowest;
    counts[level] = (counts[level] ?? 0) + 1;
  }
}
