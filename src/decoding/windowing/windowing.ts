import type { DecodedImage } from '../image/decodedImage.ts';
import { type GreyWindow, NO_METADATA, type Padding, type RawImage, type Samples } from '../image/rawImage.ts';

/** Shares of the values that may be cut off at the dark and at the bright end. */
const DARKEST = 0.005;
const BRIGHTEST = 0.995;

const LEVELS_8_BITS = 256;
const LEVELS_16_BITS = 65_536;

/**
 * What the network is given of an image of any range: [height, width, channels] bytes 0..255. The window is DICOM's (WindowCenter and
 * WindowWidth, or the VOI LUT) where the file has one, else percentiles. What the viewer shows instead: `ui/viewer/image/windowing.ts`.
 */
export function windowed(image: RawImage): DecodedImage {
  const { width, height, channels, values } = image;
  const asItIs = values instanceof Uint8Array && !image.inverted && !image.padding && isWhole(image.window);
  const pixels = asItIs ? values : toBytes(image);
  return { width, height, channels, pixels };
}

function isWhole({ low, high }: GreyWindow): boolean {
  return low === 0 && high === 255;
}

/** The linear function of DICOM PS3.3 C.11.2.1.2 for the output 0..255, rounded. */
function toBytes({ values, window: { low, high }, inverted, padding }: RawImage): Uint8Array {
  const scale = high > low ? 255 / (high - low) : Number.POSITIVE_INFINITY;
  const bytes = new Uint8ClampedArray(values.length);
  // One kind of array, whatever the image's: a loop over several kinds takes three times as long.
  const numbers = values instanceof Float32Array ? values : new Float32Array(values);
  for (let i = 0; i < numbers.length; i++) {
    const above = (numbers[i] ?? 0) - low;
    // Clamped and rounded when stored; a window of no width is a threshold.
    const level = above <= 0 ? 0 : above * scale;
    bytes[i] = inverted ? 255 - Math.min(level, 255) : level;
  }
  if (padding) blacken(bytes, values, padding);
  return new Uint8Array(bytes.buffer);
}

function blacken(bytes: Uint8ClampedArray, values: Samples, { low, high }: Padding): void {
  values.forEach((value, i) => {
    if (value >= low && value <= high) bytes[i] = 0;
  });
}

/** A grey image of any range whose file names no window: it is found from the values. */
export function imageOfGreys(width: number, height: number, values: Samples, inverted = false): RawImage {
  return { ...NO_METADATA, width, height, channels: 1, values, window: percentileWindow(values), inverted };
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

/** Faster than sorting where there are few different values. */
function byCounting(values: Exclude<Samples, Float32Array>): (rank: number) => number {
  const lowest = values instanceof Int16Array ? -32_768 : 0;
  const counts = new Uint32Array(values instanceof Uint8Array ? LEVELS_8_BITS : LEVELS_16_BITS);
  const numbers = new Int32Array(values);
  for (let i = 0; i < numbers.length; i++) {
    const level = (numbers[i] ?? 0) - lowest;
    counts[level] = (counts[level] ?? 0) + 1;
  }
  const first = Math.max(
    0,
    counts.findIndex((count) => count > 0),
  );
  return (rank) => {
    let level = first;
    for (let seen = counts[first] ?? 0; seen <= rank && level < counts.length - 1; seen += counts[level] ?? 0) level++;
    return level + lowest;
  };
}
