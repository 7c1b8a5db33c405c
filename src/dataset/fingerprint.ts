import type { Fingerprint } from './scan.ts';

/** Side of the small grey image. */
const SIDE = 16;
/** The whole image is averaged to this side first, so that its size and resampling history matter less. */
export const FINGERPRINT_CELLS = 64;
const MIDDLE = FINGERPRINT_CELLS;

/**
 * What near-duplicates are found by: 16 x 16 grey levels and a 256-bit difference hash (Krawetz, 'Kind of like that', 2013),
 * whose bit `16 * row + column` says that a cell of a 17 x 16 image is darker than its right neighbour.
 * Both images are area averages of 64 x 64 cells, smoothed by a triangle two cells wide. Of the preparations tried on
 * real scans (boxes, triangles, cubics), this one agreed best with hand-checked copies.
 *
 * Indices are inside their arrays by construction. They are read directly: through a helper for several kinds of array this
 * was twice as slow, and it runs on every scan.
 *
 * @param cells [64, 64] means of the grey levels in each cell of the whole image, 0..255; pixels on its border count in part.
 */
export function fingerprintOf(cells: Float64Array): Fingerprint {
  if (cells.length !== MIDDLE * MIDDLE) throw new Error(`A fingerprint needs 64 x 64 cells, not ${cells.length}.`);
  return {
    grey: smooth(cells, SIDE),
    differenceHash: hashDifferences(smooth(cells, SIDE + 1)),
  };
}

/** [16, columns], 0..255. Only the cells under a triangle are read: a quarter or less of a line. */
function smooth(middle: Float64Array, columns: number): Uint8Array {
  const across = triangles(columns);
  const down = triangles(SIDE);
  const lines = new Float64Array(MIDDLE * columns);
  for (let column = 0; column < columns; column++) {
    const [first, end] = footOf(column, columns);
    for (let y = 0; y < MIDDLE; y++) {
      let sum = 0;
      for (let x = first; x < end; x++)
        sum += (across[column * MIDDLE + x] as number) * (middle[y * MIDDLE + x] as number);
      lines[y * columns + column] = sum;
    }
  }
  const smoothed = new Uint8Array(SIDE * columns);
  for (let row = 0; row < SIDE; row++) {
    const [first, end] = footOf(row, SIDE);
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let y = first; y < end; y++)
        sum += (down[row * MIDDLE + y] as number) * (lines[y * columns + column] as number);
      smoothed[row * columns + column] = Math.round(sum);
    }
  }
  return smoothed;
}

/** The cells of a line that triangle `index` of `side` can cover: from, and up to but without. */
function footOf(index: number, side: number): [from: number, end: number] {
  const cell = MIDDLE / side;
  return [Math.max(0, Math.floor((index - 0.5) * cell)), Math.min(MIDDLE, Math.ceil((index + 1.5) * cell))];
}

const trianglesBySide = new Map<number, Float64Array>();

/** [side, 64]: weights of a triangle that is two cells wide at its foot; each row sums to 1. */
function triangles(side: number): Float64Array {
  const known = trianglesBySide.get(side);
  if (known) return known;
  const cell = MIDDLE / side;
  const weights = new Float64Array(side * MIDDLE);
  for (let row = 0; row < side; row++) {
    const weightAt = (x: number) => Math.max(0, 1 - Math.abs(x + 0.5 - (row + 0.5) * cell) / cell);
    let sum = 0;
    for (let x = 0; x < MIDDLE; x++) sum += weightAt(x);
    for (let x = 0; x < MIDDLE; x++) weights[row * MIDDLE + x] = weightAt(x) / sum;
  }
  trianglesBySide.set(side, weights);
  return weights;
}

function hashDifferences(grey: Uint8Array): Uint32Array {
  const words = new Uint32Array((SIDE * SIDE) / 32);
  for (let bit = 0; bit < SIDE * SIDE; bit++) {
    const left = Math.floor(bit / SIDE) * (SIDE + 1) + (bit % SIDE);
    if ((grey[left + 1] as number) > (grey[left] as number))
      words[bit >> 5] = (words[bit >> 5] as number) | (1 << (bit & 31));
  }
  return words;
}
