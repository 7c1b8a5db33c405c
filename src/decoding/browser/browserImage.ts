import { DecodingError } from '../../dataset/decodingError.ts';
import type { DecodedImage } from '../decodedImage.ts';
import { decodePlainJpeg, hasJpegWasm } from '../formats/jpeg/jpegWasm.ts';
import { type BrowserFormat, decodeJpegPlanes, decodeOnCanvas, hasImageDecoder } from './browserDecoders.ts';

/**
 * Where pixels come from. All ways give the same ones. 'own' decodes plain JPEGs here; what it leaves, and every other format,
 * goes on to 'planes' (for grey JPEGs), and from there to the 'canvas'. On real scans 'own' takes half the time of
 * 'planes' and a fifth of that of 'canvas'.
 */
export type DecodingPath = 'own' | 'planes' | 'canvas';

export function bestPath(): DecodingPath {
  if (hasJpegWasm()) return 'own';
  return hasImageDecoder() ? 'planes' : 'canvas';
}

/** The pixels of a picture of 8 bits as stored; `bytes` must hold no EXIF that turns it. Throws DecodingError. */
export async function decodeBrowserPicture(
  bytes: Uint8Array<ArrayBuffer>,
  format: BrowserFormat,
  path: DecodingPath,
  hasAlpha = false,
): Promise<DecodedImage> {
  const own = format === 'jpeg' && path === 'own' ? decodePlainJpeg(bytes) : null;
  return own ?? callBrowser(bytes, format, path, hasAlpha);
}

async function callBrowser(
  bytes: Uint8Array<ArrayBuffer>,
  format: BrowserFormat,
  path: DecodingPath,
  hasAlpha: boolean,
): Promise<DecodedImage> {
  try {
    // Whatever WebCodecs dislikes is for the canvas to judge, so that both ways refuse the same files.
    const usePlanes = format === 'jpeg' && path !== 'canvas' && hasImageDecoder();
    const grey = usePlanes ? await decodeJpegPlanes(bytes).catch(() => null) : null;
    return grey ?? (await decodeOnCanvas(bytes, format, hasAlpha));
  } catch (error) {
    if (error instanceof DecodingError) throw error;
    throw new DecodingError(
      `The ${format.toUpperCase()} is damaged, or of a kind that this browser cannot read. Save it again as PNG.`,
    );
  }
}
