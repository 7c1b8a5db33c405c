import { toLuma } from '../decoding/image/toLuma.ts';
import type { NetworkInput } from '../model/networkInput.ts';
import { resizeArea } from '../preprocessing/resize.ts';

const SIDE = 64;
const CELLS = 8;
const TEXTURE_CELLS = 4;
const CELL = SIDE / CELLS;
/** Grey levels, 0..1: keeps the logarithm of a flat cell finite. */
const FLAT = 0.01;

/** Numbers that `appearances` gives of a scan. */
export const appearanceLength = CELLS ** 2 + TEXTURE_CELLS ** 2;

/**
 * How scans look, whatever they show: the mean grey of 8 x 8 cells and the logarithm of the contrast within 4 x 4 of them. A photograph, a
 * page of text or noise differs there from scans however the network answers.
 *
 * @param pixels [count, size, size, depth] bytes, as the network is fed
 * @returns [count, 80]
 */
export function appearances(pixels: Uint8Array, count: number, { size, depth }: NetworkInput): Float32Array {
  const scanBytes = size * size * depth;
  const rows = new Float32Array(count * appearanceLength);
  for (let scan = 0; scan < count; scan++) {
    const image = {
      width: size,
      height: size,
      channels: depth,
      pixels: pixels.subarray(scan * scanBytes, (scan + 1) * scanBytes),
    };
    const grey = toLuma(image);
    const fitted = size === SIDE ? grey : resizeArea({ ...image, channels: 1, pixels: grey }, SIDE, SIDE);
    rows.set(appearance(fitted), scan * appearanceLength);
  }
  return rows;
}

/** @param grey [64, 64] bytes */
function appearance(grey: Uint8Array): Float32Array {
  const row = new Float32Array(appearanceLength);
  const contrasts = new Float32Array(TEXTURE_CELLS ** 2);
  const perTexture = CELLS / TEXTURE_CELLS;
  for (let cell = 0; cell < CELLS ** 2; cell++) {
    const [x, y] = [cell % CELLS, Math.floor(cell / CELLS)];
    let [sum, squares] = [0, 0];
    for (let line = CELL * y; line < CELL * (y + 1); line++) {
      for (let at = line * SIDE + CELL * x; at < line * SIDE + CELL * (x + 1); at++) {
        const level = (grey[at] ?? 0) / 255;
        sum += level;
        squares += level * level;
      }
    }
    const mean = sum / CELL ** 2;
    row[cell] = mean;
    const texture = Math.floor(y / perTexture) * TEXTURE_CELLS + Math.floor(x / perTexture);
    const contrast = Math.sqrt(Math.max(0, squares / CELL ** 2 - mean * mean));
    contrasts[texture] = (contrasts[texture] ?? 0) + contrast / perTexture ** 2;
  }
  row.set(
    contrasts.map((contrast) => Math.log(contrast + FLAT)),
    CELLS ** 2,
  );
  return row;
}
