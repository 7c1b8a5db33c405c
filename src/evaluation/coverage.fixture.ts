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

type Truth = {
  /** Distance of the classes' mean scores, in standard deviations: AUC = normal CDF of it over the root of 2. */
  readonly distance: number;
  readonly accuracy: number;
  readonly auc: number;
};

/** Means 1.68, 2.56 and 3.29 standard deviations apart: accuracy is the normal CDF of half of it (SciPy: stats.norm.cdf). */
export const TRUTHS: readonly Truth[] = [
  { distance: 1.6832424671458286, accuracy: 0.8, auc: 0.88302 },
  { distance: 2.5631031310892007, accuracy: 0.9, auc: 0.96504 },
  { distance: 3.289707253902945, accuracy: 0.95, auc: 0.989995 },
];

/**
 * A test set of `count` groups drawn from the real sizes (as many scans of each class as those have), with normal scores that groups
 * share, and what the intervals say of it.
 */
function simulatedTest(count: number, { distance }: Truth, random: Random) {
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
  const right = scores.map((score, scan) => score >= distance / 2 === positive[scan]);
  return { accuracy: wilsonOfGroups(right, groups), auc: areaUnderCurve(scores, positive, groups) };
}

function drawSize(sizes: readonly (readonly number[])[], random: Random): number {
  const all = sizes.reduce((sum, [, times = 0]) => sum + times, 0);
  let left = random.integer(all);
  for (const [size = 1, times = 0] of sizes) {
    if (left < times) return size;
    left -= times;
  }
  return 1;
}

/** Shares of `rounds` test sets whose interval holds the true figure. */
export function coverage(count: number, truth: Truth, rounds: number, random: Random) {
  const held = { accuracy: 0, auc: 0 };
  const width = { accuracy: 0, auc: 0 };
  for (let round = 0; round < rounds; round++) {
    const shown = simulatedTest(count, truth, random);
    for (const key of ['accuracy', 'auc'] as const) {
      held[key] += Number(holds(shown[key], truth[key]));
      width[key] += shown[key] ? shown[key].high - shown[key].low : 1;
    }
  }
  const mean = (sums: typeof held) => ({ accuracy: sums.accuracy / rounds, auc: sums.auc / rounds });
  return { held: mean(held), width: mean(width) };
}

function holds(estimate: Estimate | null, value: number): boolean {
  return estimate !== null && estimate.low <= value && value <= estimate.high;
}
