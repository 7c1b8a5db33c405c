import { UserError } from '../../dataset/userError.ts';
import type { ImageDescription } from '../formats/description.ts';
import type { DecodedImage } from '../image/decodedImage.ts';
import type { ImageHeader } from '../image/imageHeader.ts';
import { imageOfRgba } from '../image/imageOfRgb.ts';
import { decodingError } from '../messages.ts';
import { readCanvas } from './canvasReadback.ts';

const context = { willReadFrequently: true, colorSpace: 'srgb' } as const;

/**
 * Browsers differ in whose EXIF they obey (JPEG all, WebP some), and WebCodecs obeys none. So they get a copy whose EXIF is
 * silent, and the orientation is applied by `orient` alone.
 */
export function withoutOrientation(
  bytes: Uint8Array<ArrayBuffer>,
  { exif, orientation }: ImageHeader,
): Uint8Array<ArrayBuffer> {
  return exif && orientation !== 1 ? bytes.slice().fill(0, exif.start, exif.end) : bytes;
}

/** Has the browser decode an image to 8 bits; `bytes` must hold no EXIF that turns it. Throws UserError. */
export async function decodeInBrowser(
  bytes: Uint8Array<ArrayBuffer>,
  { label, mediaTypes: [mediaType] }: ImageDescription,
  { hasAlpha = false } = {},
): Promise<DecodedImage> {
  try {
    return await decodeOnCanvas(bytes, mediaType, hasAlpha);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw decodingError('browser-refused', { format: label });
  }
}

/**
 * Any format, through a canvas, on black. Rejects with the browser's own error, whose words are for nobody, or where the browser drew less than
 * the whole image: WebKit calls a WebP or JPEG decoded of which it could read nothing.
 */
async function decodeOnCanvas(
  bytes: Uint8Array<ArrayBuffer>,
  mediaType: string,
  hasAlpha = false,
): Promise<DecodedImage> {
  const file = new Blob([bytes], { type: mediaType });
  const bitmap = await createImageBitmap(file, { colorSpaceConversion: 'none', premultiplyAlpha: 'premultiply' });
  try {
    const { width, height } = bitmap;
    const drawing = new OffscreenCanvas(width, height).getContext('2d', context);
    if (!drawing) throw new Error('No 2D canvas.');
    drawing.drawImage(bitmap, 0, 0);
    return imageOfRgba(width, height, await readOnBlack(drawing, hasAlpha));
  } finally {
    bitmap.close();
  }
}

/** A canvas begins transparent, and stays so where nothing was drawn. WebKit draws nothing on black where alpha was left out of the context. */
async function readOnBlack(drawing: OffscreenCanvasRenderingContext2D, hasAlpha: boolean) {
  const drawn = await readCanvas(drawing);
  const isWhole = hasAlpha ? holdsAlpha(drawn, (alpha) => alpha > 0) : !holdsAlpha(drawn, (alpha) => alpha < 255);
  if (!isWhole) throw new Error('Not all of the image was drawn.');
  if (!hasAlpha) return drawn;
  drawing.globalCompositeOperation = 'destination-over';
  drawing.fillRect(0, 0, drawing.canvas.width, drawing.canvas.height);
  return readCanvas(drawing);
}

function holdsAlpha(rgba: Uint8Array | Uint8ClampedArray, isSuch: (alpha: number) => boolean): boolean {
  for (let at = 3; at < rgba.length; at += 4) if (isSuch(rgba[at] ?? 0)) return true;
  return false;
}
