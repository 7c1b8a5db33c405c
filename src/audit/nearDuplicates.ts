import type { Fingerprint } from '../dataset/scan.ts';
import { kdTreeRadiusJoin } from '../statistics/neighbours/kdTreeRadiusJoin.ts';
import { MultiIndexHashing } from '../statistics/neighbours/multiIndexHashing.ts';
import { UnionFind } from '../statistics/neighbours/unionFind.ts';
import { pca, project } from '../statistics/prediction/pca.ts';

/** Two images are copies where both hold: measured on scans whose copies are known (see `nearDuplicates.browser.test.ts`). */
const LEAST_CORRELATION = 0.985;
const MOST_DIFFERENT_BITS = 20;

const CELLS = 256;
const WORDS = 8;
/** Axes along which pairs are sought: fewer let more through, more cost more for each. */
const AXES = 12;
/** Pairs for each image up to which the bands of the hashes are the shorter way. */
const BAND_PAIRS_EACH = 500;
/** Against the rounding of float32. */
const MARGIN = 1e-4;

/**
 * For each image the number of its group of copies and near-copies, counted from 0 in order of first appearance.
 * A copy of a copy is in the same group. Equal fingerprints always are.
 *
 * Not every pair is looked at. Correlated above 0.985, two shapes of length 1 are at most sqrt(2 - 2 * 0.985) apart, and along
 * any axes no further: so only pairs that are that close along their principal axes are. Images that differ in every
 * direction alike have no such axes, but then their hashes have few bands in common, and only pairs that have one are.
 *
 * @param onProgress the share that is done, 0..1
 */
export function nearDuplicates(
  fingerprints: readonly Fingerprint[],
  onProgress: (share: number) => void = () => {},
): Int32Array {
  const groups = new UnionFind(fingerprints.length);
  const distinct = joinEqual(fingerprints, groups);
  const { hashes, shapes } = tableOf(distinct.map((index) => fingerprints[index] as Fingerprint));
  const visit = (a: number, b: number): void => {
    const [first, second] = [distinct[a] as number, distinct[b] as number];
    if (!hashesAreClose(hashes, a * WORDS, b * WORDS)) return;
    if (groups.rootOf(first) === groups.rootOf(second)) return;
    if (correlation(shapes, a * CELLS, b * CELLS) > LEAST_CORRELATION) groups.join(first, second);
  };
  const bands = new MultiIndexHashing(hashes, WORDS, MOST_DIFFERENT_BITS);
  if (bands.pairCount < BAND_PAIRS_EACH * distinct.length) bands.forPairs(visit, onProgress);
  else {
    const points = project(shapes, CELLS, pca(shapes, CELLS, AXES));
    kdTreeRadiusJoin(points, AXES, Math.sqrt(2 - 2 * LEAST_CORRELATION) + MARGIN, visit, onProgress);
  }
  return groups.numbered();
}

/** Joins those that are alike to the bit; returns the first of each. Thousands of blank images would else be compared pair by pair. */
function joinEqual(fingerprints: readonly Fingerprint[], groups: UnionFind): number[] {
  const known = new Map<string, number>();
  const firsts: number[] = [];
  fingerprints.forEach(({ differenceHash, grey }, index) => {
    const key = `${differenceHash.join()} ${String.fromCharCode(...grey)}`;
    const first = known.get(key);
    if (first === undefined) {
      known.set(key, index);
      firsts.push(index);
    } else groups.join(first, index);
  });
  return firsts;
}

type FingerprintTable = {
  /** [count, 8] */
  readonly hashes: Int32Array;
  /** [count, 256]: grey levels less their mean, of length 1, so that a correlation is a scalar product. */
  readonly shapes: Float32Array;
};

function tableOf(fingerprints: readonly Fingerprint[]): FingerprintTable {
  const hashes = new Int32Array(fingerprints.length * WORDS);
  const shapes = new Float32Array(fingerprints.length * CELLS);
  fingerprints.forEach(({ differenceHash, grey }, place) => {
    hashes.set(differenceHash, place * WORDS);
    shapes.set(shapeOf(grey), place * CELLS);
  });
  return { hashes, shapes };
}

/** An image without any contrast has no shape: it is a copy only of others of the same grey, so its level is its shape. */
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
    different += onesIn((hashes[a + word] as number) ^ (hashes[b + word] as number));
  }
  return different <= MOST_DIFFERENT_BITS;
}

function correlation(shapes: Float32Array, a: number, b: number): number {
  let sum = 0;
  for (let cell = 0; cell < CELLS; cell++) sum += (shapes[a + cell] as number) * (shapes[b + cell] as number);
  return sum;
}

/** Ones in a 32-bit word, summed in pairs, fours and bytes (Warren, Hacker's Delight, 5-1). */
function onesIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
