import { aligned, IMAGE_ADDRESS, type ImageWasm } from './imageWasm.ts';

/** Of a grey picture: the sum of its levels, of their squares, and of the differences between neighbours, all exact. */
export type StatisticSums = readonly [levels: number, squares: number, differences: number];

/** `statisticSums` by the machine, of [height, width] grey levels; null for a picture that is too large. */
export function statisticSumsWasm(
  machine: ImageWasm,
  grey: Uint8Array,
  width: number,
  height: number,
): StatisticSums | null {
  const at = aligned(IMAGE_ADDRESS + grey.length);
  if (!machine.hold(grey, at + 3 * Float64Array.BYTES_PER_ELEMENT)) return null;
  machine.exports.factSums(IMAGE_ADDRESS, width, height, at);
  const [levels = 0, squares = 0, differences = 0] = machine.floats(at, 3);
  return [levels, squares, differences];
}

/** Whole numbers below 2^53: exact in any order of adding. */
export function statisticSums(grey: Uint8Array, width: number, height: number): StatisticSums {
  let [levels, squares, differences] = [0, 0, 0];
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const level = grey[at] ?? 0;
      levels += level;
      squares += level * level;
      if (x + 1 < width) differences += Math.abs(level - (grey[at + 1] ?? 0));
      if (y + 1 < height) differences += Math.abs(level - (grey[at + width] ?? 0));
    }
  }
  return [levels, squares, differences];
}
