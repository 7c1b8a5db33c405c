import type { DecodedImage } from '../decoding/image/decodedImage.ts';
import { aligned, IMAGE_ADDRESS } from '../decoding/wasm/imageMemory.ts';
import { areaSums } from './areaSums.ts';
import { type ImageWasm, imageWasm } from './imageWasm.ts';

/**
 * Area average: an output pixel is the mean of the area it covers, with fractional weights at its edges. Enlarging follows the
 * same rule, with pixels as squares of one colour: it neither sharpens nor overshoots. All sums are whole numbers, so
 * the result is exact (halves round up) and the same in every browser.
 * Returns [height, width, channels] bytes in a new array.
 */
export function resizeArea(image: DecodedImage, width: number, height: number): Uint8Array {
  const wasm = imageWasm();
  const averages = wasm && areaAveragesWasm(wasm, image, width, height);
  return averages ?? rounded(areaSums(image, width, height), image);
}

/** The same before rounding: [height, width, channels] means, 0..255. */
export function areaMeans(image: DecodedImage, width: number, height: number): Float64Array {
  const wasm = imageWasm();
  const sums = (wasm && areaSumsWasm(wasm, image, width, height)) ?? areaSums(image, width, height);
  const area = image.width * image.height;
  for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] ?? 0) / area;
  return sums;
}

/** What `resizeArea` makes of an image whose `areaMeans` are these. */
export function roundedMeans(means: Float64Array): Uint8Array {
  const bytes = new Uint8Array(means.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = (means[i] ?? 0) + 0.5;
  return bytes;
}

function rounded(sums: Float64Array, { width, height }: DecodedImage): Uint8Array {
  const area = width * height;
  return Uint8Array.from(sums, (sum) => sum / area + 0.5);
}

/** `areaSums` by WebAssembly: [height, width, channels], in a new array; null for an image that is too large. */
export function areaSumsWasm(wasm: ImageWasm, image: DecodedImage, width: number, height: number): Float64Array | null {
  const at = sumUp(wasm, image, width, height);
  return at === null ? null : wasm.floats(at, width * height * image.channels);
}

/** The sums over the whole area, halves rounded up: [height, width, channels] bytes in a new array; null as above. */
export function areaAveragesWasm(
  wasm: ImageWasm,
  image: DecodedImage,
  width: number,
  height: number,
): Uint8Array | null {
  const at = sumUp(wasm, image, width, height);
  if (at === null) return null;
  const count = width * height * image.channels;
  wasm.exports.rounded(at, count, image.width * image.height, IMAGE_ADDRESS);
  return wasm.bytes(IMAGE_ADDRESS, count);
}

/** Where the sums are. */
function sumUp(wasm: ImageWasm, image: DecodedImage, width: number, height: number): number | null {
  const { channels, pixels } = image;
  const count = width * height * channels;
  const lines = aligned(IMAGE_ADDRESS + Math.max(pixels.length, count) + 16);
  const sums = aligned(lines + 4 * image.width * channels + 64);
  if (!wasm.hold(pixels, sums + 8 * count)) return null;
  wasm.exports.areaSums(IMAGE_ADDRESS, image.width, image.height, channels, width, height, lines, sums);
  return sums;
}
