import type { ImageHeader } from '../../image/imageHeader.ts';
import { imageOfRgb } from '../../image/imageOfRgb.ts';
import { imageOfBytes, narrowed, type RawImage } from '../../image/rawImage.ts';
import { decodingError } from '../../messages.ts';
import { type ImageShape, imageShape } from '../../numpy/imageShape.ts';
import { numbersOf } from '../../numpy/npyCells.ts';
import { isNpy, type NpyHeader, readNpyHeader } from '../../numpy/npyHeader.ts';
import { imageOfGreys } from '../../windowing/windowing.ts';
import type { ImageFormat } from '../format.ts';
import { description } from './description.ts';

/** One image as a NumPy array; those of an `.npz` are cut out of its arrays: see `numpy/npzArchive.ts`. */
export const npy = {
  ...description,
  sniff: isNpy,
  header: (bytes) => headerOf(shapeOf(readNpyHeader(bytes))),
  decode: decodeNpy,
} as const satisfies ImageFormat;

function shapeOf({ shape, type }: NpyHeader): ImageShape {
  const found = imageShape(shape);
  if (found && type.kind !== 'U' && type.kind !== 'S') return found;
  throw decodingError('npy-shape', { shape: shape.join(' x ') });
}

function headerOf({ width, height, channels }: ImageShape): ImageHeader {
  const colourMode = channels === 1 ? 'grey' : channels === 3 ? 'rgb' : 'rgb-alpha';
  return { width, height, orientation: 1, colourMode, exif: null };
}

/**
 * Grey of 8 bits as it is; other numbers in their full range, with a window from percentiles. Colours become bytes: fractions from 0 to 1
 * are shares of 255. Alpha is left out. Throws UserError.
 */
function decodeNpy(bytes: Uint8Array): RawImage {
  const header = readNpyHeader(bytes);
  const shape = shapeOf(header);
  const { width, height, channels } = shape;
  const stored = numbersOf(bytes.subarray(header.start), header.type, width * height * channels);
  const read = placeReader(shape, header.fortranOrder);
  const isByte = stored instanceof Uint8Array && header.type.kind === 'u';
  if (channels > 1) {
    const scale = isByte ? 1 : colourScale(stored);
    const rgb = new Uint8ClampedArray(3 * width * height);
    for (let i = 0; i < rgb.length; i++) rgb[i] = scale * (stored[read(Math.floor(i / 3), i % 3)] ?? 0);
    return imageOfBytes(imageOfRgb(width, height, new Uint8Array(rgb.buffer)));
  }
  const greys = new Float64Array(width * height);
  for (let i = 0; i < greys.length; i++) greys[i] = stored[read(i, 0)] ?? 0;
  if (isByte) return imageOfBytes({ width, height, channels: 1, pixels: Uint8Array.from(greys) });
  return imageOfGreys(width, height, narrowed(greys));
}

/** Fractions up to 1 are shares of white, 16 bits are taken for what they are, and the rest are bytes in another type. */
function colourScale(values: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, values[i] ?? 0);
  if (most <= 1) return 255;
  return most > 255 ? 255 / 65_535 : 1;
}

/** Where the number of a pixel (row by row) and a channel is. */
function placeReader(
  { width, height, channels, channelsFirst }: ImageShape,
  fortranOrder: boolean,
): (pixel: number, channel: number) => number {
  const counts = channelsFirst ? [channels, height, width] : [height, width, channels];
  const strides = counts.map((_, axis) =>
    (fortranOrder ? counts.slice(0, axis) : counts.slice(axis + 1)).reduce((product, count) => product * count, 1),
  );
  const [rowStride = 0, columnStride = 0, channelStride = 0] = channelsFirst
    ? [strides[1], strides[2], strides[0]]
    : strides;
  return (pixel, channel) =>
    Math.floor(pixel / width) * rowStride + (pixel % width) * columnStride + channel * channelStride;
}
