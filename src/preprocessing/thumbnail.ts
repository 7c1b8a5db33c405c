import type { DecodedImage } from '../decoding/image/decodedImage.ts';
import { resizeArea } from './resize.ts';

/**
 * The image with its proportion kept and no side over `maxSide` pixels, in an array of its own; never larger than it was.
 * `pixelAspect`: height of a pixel divided by its width. The longer side of pixels is made as short as the other.
 */
export function thumbnailOf(image: DecodedImage, maxSide: number, pixelAspect = 1): DecodedImage {
  const [across, down] = [image.width / Math.max(1, pixelAspect), image.height * Math.min(1, pixelAspect)];
  const scale = Math.min(1, maxSide / Math.max(across, down));
  const width = Math.max(1, Math.round(across * scale));
  const height = Math.max(1, Math.round(down * scale));
  if (width === image.width && height === image.height) return { ...image, pixels: image.pixels.slice() };
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
