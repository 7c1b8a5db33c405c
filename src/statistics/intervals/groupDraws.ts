import { createRandom } from '../random.ts';

const MOST_DRAWS = 1000;
/** Of many scans fewer draws do: the interval is narrow, and a second is long. */
const LEAST_DRAWS = 200;
const SCANS_DRAWN = 1_000_000;
const SEED = 1;

/** How many draws a figure with an interval takes. */
export function drawsFor(scans: number): number {
  return Math.max(LEAST_DRAWS, Math.min(MOST_DRAWS, Math.floor(SCANS_DRAWN / scans)));
}

/**
 * Draws whole groups with replacement, as many as there are, and yields how often each scan was drawn. The same groups give the same draws.
 *
 * @param groups for each scan the number of its group
 */
export function* groupDraws(groups: readonly number[], draws: number): Generator<Float64Array> {
  const places = new Map([...new Set(groups)].map((group, place) => [group, place]));
  const placeOf = groups.map((group) => places.get(group) ?? 0);
  const random = createRandom(SEED);
  for (let draw = 0; draw < draws; draw++) {
    const times = new Float64Array(places.size);
    for (let i = 0; i < places.size; i++) {
      const place = random.integer(places.size);
      times[place] = (times[place] ?? 0) + 1;
    }
    yield Float64Array.from(placeOf, (place) => times[place] ?? 0);
  }
}

/** The value that `share` of the numbers lie below, by the nearest rank; undefined of none. @param sorted ascending */
export function quantile(sorted: ArrayLike<number>, share: number): number | undefined {
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(share * (sorted.length - 1))))];
}
