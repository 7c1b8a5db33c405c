import type { DecodedImage } from './decodedImage.ts';

/** ITU-R BT.601 luma in 16-bit fixed point, rounded: the same integers as Pillow's `convert('L')`. */
const RED = 19595;
const GREEN = 38470;
const BLUE = 7471;
const HALF = 0x8000;

/** [height, width] grey levels 0..255, row by row; the image's own array where it is grey already. */
export function toLuma(image: DecodedImage): Uint8Array {
  const { channels, pixels } = image;
  if (channels === 1) return pixels;
  const grey = new Uint8Array(image.width * image.height);
  for (let i = 0, p = 0; i < grey.length; i++, p += 3) {
    grey[i] = ((pixels[p] ?? 0) * RED + (pixels[p + 1] ?? 0) * GREEN + (pixels[p + 2] ?? 0) * BLUE + HALF) >> 16;
  }
  return grey;
}
