import { createRandom } from '../random.ts';

/** Turns of the iteration: groups that are looked at need no more. */
const TURNS = 30;

/**
 * The number of its group for each row, from 0 to at most `k` - 1, the largest group first: k-means (Lloyd, 1982), begun with k-means++
 * (Arthur and Vassilvitskii, 2007) from one seed, so that the same rows give the same groups.
 *
 * @param rows [count, length]
 */
export function kMeans(rows: Float32Array, length: number, k: number): Int32Array {
  const count = rows.length / length;
  const groups = new Int32Array(count);
  let centres = firstCentres(rows, length, Math.min(k, count));
  for (let turn = 0; turn < TURNS; turn++) {
    let changed = false;
    for (let row = 0; row < count; row++) {
      const nearest = nearestCentre(rows, row, centres, length);
      changed ||= nearest !== groups[row];
      groups[row] = nearest;
    }
    if (!changed && turn > 0) break;
    centres = means(rows, length, groups, centres);
  }
  return largestFirst(groups);
}

function firstCentres(rows: Float32Array, length: number, k: number): Float64Array[] {
  const count = rows.length / length;
  if (count === 0) return [];
  const random = createRandom(1);
  const rowAt = (row: number) => Float64Array.from(rows.subarray(row * length, (row + 1) * length));
  const centres = [rowAt(random.integer(count))];
  while (centres.length < k) {
    const distances = Array.from({ length: count }, (_, row) =>
      Math.min(...centres.map((centre) => squaredDistance(rows, row, centre))),
    );
    let left = random.next() * distances.reduce((sum, each) => sum + each, 0);
    const next = distances.findIndex((each) => {
      left -= each;
      return each > 0 && left <= 0;
    });
    if (next < 0) break; // all rows are centres already
    centres.push(rowAt(next));
  }
  return centres;
}

function squaredDistance(rows: Float32Array, row: number, centre: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < centre.length; i++) {
    const difference = (rows[row * centre.length + i] as number) - (centre[i] as number);
    sum += difference * difference;
  }
  return sum;
}

function nearestCentre(rows: Float32Array, row: number, centres: readonly Float64Array[], length: number): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (const [place, centre] of centres.entries()) {
    const distance = length === 0 ? 0 : squaredDistance(rows, row, centre);
    if (distance < least) [best, least] = [place, distance];
  }
  return best;
}

/** A group that has lost all its rows stays where it was. */
function means(
  rows: Float32Array,
  length: number,
  groups: Int32Array,
  before: readonly Float64Array[],
): Float64Array[] {
  return before.map((centre, group) => {
    const own = [...groups.keys()].filter((row) => groups[row] === group);
    if (own.length === 0) return centre;
    return Float64Array.from(
      { length },
      (_, i) => own.reduce((sum, row) => sum + (rows[row * length + i] as number), 0) / own.length,
    );
  });
}

function largestFirst(groups: Int32Array): Int32Array {
  const counts = new Map<number, number>();
  for (const group of groups) counts.set(group, (counts.get(group) ?? 0) + 1);
  const order = [...counts].sort(([, a], [, b]) => b - a).map(([group]) => group);
  return groups.map((group) => order.indexOf(group));
}
