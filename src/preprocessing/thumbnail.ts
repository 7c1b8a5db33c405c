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
