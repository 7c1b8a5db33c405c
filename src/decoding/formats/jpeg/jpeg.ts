import { decodeInBrowser, withoutOrientation } from '../../browser/browserImage.ts';
import type { DecodedImage } from '../../image/decodedImage.ts';
import type { ImageHeader } from '../../image/imageHeader.ts';
import { imageOfRgba } from '../../image/imageOfRgb.ts';
import { imageOfBytes, type RawImage } from '../../image/rawImage.ts';
import { description } from './description.ts';
import { decodePlainJpeg, hasJpegWasm } from './jpegWasm.ts';

/**
 * Where the pixels of a JPEG come from. All ways give the same ones. 'own' decodes plain JPEGs here; what it leaves goes on to 'planes' (for
 * grey ones), and from there to the 'canvas'. On real scans 'own' takes half the time of 'planes' and a fifth of that of 'canvas'.
 */
export type DecodingPath = 'own' | 'planes' | 'canvas';

/** Decodes the pixels of a JPEG as stored. Throws UserError. */
export async function decodeJpeg(
  bytes: Uint8Array<ArrayBuffer>,
  header: ImageHeader,
  path?: DecodingPath,
): Promise<RawImage> {
  return imageOfBytes(await decodeJpegPixels(withoutOrientation(bytes, header), path));
}

/** Decodes a JPEG without a header of its own to be obeyed: `bytes` must hold no EXIF that turns it. Throws UserError. */
export async function decodeJpegPixels(
  bytes: Uint8Array<ArrayBuffer>,
  path: DecodingPath = bestPath(),
): Promise<DecodedImage> {
  const own = path === 'own' ? decodePlainJpeg(bytes) : null;
  if (own) return own;
  // What WebCodecs refuses, the canvas decodes or refuses, so that both ways refuse the same files.
  const usePlanes = path !== 'canvas' && hasImageDecoder();
  const grey = usePlanes ? await decodeJpegPlanes(bytes).catch(() => null) : null;
  return grey ?? decodeInBrowser(bytes, description);
}

function bestPath(): DecodingPath {
  if (hasJpegWasm()) return 'own';
  return hasImageDecoder() ? 'planes' : 'canvas';
}

const NEUTRAL_CHROMA = 128;

/** True where `decodeJpegPlanes` can be tried. */
function hasImageDecoder(): boolean {
  return typeof ImageDecoder === 'function';
}

/**
 * A JPEG through WebCodecs, which hands over luma and chroma as they are stored: three times as fast as a canvas, and without the
 * noise that some browsers add to one. Null for a JPEG with colour: its RGB is left to `decodeOnCanvas`, so that
 * an image has the same pixels whether or not the browser knows WebCodecs.
 */
async function decodeJpegPlanes(bytes: Uint8Array<ArrayBuffer>): Promise<DecodedImage | null> {
  const decoder = new ImageDecoder({ data: bytes, type: 'image/jpeg', colorSpaceConversion: 'none' });
  try {
    const { image: frame } = await decoder.decode({ frameIndex: 0, completeFramesOnly: true });
    try {
      return await greyOfFrame(frame);
    } finally {
      frame.close();
    }
  } finally {
    decoder.close();
  }
}

async function greyOfFrame(frame: VideoFrame): Promise<DecodedImage | null> {
  const width = frame.visibleRect?.width ?? frame.codedWidth;
  const height = frame.visibleRect?.height ?? frame.codedHeight;
  if (!frame.format || !['I420', 'I422', 'I444', 'RGBX', 'RGBA', 'BGRX', 'BGRA'].includes(frame.format)) return null;
  const data = new Uint8Array(frame.allocationSize());
  const [first] = await frame.copyTo(data);
  const isPlanar = frame.format.startsWith('I');
  if (first?.offset !== 0 || first.stride !== (isPlanar ? width : 4 * width)) return null;
  if (!isPlanar) {
    const image = imageOfRgba(width, height, data);
    return image.channels === 1 ? image : null;
  }
  const luma = width * height;
  return isNeutral(data, luma) ? { width, height, channels: 1, pixels: data.slice(0, luma) } : null;
}

/** Whether all chroma behind the luma is neutral, which is to say that red, green and blue are equal everywhere. */
function isNeutral(data: Uint8Array, from: number): boolean {
  for (let i = from; i < data.length; i++) {
    if (data[i] !== NEUTRAL_CHROMA) return false;
  }
  return true;
}
