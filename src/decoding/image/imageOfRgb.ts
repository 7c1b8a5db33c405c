import type { DecodedImage } from './decodedImage.ts';

/** A decoded image from opaque RGBA (or BGRA: `redAt` 2): one channel exactly where red, green and blue are equal everywhere. */
export function imageOfRgba(
  width: number,
  height: number,
  rgba: Uint8Array | Uint8ClampedArray,
  redAt: 0 | 2 = 0,
): DecodedImage {
  const count = width * height;
  if (isGrey(rgba, count, 4)) return { width, height, channels: 1, pixels: everyNth(rgba, count, 4) };
  const pixels = new Uint8Array(count * 3);
  for (let i = 0, from = 0, to = 0; i < count; i++, from += 4, to += 3) {
    pixels[to] = rgba[from + redAt] ?? 0;
    pixels[to + 1] = rgba[from + 1] ?? 0;
    pixels[to + 2] = rgba[from + 2 - redAt] ?? 0;
  }
  return { width, height, channels: 3, pixels };
}

/** The same from RGB without alpha. Keeps `rgb` where the image has colour. */
export function imageOfRgb(width: number, height: number, rgb: Uint8Array): DecodedImage {
  const count = width * height;
  if (isGrey(rgb, count, 3)) return { width, height, channels: 1, pixels: everyNth(rgb, count, 3) };
  return { width, height, channels: 3, pixels: rgb };
}

function isGrey(pixels: Uint8Array | Uint8ClampedArray, count: number, stride: number): boolean {
  for (let p = 0; p < count * stride; p += stride) {
    if (pixels[p] !== pixels[p + 1] || pixels[p] !== pixels[p + 2]) return false;
  }
  return true;
}

function everyNth(pixels: Uint8Array | Uint8ClampedArray, count: number, stride: number): Uint8Array {
  const first = new Uint8Array(count);
  for (let i = 0, p = 0; i < count; i++, p += stride) first[i] = pixels[p] ?? 0;
  return first;
}
