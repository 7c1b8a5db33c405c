import type { DecodedImage } from '../decoding/image/decodedImage.ts';
import { aligned, PICTURE, type PictureMachine } from './pictureMachine.ts';

/** `areaSums` by the machine: [height, width, channels], in a new array; null for a picture that is too large. */
export function areaSumsIn(
  machine: PictureMachine,
  image: DecodedImage,
  width: number,
  height: number,
): Float64Array | null {
  const at = sumUp(machine, image, width, height);
  return at === null ? null : machine.floats(at, width * height * image.channels);
}

/** The sums over the whole area, halves rounded up: [height, width, channels] bytes in a new array; null as above. */
export function areaAveragesIn(
  machine: PictureMachine,
  image: DecodedImage,
  width: number,
  height: number,
): Uint8Array | null {
  const at = sumUp(machine, image, width, height);
  if (at === null) return null;
  const count = width * height * image.channels;
  machine.exports.rounded(at, count, image.width * image.height, PICTURE);
  return machine.bytes(PICTURE, count);
}

/** Where the sums are. */
function sumUp(machine: PictureMachine, image: DecodedImage, width: number, height: number): number | null {
  const { channels, pixels } = image;
  const count = width * height * channels;
  const lines = aligned(PICTURE + Math.max(pixels.length, count) + 16);
  const sums = aligned(lines + 4 * image.width * channels + 64);
  if (!machine.hold(pixels, sums + 8 * count)) return null;
  machine.exports.areaSums(PICTURE, image.width, image.height, channels, width, height, lines, sums);
  return sums;
}
