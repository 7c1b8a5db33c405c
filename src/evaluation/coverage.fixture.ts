import { areaUnderCurve } from '../statistics/auc.ts';
import type { Estimate } from '../statistics/estimate.ts';
import { wilsonOfGroups } from '../statistics/intervals.ts';
import type { Random } from '../statistics/random.ts';

/**
 * [size, number of groups of that size] of the 3717 shared scans (`scan-groups.csv`), by class: what real copies look like. Counted on
 * 29 November 2026; nothing else of them is here.
 */
const GROUP_SIZES = {
  positive: [
    ...[
      [1, 806],
      [2, 219],
      [3, 85],
      [4, 62],
      [5, 28],
      [6, 3],
      [7, 4],
      [8, 6],
      [9, 1],
      [10, 1],
      [13, 1],
    ],
  ],
  negative: [
    ...[
      [1, 143],
      [2, 96],
      [3, 49],
      [4, 39],
      [5, 27],
      [6, 18],
      [7, 13],
      [8, 13],
      [9, 7],
      [10, 4],
      [11, 8],
      [12, 3],
      [13, 3],
    ],
    ...[
      [14, 4],
      [15, 2],
      [16, 1],
      [17, 2],
      [18, 1],
      [19, 1],
      [20, 2],
      [21, 1],
      [28, 1],
      [31, 1],
      [33, 1],
      [36, 1],
    ],
  ],
} as const;

/** Copies are nearly the same image: their scores hang together so. */
const WITHIN_GROUP = 0.8;

/** A true figure, and how far apart the mean scores of the classes are for it, in standard deviations. */
export type Truth = { readonly value: number; readonly distance: number };

/** The distance is twice the normal quantile of an accuracy, the root of 2 times that of an AUC (SciPy: stats.norm.ppf). */
export const TRUTHS = {
  accuracy: [
    { value: 0.7, distance: 1.0488010254160813 },
    { value: 0.9, distance: 2.5631031310892007 },
    { value: 0.97, distance: 3.7615872163025017 },
  ],
  auc: [
    { value: 0.8, distance: 1.19023216289999 },
    { value: 0.9, distance: 1.8123876048736465 },
    { value: 0.95, distance: 2.3261743073533476 },
    { value: 0.99, distance: 3.289952714266374 },
  ],
} as const satisfies Readonly<Record<string, readonly Truth[]>>;

type SimulatedTest = { readonly scores: number[]; readonly positive: boolean[]; readonly groups: number[] };

/** A test set of `count` groups drawn from the real sizes, half of each class, with normal scores that groups share. */
function simulatedTest(count: number, distance: number, random: Random): SimulatedTest {
  const scores: number[] = [];
  const positive: boolean[] = [];
  const groups: number[] = [];
  for (let group = 0; group < count; group++) {
    const isPositive = group % 2 === 1;
    const size = drawSize(isPositive ? GROUP_SIZES.positive : GROUP_SIZES.negative, random);
    const shared = random.normal() * Math.sqrt(WITHIN_GROUP);
    for (let scan = 0; scan < size; scan++) {
      const own = random.normal() * Math.sqrt(1 - WITHIN_GROUP);
      scores.push(shared + own + (isPositive ? distance : 0));
      positive.push(isPositive);
      groups.push(group);
    }
  }
  return { scores, positive, groups };
}

/** What the page would say of it; accuracy at the best threshold. */
const ESTIMATES: Readonly<Record<keyof typeof TRUTHS, (test: SimulatedTest, distance: number) => Estimate | null>> = {
  accuracy: ({ scores, positive, groups }, distance) =>
    wilsonOfGroups(
      scores.map((score, scan) => score >= distance / 2 === positive[scan]),
      groups,
    ),
  auc: ({ scores, positive, groups }) => areaUnderCurve(scores, positive, groups),
};

function drawSize(sizes: readonly (readonly number[])[], random: Random): number {
  const all = sizes.reduce((sum, [, times = 0]) => sum + times, 0);
  let left = random.integer(all);
  for (const [size = 1, times = 0] of sizes) {
    if (left < times) return size;
    left -= times;
  }
  return 1;
}

/** Of `rounds` test sets the share whose interval holds the true figure, and the mean width of the intervals. */
export function coverage(
  figure: keyof typeof TRUTHS,
  count: number,
  { value, distance }: Truth,
  rounds: number,
  random: Random,
): { readonly held: number; readonly width: number } {
  let [held, width] = [0, 0];
  for (let round = 0; round < rounds; round++) {
    const shown = ESTIMATES[figure](simulatedTest(count, distance, random), distance);
    held += Number(holds(shown, value));
    width += shown ? shown.high - shown.low : 1;
  }
  return { held: held / rounds, width: width / rounds };
}

function holds(estimate: Estimate | null, value: number): boolean {
  return estimate !== null && estimate.low <= value && value <= estimate.high;
}
