import type { PictureFormat } from '../../dataset/scan.ts';
import type { DecodedImage } from '../decodedImage.ts';
import { imageOfRgba } from '../imageOfRgb.ts';
import { readCanvas } from './canvasReadback.ts';

/** Formats that browsers read for us, wholly or in part. */
export type BrowserFormat = Extract<PictureFormat, 'jpeg' | 'webp'>;

const NEUTRAL_CHROMA = 128;

const context = { willReadFrequently: true, colorSpace: 'srgb' } as const;

/** True where `decodeJpegPlanes` can be tried. */
export function hasImageDecoder(): boolean {
  return typeof ImageDecoder === 'function';
}

/**
 * Any format, through a canvas, on black. Rejects with the browser's own error, whose words are for nobody, or where the browser drew less than
 * the whole picture: WebKit calls a WebP or JPEG decoded of which it could read nothing.
 */
export async function decodeOnCanvas(
  bytes: Uint8Array<ArrayBuffer>,
  format: BrowserFormat,
  hasAlpha = false,
): Promise<DecodedImage> {
  const file = new Blob([bytes], { type: `image/${format}` });
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
  if (!isWhole) throw new Error('Not all of the picture was drawn.');
  if (!hasAlpha) return drawn;
  drawing.globalCompositeOperation = 'destination-over';
  drawing.fillRect(0, 0, drawing.canvas.width, drawing.canvas.height);
  return readCanvas(drawing);
}

function holdsAlpha(rgba: Uint8Array | Uint8ClampedArray, isSuch: (alpha: number) => boolean): boolean {
  for (let at = 3; at < rgba.length; at += 4) if (isSuch(rgba[at] ?? 0)) return true;
  return false;
}

/**
 * A JPEG through WebCodecs, which hands over luma and chroma as they are stored: three times as fast as a canvas, and without the
 * noise that some browsers add to one. Null for a JPEG with colour: its RGB is left to `decodeOnCanvas`, so that
 * a picture has the same pixels whether or not the browser knows WebCodecs.
 */
export async function decodeJpegPlanes(bytes: Uint8Array<ArrayBuffer>): Promise<DecodedImage | null> {
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
