import { sha256Of, shortHash } from '../../../dataset/hashes.ts';
import { orient } from '../../image/orient.ts';
import type { RawImage, SliceSource, WhichSlices } from '../../image/rawImage.ts';
import { decodingError, truncatedError } from '../../messages.ts';
import { percentileWindow } from '../../windowing/windowing.ts';
import { tiff } from '../tiff/format.ts';
import { decodeTiff } from '../tiff/tiff.ts';
import { pagesOf } from './tiffPages.ts';

const MOST_PIXELS = 128_000_000;
/** Sorting more takes seconds, and tells the percentiles no better. */
const MOST_SORTED = 2 ** 20;

/**
 * The images of a TIFF one after another, or the one of them that is asked for. Where they are not of 8 bits, all have the window of the whole
 * stack, so that they can be compared. Throws UserError.
 */
export async function* tiffSlices(bytes: Uint8Array<ArrayBuffer>, which: WhichSlices): AsyncGenerator<SliceSource> {
  const { width, height, orientation } = readOrTruncated(() => tiff.header(bytes));
  const pages = readOrTruncated(() => pagesOf(bytes));
  if (pages.length * width * height > MOST_PIXELS) {
    throw decodingError('slices-too-large', { mostMb: (4 * MOST_PIXELS) / 2 ** 20 });
  }
  const images: RawImage[] = [];
  for (const page of pages) images.push(orient(await decodeTiff(bytes, page), orientation));
  const window = windowOfAll(images);
  const id = await shortHash(`volume|${await sha256Of(bytes)}`);
  const series = await shortHash(`series|${id}`);
  const wanted = which === 'middle' ? Math.floor(images.length / 2) : which;
  for (const [position, image] of images.entries()) {
    if (wanted !== 'all' && wanted !== position) continue;
    const headerFields = [...image.headerFields, ['Pages', `${images.length}, each a slice`] as const];
    yield { ...image, ...(window && { window }), headerFields, subject: { id, from: 'volume' }, series, position };
  }
}

/** Null for images of bytes, whose range is all of them. */
function windowOfAll(images: readonly RawImage[]): RawImage['window'] | null {
  const isBytes = ({ window: { low, high }, values }: RawImage) =>
    values instanceof Uint8Array && low === 0 && high === 255;
  if (images.every(isBytes)) return null;
  const count = images.reduce((sum, { values }) => sum + values.length, 0);
  const step = Math.ceil(count / MOST_SORTED);
  const sample: number[] = [];
  for (const { values } of images) for (let i = 0; i < values.length; i += step) sample.push(values[i] ?? 0);
  return percentileWindow(Float32Array.from(sample));
}

function readOrTruncated<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof RangeError ? truncatedError() : error;
  }
}
