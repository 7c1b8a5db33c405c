import type { Fingerprint } from './scan.ts';

/** Two pictures are copies where both hold: measured on scans whose copies are known (see `duplicates.browser.test.ts`). */
const LEAST_CORRELATION = 0.985;
const MOST_DIFFERENT_BITS = 20;

const CELLS = 256;
const WORDS = 8;

/**
 * For each picture the number of its group of copies and near-copies, counted from 0 in order of first appearance.
 * A copy of a copy is in the same group. Equal fingerprints always are.
 */
export function groupCopies(fingerprints: readonly Fingerprint[]): Int32Array {
  const order = sortByWeight(fingerprints);
  const parents = Int32Array.from(fingerprints, (_, index) => index);
  for (let a = 0; a < order.count; a++) {
    // Hashes whose numbers of ones are further apart than 20 differ in more than 20 bits.
    const mostOnes = value(order.ones, a) + MOST_DIFFERENT_BITS;
    for (let b = a + 1; b < order.count && value(order.ones, b) <= mostOnes; b++) {
      if (!hashesAreClose(order.hashes, a * WORDS, b * WORDS)) continue;
      if (correlation(order.shapes, a * CELLS, b * CELLS) <= LEAST_CORRELATION) continue;
      join(parents, value(order.indices, a), value(order.indices, b));
    }
  }
  return numberByAppearance(parents);
}

type SortedFingerprints = {
  readonly count: number;
  /** Index into what was given. */
  readonly indices: Int32Array;
  /** Bits that are 1, ascending. */
  readonly ones: Int32Array;
  /** [count, 8] */
  readonly hashes: Int32Array;
  /** [count, 256]: grey levels less their mean, of length 1, so that a correlation is a scalar product. */
  readonly shapes: Float32Array;
};

function sortByWeight(fingerprints: readonly Fingerprint[]): SortedFingerprints {
  const weigh = ({ differenceHash }: Fingerprint) => differenceHash.reduce((sum, word) => sum + onesIn(word), 0);
  const weighed = fingerprints.map((fingerprint, index) => ({ fingerprint, index, ones: weigh(fingerprint) }));
  weighed.sort((a, b) => a.ones - b.ones || a.index - b.index);
  const hashes = new Int32Array(weighed.length * WORDS);
  const shapes = new Float32Array(weighed.length * CELLS);
  weighed.forEach(({ fingerprint }, place) => {
    hashes.set(fingerprint.differenceHash, place * WORDS);
    shapes.set(shapeOf(fingerprint.grey), place * CELLS);
  });
  return {
    count: weighed.length,
    indices: Int32Array.from(weighed, ({ index }) => index),
    ones: Int32Array.from(weighed, ({ ones }) => ones),
    hashes,
    shapes,
  };
}

/** A picture without any contrast has no shape: it is a copy only of others of the same grey, so its level is its shape. */
function shapeOf(grey: Uint8Array): Float32Array {
  const mean = grey.reduce((sum, level) => sum + level, 0) / grey.length;
  const shape = Float32Array.from(grey, (level) => level - mean);
  const length = Math.hypot(...shape);
  if (length > 0) return shape.map((level) => level / length);
  shape[Math.round(mean)] = 1;
  return shape;
}

function hashesAreClose(hashes: Int32Array, a: number, b: number): boolean {
  let different = 0;
  for (let word = 0; word < WORDS && different <= MOST_DIFFERENT_BITS; word++) {
    different += onesIn(value(hashes, a + word) ^ value(hashes, b + word));
  }
  return different <= MOST_DIFFERENT_BITS;
}

function correlation(shapes: Float32Array, a: number, b: number): number {
  let sum = 0;
  for (let cell = 0; cell < CELLS; cell++) sum += value(shapes, a + cell) * value(shapes, b + cell);
  return sum;
}

/** Ones in a 32-bit word, summed in pairs, fours and bytes (Warren, Hacker's Delight, 5-1). */
function onesIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Union-find with path halving. */
function rootOf(parents: Int32Array, index: number): number {
  let node = index;
  while (value(parents, node) !== node) {
    const grandparent = value(parents, value(parents, node));
    parents[node] = grandparent;
    node = grandparent;
  }
  return node;
}

function join(parents: Int32Array, a: number, b: number): void {
  const [rootA, rootB] = [rootOf(parents, a), rootOf(parents, b)];
  parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
}

function numberByAppearance(parents: Int32Array): Int32Array {
  const numbers = new Map<number, number>();
  return parents.map((_, index) => {
    const root = rootOf(parents, index);
    const number = numbers.get(root) ?? numbers.size;
    numbers.set(root, number);
    return number;
  });
}

/** Indices here are inside the array by construction. */
function value(values: Int32Array | Float32Array, index: number): number {
  return values[index] as number;
}
