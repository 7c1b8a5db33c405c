import type { ColourMode } from '../../dataset/scan.ts';
import { decodingError, truncatedError } from '../messages.ts';
import type { ExifBlock, Orientation } from './exif.ts';

/** What is known of an image before one pixel is decoded. */
export type ImageHeader = {
  /** Pixels as stored, before `orientation` is applied. */
  readonly width: number;
  readonly height: number;
  readonly orientation: Orientation;
  readonly colourMode: ColourMode;
  /** Where the file says so; null for formats without EXIF. */
  readonly exif: ExifBlock | null;
};

type HeaderReader = { readonly header: (bytes: Uint8Array) => ImageHeader };

/** An image must be at least so large on both sides. */
const MIN_SIDE = 16;
/** And have no more pixels than this: 64 million take about half a gigabyte to decode. */
const MAX_PIXELS = 64_000_000;

/** No canvas of any browser is longer; beyond it some give back nothing but black. */
const MAX_SIDE = 32_767;

/** Throws UserError for an image that is cut short, too small, or too large to decode. */
export function readImageHeader(bytes: Uint8Array, format: HeaderReader): ImageHeader {
  const header = readOrTruncated(bytes, format);
  checkSize(header.width, header.height);
  return header;
}

/** DataView throws a RangeError beyond the last byte: that is a file that ends too early. */
function readOrTruncated(bytes: Uint8Array, format: HeaderReader): ImageHeader {
  try {
    return format.header(bytes);
  } catch (error) {
    throw error instanceof RangeError ? truncatedError() : error;
  }
}

/** Throws UserError for an image that is too small or too large to be worth decoding. */
export function checkSize(width: number, height: number): void {
  if (width < MIN_SIDE || height < MIN_SIDE) {
    throw decodingError('image-too-small', { width, height, least: MIN_SIDE });
  }
  checkNotTooLarge(width, height);
}

/** Throws UserError for an image of more pixels than can be handled, before they are made. */
export function checkNotTooLarge(width: number, height: number): void {
  if (width * height > MAX_PIXELS) {
    const megapixels = Math.round((width * height) / 1e6);
    throw decodingError('image-too-large', { width, height, megapixels, most: MAX_PIXELS / 1e6 });
  }
  if (width > MAX_SIDE || height > MAX_SIDE) {
    throw decodingError('image-too-long', { width, height, most: MAX_SIDE });
  }
}
