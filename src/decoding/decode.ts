import type { ColourMode, ScanFormat } from '../dataset/scan.ts';
import { type BrowserFormat, decodeJpegPlanes, decodeOnCanvas, hasImageDecoder } from './browserDecoders.ts';
import type { DecodedImage } from './decodedImage.ts';
import { DecodingError } from './decodingError.ts';
import { decodePlainJpeg, hasJpegMachine } from './jpegMachine.ts';
import { orient } from './orient.ts';
import { type PictureHeader, readPictureHeader } from './pictureHeader.ts';
import { PNG_CHUNK_HEAD, PNG_CHUNK_TAIL } from './pngHeader.ts';
import { describeUnknown, sniffFormat } from './sniff.ts';
import { decodeTiff } from './tiff.ts';

export { DecodingError };

/**
 * Where pixels come from. All ways give the same ones. 'own' decodes plain JPEGs here; what it leaves, and every other format,
 * goes on to 'planes' (for grey JPEGs), and from there to the 'canvas'. On real scans 'own' takes half the time of
 * 'planes' and a fifth of that of 'canvas'.
 */
export type DecodingPath = 'own' | 'planes' | 'canvas';

/**
 * The bytes of a file -> its full-size pixels, upright, on black. Runs in a worker or in a page.
 * Throws DecodingError, whose message says in the user's words (without the file's name) why the file is no usable picture.
 */
export async function decodeImage(
  bytes: Uint8Array<ArrayBuffer>,
  path: DecodingPath = bestPath(),
): Promise<{ format: ScanFormat; colourMode: ColourMode; image: DecodedImage }> {
  const format = sniffFormat(bytes);
  if (format === null) throw new DecodingError(describeUnknown(bytes));
  const header = readPictureHeader(bytes, format);
  const stored = format === 'tiff' ? await decodeTiff(bytes) : await decodePicture(bytes, format, header, path);
  return { format, colourMode: header.colourMode, image: orient(stored, header.orientation) };
}

function bestPath(): DecodingPath {
  if (hasJpegMachine()) return 'own';
  return hasImageDecoder() ? 'planes' : 'canvas';
}

async function decodePicture(
  bytes: Uint8Array<ArrayBuffer>,
  format: BrowserFormat,
  header: PictureHeader,
  path: DecodingPath,
): Promise<DecodedImage> {
  const own = format === 'jpeg' && path === 'own' ? decodePlainJpeg(bytes) : null;
  const image = own ?? (await callBrowser(hideOrientation(bytes, format, header), format, path));
  if (image.width !== header.width || image.height !== header.height) {
    throw new DecodingError(
      `The picture contradicts itself: it says ${header.width} x ${header.height} pixels and holds ${image.width} x ${image.height}.`,
    );
  }
  return image;
}

async function callBrowser(
  bytes: Uint8Array<ArrayBuffer>,
  format: BrowserFormat,
  path: DecodingPath,
): Promise<DecodedImage> {
  try {
    // Whatever WebCodecs dislikes is for the canvas to judge, so that both ways refuse the same files.
    const usePlanes = format === 'jpeg' && path !== 'canvas' && hasImageDecoder();
    const grey = usePlanes ? await decodeJpegPlanes(bytes).catch(() => null) : null;
    return grey ?? (await decodeOnCanvas(bytes, format));
  } catch (error) {
    if (error instanceof DecodingError) throw error;
    throw new DecodingError(
      `The ${format.toUpperCase()} is damaged, or of a kind that this browser cannot read. Save it again as PNG.`,
    );
  }
}

/**
 * Browsers differ in whose EXIF they obey (JPEG all, PNG and WebP some), and WebCodecs obeys none. So they get a copy whose EXIF
 * is silent, and the orientation is applied by `orient` alone.
 */
function hideOrientation(
  bytes: Uint8Array<ArrayBuffer>,
  format: BrowserFormat,
  { exif, orientation }: PictureHeader,
): Uint8Array<ArrayBuffer> {
  if (!exif || orientation === 1) return bytes;
  const copy = bytes.slice();
  if (format !== 'png') return copy.fill(0, exif.start, exif.end);
  // Zeros would break the chunk's checksum: the chunk is taken out instead.
  copy.copyWithin(exif.start - PNG_CHUNK_HEAD, exif.end + PNG_CHUNK_TAIL);
  return copy.subarray(0, bytes.length - (PNG_CHUNK_HEAD + exif.end - exif.start + PNG_CHUNK_TAIL));
}
