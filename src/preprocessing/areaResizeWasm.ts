import type { DecodedImage } from '../decoding/image/decodedImage.ts';
import { aligned, IMAGE_ADDRESS, type ImageWasm } from './imageWasm.ts';

/** `areaSums` by the machine: [height, width, channels], in a new array; null for a picture that is too large. */
export function areaSumsWasm(
  machine: ImageWasm,
  image: DecodedImage,
  width: number,
  height: number,
): Float64Array | null {
  const at = sumUp(machine, image, width, height);
  return at === null ? null : machine.floats(at, width * height * image.channels);
}

/** The sums over the whole area, halves rounded up: [height, width, channels] bytes in a new array; null as above. */
export function areaAveragesWasm(
  machine: ImageWasm,
  image: DecodedImage,
  width: number,
  height: number,
): Uint8Array | null {
  const at = sumUp(machine, image, width, height);
  if (at === null) return null;
  const count = width * height * image.channels;
  machine.exports.rounded(at, count, image.width * image.height, IMAGE_ADDRESS);
  return machine.bytes(IMAGE_ADDRESS, count);
}

/** Where the sums are. */
function sumUp(machine: ImageWasm, image: DecodedImage, width: number, height: number): number | null {
  const { channels, pixels } = image;
  const count = width * height * channels;
  const lines = aligned(IMAGE_ADDRESS + Math.max(pixels.length, count) + 16);
  const sums = aligned(lines + 4 * image.width * channels + 64);
  if (!machine.hold(pixels, sums + 8 * count)) return null;
  machine.exports.areaSums(IMAGE_ADDRESS, image.width, image.height, channels, width, height, lines, sums);
  return sums;
}
