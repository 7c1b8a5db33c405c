import type { DecodedImage } from '../decoding/image/decodedImage.ts';
import { areaAveragesWasm, areaSumsWasm } from './areaResizeWasm.ts';
import { areaSums } from './areaSums.ts';
import { imageWasm } from './imageWasm.ts';

/**
 * Area average: an output pixel is the mean of the area it covers, with fractional weights at its edges. Enlarging follows the
 * same rule, with pixels as squares of one colour: it neither sharpens nor overshoots. All sums are whole numbers, so
 * the result is exact (halves round up) and the same in every browser.
 * Returns [height, width, channels] bytes in a new array.
 */
export function resizeArea(image: DecodedImage, width: number, height: number): Uint8Array {
  const machine = imageWasm();
  const averages = machine && areaAveragesWasm(machine, image, width, height);
  return averages ?? rounded(areaSums(image, width, height), image);
}

/** The same before rounding: [height, width, channels] means, 0..255. */
export function areaMeans(image: DecodedImage, width: number, height: number): Float64Array {
  const machine = imageWasm();
  const sums = (machine && areaSumsWasm(machine, image, width, height)) ?? areaSums(image, width, height);
  const area = image.width * image.height;
  for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] ?? 0) / area;
  return sums;
}

function rounded(sums: Float64Array, { width, height }: DecodedImage): Uint8Array {
  const area = width * height;
  return Uint8Array.from(sums, (sum) => sum / area + 0.5);
}
