import { imageOfRgb } from '../../image/imageOfRgb.ts';
import { imageOfBytes, type RawImage } from '../../image/rawImage.ts';
import { decodingError, truncatedError } from '../../messages.ts';
import { unpackGifCodes } from './gifCodes.ts';
import { type GifFrame, readGif } from './gifHeader.ts';

/** First row and distance of the rows of each pass of an interlaced frame (GIF89a, appendix E). */
const PASSES = [
  [0, 8],
  [4, 8],
  [2, 4],
  [1, 2],
] as const;

/** The first frame of a GIF on a black screen. Throws UserError. */
export function decodeGif(bytes: Uint8Array): RawImage {
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
