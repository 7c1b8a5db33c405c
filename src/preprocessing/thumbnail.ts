import type { DecodedImage } from '../decoding/decodedImage.ts';
import { resizeArea } from './resize.ts';

/** The picture with its aspect kept and no side over `maxSide` pixels, in an array of its own. Never larger than it was. */
export function thumbnailOf(image: DecodedImage, maxSide: number): DecodedImage {
  const scale = Math.min(1, maxSide / Math.max(image.width, image.height));
  if (scale === 1) return { ...image, pixels: image.pixels.slice() };
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  return { width, height, channels: image.channels, pixels: resizeArea(image, width, height) };
}

/** To draw with `putImageData`: opaque RGBA, `4 * width * height` bytes. */
export function rgbaOf({
  channels,
  pixels,
}: Pick<DecodedImage, 'channels' | 'pixels'>): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray((pixels.length / channels) * 4).fill(255);
  const green = channels === 1 ? 0 : 1;
  for (let from = 0, to = 0; from < pixels.length; from += channels, to += 4) {
    rgba[to] = pixels[from] ?? 0;
    rgba[to + 1] = pixels[from + green] ?? 0;
    rgba[to + 2] = pixels[from + 2 * green] ?? 0;
  }
  return rgba;
}
