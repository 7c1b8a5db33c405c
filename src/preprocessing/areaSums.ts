import type { DecodedImage } from '../decoding/image/decodedImage.ts';

/**
 * Which pixels of a line an output pixel covers, in units of 1 / outputs of a pixel, so that everything is a whole number: pixel
 * `first` by `head`, all between wholly (by `outputs`), pixel `last` by `tail` (0 where it is `first`).
 */
type Span = { readonly first: number; readonly head: number; readonly last: number; readonly tail: number };

/**
 * What each output pixel covers of the image: [height, width, channels] sums of its levels, in units of 1 / (width * height)
 * of a pixel, with fractional weights at the edges. Whole numbers below 2^53, so they are exact in any order of adding.
 * `areaMachine.ts` does the same faster.
 */
export function areaSums(image: DecodedImage, width: number, height: number): Float64Array {
  const lineLength = width * image.channels;
  const columns = spansOf(image.width, width);
  const all = new Float64Array(lineLength * height);
  const line = new Float64Array(lineLength);
  let lineRow = -1;
  spansOf(image.height, height).forEach((row, y) => {
    const sums = all.subarray(y * lineLength, (y + 1) * lineLength);
    for (let from = row.first; from <= row.last; from++) {
      const weight = from === row.first ? row.head : from === row.last ? row.tail : height;
      if (weight === 0) continue;
      // Neighbouring output rows share a source row.
      if (from !== lineRow) shrinkLine(image, from, columns, width, line);
      lineRow = from;
      for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] ?? 0) + weight * (line[i] ?? 0);
    }
  });
  return all;
}

/** Output pixel o covers [o * inputs, (o + 1) * inputs) where pixel i is [i * outputs, (i + 1) * outputs). */
function spansOf(inputs: number, outputs: number): Span[] {
  return Array.from({ length: outputs }, (_, o) => {
    const start = o * inputs;
    const end = start + inputs;
    const first = Math.floor(start / outputs);
    const last = Math.ceil(end / outputs) - 1;
    if (first === last) return { first, head: inputs, last, tail: 0 };
    return { first, head: (first + 1) * outputs - start, last, tail: end - last * outputs };
  });
}

/** Sums of one row of the image over the columns' spans, into `line`. */
function shrinkLine(
  { width, channels, pixels }: DecodedImage,
  row: number,
  columns: readonly Span[],
  whole: number,
  line: Float64Array,
): void {
  const start = row * width * channels;
  let to = 0;
  for (const { first, head, last, tail } of columns) {
    for (let c = 0; c < channels; c++) {
      const begin = start + first * channels + c;
      const end = start + last * channels + c;
      let between = 0;
      for (let p = begin + channels; p < end; p += channels) between += pixels[p] ?? 0;
      line[to++] = head * (pixels[begin] ?? 0) + whole * between + tail * (pixels[end] ?? 0);
    }
  }
}
