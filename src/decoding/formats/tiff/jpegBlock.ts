import { joinBytes } from '../../../archive/joinBytes.ts';
import { decodingError } from '../../messages.ts';
import { decodeJpegPixels } from '../jpeg/jpeg.ts';
import { markedAsRgb, readJpegFrame } from '../jpeg/jpegFrame.ts';
import { PHOTOMETRIC, type TiffBlock, type TiffLayout } from './tiffLayout.ts';

const MARK_BYTES = 2;

/**
 * The samples of a strip or tile that is a JPEG (TIFF Technical Note 2), of `width` x `rows` pixels: RGB where there are three, as libtiff
 * gives them. Throws UserError.
 */
export async function decodeJpegBlock(
  data: Uint8Array<ArrayBuffer>,
  { samplesInBlock, photometric, jpegTables }: TiffLayout,
  { width, rows }: Pick<TiffBlock, 'width' | 'rows'>,
): Promise<Uint8Array> {
  const whole = withTables(data, jpegTables);
  const frame = readJpegFrame(whole);
  if (frame.width !== width || frame.height < rows || frame.components !== samplesInBlock) {
    throw decodingError('tiff-short-part');
  }
  const isRgb = photometric === PHOTOMETRIC.rgb && !frame.tellsColours && !frame.isSubsampled;
  const { channels, pixels } = await decodeJpegPixels(isRgb ? markedAsRgb(whole) : whole);
  const count = width * rows * samplesInBlock;
  if (channels === samplesInBlock) return pixels.subarray(0, count);
  // Colours that are grey everywhere come as one channel.
  return Uint8Array.from({ length: count }, (_, i) => pixels[Math.floor(i / samplesInBlock)] ?? 0);
}

/** A JPEG with the tables that it shares with the others: both begin with a mark, and the tables end with one. */
function withTables(data: Uint8Array<ArrayBuffer>, tables: Uint8Array): Uint8Array<ArrayBuffer> {
  if (tables.length < 2 * MARK_BYTES) return data;
  const shared = tables.subarray(0, tables.length - MARK_BYTES);
  return joinBytes([shared, data.subarray(MARK_BYTES)]);
}
