import type { DecodedImage } from '../image/decodedImage.ts';
import { type GreyWindow, NO_METADATA, type Padding, type RawImage, type Samples } from '../image/rawImage.ts';
import { PREPROCESSING_VERSION, type PreprocessingVersion } from '../preprocessingVersion.ts';
import { type WholeSamples, wordsWasm } from '../wasm/wordsWasm.ts';

/** Shares of the values that may be cut off at the dark and at the bright end. */
const DARKEST = 0.005;
const BRIGHTEST = 0.995;

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
  const bytes = levelsOf(values, window, inverted);
  if (padding) inPortions(values, (numbers, from) => blacken(numbers, padding, bytes.subarray(from, from + PORTION)));
  return bytes;
}

/** The linear function of DICOM PS3.3 C.11.2.1.2 for the output 0..255, rounded, halves to even. */
function levelsOf(values: Samples, { low, high }: GreyWindow, inverted: boolean): Uint8Array {
  const scale = high > low ? 255 / (high - low) : Number.MAX_VALUE; // a window of no width is a threshold
  const levels = values instanceof Float32Array ? null : wordsWasm()?.levelsOf(values, low, scale, inverted);
  if (levels) return levels;
  const clamped = new Uint8ClampedArray(values.length);
  inPortions(values, (numbers, from) =>
    writeLevels(numbers, low, scale, inverted, clamped.subarray(from, from + PORTION)),
  );
  return new Uint8Array(clamped.buffer);
}

function writeLevels(
  numbers: Float32Array,
  low: number,
  scale: number,
  inverted: boolean,
  levels: Uint8ClampedArray,
): void {
  for (let i = 0; i < levels.length; i++) {
    const level = Math.max(0, (numbers[i] ?? 0) - low) * scale;
    levels[i] = inverted ? 255 - Math.min(level, 255) : level; // cut off and rounded when stored
  }
}

function blacken(numbers: Float32Array, { low, high }: Padding, bytes: Uint8Array): void {
  for (let i = 0; i < bytes.length; i++) {
    const value = numbers[i] ?? 0;
    if (value >= low && value <= high) bytes[i] = 0;
  }
}

/** Samples that are gone over at a time: they stay in the processor's own memory meanwhile. */
const PORTION = 2 ** 14;
const floats = new Float32Array(PORTION);

/**
 * Portions of samples as one kind of array, each until the next: a loop over several kinds takes three times as long, and fresh memory for each
 * image as long as the loop.
 */
function inPortions(values: Samples, take: (numbers: Float32Array, from: number) => void): void {
  for (let from = 0; from < values.length; from += PORTION) {
    const portion = values.subarray(from, from + PORTION);
    if (!(portion instanceof Float32Array)) floats.set(portion);
    take(portion instanceof Float32Array ? portion : floats, from);
  }
}

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

/** Faster than sorting where there are few different values. What it gives holds until it is called next. */
function byCounting(values: WholeSamples): (rank: number) => number {
  const lowest = values instanceof Int16Array ? -32_768 : 0;
  const { counts, first } = wordsWasm()?.countsOf(values) ?? countsOf(values, lowest);
  return (rank) => {
    let level = first;
    for (let seen = counts[first] ?? 0; seen <= rank && level < LEVELS_16_BITS - 1; seen += counts[level] ?? 0) level++;
    return level + lowest;
  };
}

function countsOf(values: WholeSamples, lowest: number): { readonly counts: Uint32Array; readonly first: number } {
  const counts = new Uint32Array(LEVELS_16_BITS);
  for (const value of values) counts[value - lowest] = (counts[value - lowest] ?? 0) + 1;
  return { counts, first: counts.findIndex((count) => count > 0) };
}
