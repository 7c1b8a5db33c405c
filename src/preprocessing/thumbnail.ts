import type { DecodedImage } from '../decoding/decodedImage.ts';
import { resizeArea } from './resize.ts';

/** A picture to draw with `putImageData`: opaque RGBA, `4 * width * height` bytes. */
type Drawable = { readonly width: number; readonly height: number; readonly rgba: Uint8ClampedArray<ArrayBuffer> };

/** The picture with its aspect kept and no side over `maxSide` pixels. Never larger than it was. */
export function thumbnailOf(image: DecodedImage, maxSide: number): Drawable {
  const scale = Math.min(1, maxSide / Math.max(image.width, image.height));
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const pixels = scale === 1 ? image.pixels : resizeArea(image, width, height);
  return { width, height, rgba: toRgba(pixels, image.channels) };
}

function toRgba(pixels: Uint8Array, channels: 1 | 3): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray((pixels.length / channels) * 4).fill(255);
  const green = channels === 1 ? 0 : 1;
  for (let from = 0, to = 0; from < pixels.length; from += channels, to += 4) {
    rgba[to] = pixels[from] ?? 0;
    rgba[to + 1] = pixels[from + green] ?? 0;
    rgba[to + 2] = pixels[from + 2 * green] ?? 0;
  }
  return rgba;
}
