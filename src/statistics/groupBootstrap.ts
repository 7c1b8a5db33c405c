import type { Estimate } from './estimate.ts';
import { createRandom } from './random.ts';

const MOST_DRAWS = 1000;
/** Of many scans fewer draws do: the interval is narrow, and a second is long. */
const LEAST_DRAWS = 200;
const SCANS_DRAWN = 1_000_000;
const SEED = 1;

/**
 * A figure with its 95 % percentile interval by the group bootstrap (Field and Welsh, 2007): whole groups are drawn with replacement, so
 * that scans which belong together come and go together. The same numbers give the same interval. Null where the figure is not finite.
 *
 * @param groups for each scan the number of its group
 * @param statistic of scans of which each counts as often as its weight says
 */
export function groupBootstrap(
  groups: readonly number[],
  statistic: (weights: Float64Array) => number,
): Estimate | null {
  const value = statistic(new Float64Array(groups.length).fill(1));
  if (!Number.isFinite(value)) return null;
  const places = new Map([...new Set(groups)].map((group, place) => [group, place]));
  const placeOf = groups.map((group) => places.get(group) ?? 0);
  const random = createRandom(SEED);
  const drawn: number[] = [];
  const draws = Math.max(LEAST_DRAWS, Math.min(MOST_DRAWS, Math.floor(SCANS_DRAWN / groups.length)));
  for (let draw = 0; draw < draws; draw++) {
    const times = new Float64Array(places.size);
    for (let i = 0; i < places.size; i++) {
      const place = random.integer(places.size);
      times[place] = (times[place] ?? 0) + 1;
    }
    const figure = statistic(Float64Array.from(placeOf, (place) => times[place] ?? 0));
    if (!Number.isNaN(figure)) drawn.push(figure); // a draw may lack a class
  }
  drawn.sort((a, b) => a - b);
  const at = (share: number) => drawn[Math.min(drawn.length - 1, Math.max(0, Math.round(share * (drawn.length - 1))))];
  return { value, low: Math.min(value, at(0.025) ?? value), high: Math.max(value, at(0.975) ?? value) };
}
