import { imageOfRgb } from '../../image/imageOfRgb.ts';
import { imageOfBytes, type RawImage } from '../../image/rawImage.ts';
import { decodingError, truncatedError } from '../../messages.ts';
import { hasSignature } from '../../signature.ts';
import type { ImageFormat } from '../format.ts';
import { description } from './description.ts';
import { type GifFrame, readGif, readGifHeader } from './gifHeader.ts';

export const gif = {
  ...description,
  sniff: (bytes) => hasSignature(bytes, 'GIF87a') || hasSignature(bytes, 'GIF89a'),
  header: readGifHeader,
  decode: decodeGif,
} as const satisfies ImageFormat;

/** First row and distance of the rows of each pass of an interlaced frame (GIF89a, appendix E). */
const PASSES = [
  [0, 8],
  [4, 8],
  [2, 4],
  [1, 2],
] as const;

/** The first frame of a GIF on a black screen. Throws UserError. */
function decodeGif(bytes: Uint8Array): RawImage {
  const gif = readGif(bytes);
  const { frame } = gif;
  const indices = new Uint8Array(frame.width * frame.height);
  const written = unpackGifCodes(frame.packed, frame.codeBits, indices);
  if (written === null) throw decodingError('gif-data');
  if (written < indices.length) throw truncatedError();
  const rgb = new Uint8Array(3 * gif.width * gif.height);
  rowsOf(frame).forEach((y, row) => {
    const from = indices.subarray(row * frame.width, (row + 1) * frame.width);
    drawRow(from, frame, rgb.subarray(3 * ((frame.top + y) * gif.width + frame.left)));
  });
  return imageOfBytes(imageOfRgb(gif.width, gif.height, rgb));
}

/** Where each stored row lies in the frame. */
function rowsOf({ height, isInterlaced }: GifFrame): number[] {
  const passes = isInterlaced ? PASSES : [[0, 1] as const];
  return passes.flatMap(([first, step]) =>
    Array.from({ length: Math.max(0, Math.ceil((height - first) / step)) }, (_, i) => first + i * step),
  );
}

/** Colours beyond the table are black, as what is transparent. */
function drawRow(indices: Uint8Array, { colours, transparent }: GifFrame, target: Uint8Array): void {
  indices.forEach((index, x) => {
    if (index !== transparent) target.set(colours.subarray(3 * index, 3 * index + 3), 3 * x);
  });
}

const MOST_BITS = 12;

/**
 * Unpacks GIF's LZW (GIF89a, appendix F: codes least significant bit first, from `codeBits` + 1 up to 12 bits, widened when the table
 * needs it) into `target`. Returns the bytes written, fewer than the target holds where the data end too early; null for a
 * code that does not fit its input. Never writes beyond the target.
 */
function unpackGifCodes(data: Uint8Array, codeBits: number, target: Uint8Array): number | null {
  const clear = 1 << codeBits;
  const end = clear + 1;
  // A string is where it was written last, and how long it is.
  const starts = new Uint32Array(1 << MOST_BITS);
  const lengths = new Uint32Array(1 << MOST_BITS);
  let [next, bits, previous] = [end + 1, codeBits + 1, -1];
  let [buffer, held, written] = [0, 0, 0];
  for (const byte of data) {
    buffer |= byte << held;
    held += 8;
    while (held >= bits && written < target.length) {
      const code = buffer & ((1 << bits) - 1);
      buffer >>>= bits;
      held -= bits;
      if (code === end) return written;
      if (code === clear) {
        [next, bits, previous] = [end + 1, codeBits + 1, -1];
        continue;
      }
      if (code > next || (code === next && previous < 0) || (code === next && next === 1 << MOST_BITS)) return null;
      const start = written;
      // The string of the code, and one byte more, is that of the next one.
      if (previous >= 0 && next < 1 << MOST_BITS) {
        starts[next] = previous;
        lengths[next] = written - previous + 1;
        next++;
        if (next === 1 << bits && bits < MOST_BITS) bits++;
      }
      if (code < clear) target[written++] = code;
      else written = copied(target, starts[code] ?? 0, lengths[code] ?? 0, written);
      previous = start;
    }
  }
  return written;
}

/** Byte by byte: a string may reach into itself. */
function copied(target: Uint8Array, from: number, length: number, to: number): number {
  const end = Math.min(to + length, target.length);
  for (let at = to; at < end; at++) target[at] = target[from + at - to] ?? 0;
  return end;
}
