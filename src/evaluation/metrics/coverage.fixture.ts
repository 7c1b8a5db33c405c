import { areaDifference, areaUnderCurve } from '../../statistics/intervals/auc.ts';
import type { Estimate } from '../../statistics/intervals/estimate.ts';
import { wilsonOfGroups } from '../../statistics/intervals/intervals.ts';
import type { Random } from '../../statistics/random.ts';
import { accuracyDifference } from '../comparison/compareRuns.ts';

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

/** What two networks say of the same scan hangs together so. */
const BETWEEN_NETWORKS = 0.7;

/**
 * A true figure, and how far apart the mean scores of the classes are for it, in standard deviations. Of a difference: of the first
 * network, and of the one that is taken away.
 */
export type Truth = { readonly value: number; readonly distance: number; readonly other?: number };

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
  'difference of AUCs': [
    { value: 0, distance: 1.8123876048736465, other: 1.8123876048736465 }, // 0.9 each
    { value: 0, distance: 2.9044395631244933, other: 2.9044395631244933 }, // 0.98 each
    { value: 0.05, distance: 2.3261743073533476, other: 1.8123876048736465 }, // 0.95 and 0.9
    { value: 0.02, distance: 3.289952714266374, other: 2.6598438286721278 }, // 0.99 and 0.97
  ],
  'difference of accuracies': [
    { value: 0, distance: 2.5631031310892007, other: 2.5631031310892007 }, // 0.9 each
    { value: 0, distance: 3.7615872163025017, other: 3.7615872163025017 }, // 0.97 each
    { value: 0.07, distance: 3.7615872163025017, other: 2.5631031310892007 }, // 0.97 and 0.9
  ],
} as const satisfies Readonly<Record<string, readonly Truth[]>>;

type SimulatedTest = {
  readonly scores: number[];
  /** Of the network that the first is held against. */
  readonly others: number[];
  readonly positive: boolean[];
  readonly groups: number[];
};

/** A test set of `count` groups drawn from the real sizes, half of each class, with normal scores that groups share. */
function simulatedTest(count: number, { distance, other }: Truth, random: Random): SimulatedTest {
  const [scores, others, positive, groups]: [number[], number[], boolean[], number[]] = [[], [], [], []];
  for (let group = 0; group < count; group++) {
    const isPositive = group % 2 === 1;
    const size = drawSize(isPositive ? GROUP_SIZES.positive : GROUP_SIZES.negative, random);
    const draw = () => {
      const first = random.normal();
      if (other === undefined) return [first, 0] as const;
      return [first, BETWEEN_NETWORKS * first + Math.sqrt(1 - BETWEEN_NETWORKS ** 2) * random.normal()] as const;
    };
    const shared = draw();
    for (let scan = 0; scan < size; scan++) {
      const own = draw();
      const scoreOf = (network: 0 | 1) =>
        shared[network] * Math.sqrt(WITHIN_GROUP) + own[network] * Math.sqrt(1 - WITHIN_GROUP);
      scores.push(scoreOf(0) + (isPositive ? distance : 0));
      others.push(scoreOf(1) + (isPositive ? (other ?? 0) : 0));
      positive.push(isPositive);
      groups.push(group);
    }
  }
  return { scores, others, positive, groups };
}

/** At the best threshold. */
function rightOf(scores: readonly number[], positive: readonly boolean[], distance: number): boolean[] {
  return scores.map((score, scan) => score >= distance / 2 === positive[scan]);
}

/** What the page would say of it; accuracy at the best threshold. */
const ESTIMATES: Readonly<Record<keyof typeof TRUTHS, (test: SimulatedTest, truth: Truth) => Estimate | null>> = {
  accuracy: ({ scores, positive, groups }, { distance }) => wilsonOfGroups(rightOf(scores, positive, distance), groups),
  auc: ({ scores, positive, groups }) => areaUnderCurve(scores, positive, groups),
  'difference of AUCs': ({ scores, others, positive, groups }) => areaDifference(scores, others, positive, groups),
  'difference of accuracies': ({ scores, others, positive, groups }, { distance, other = 0 }) =>
    accuracyDifference(rightOf(scores, positive, distance), rightOf(others, positive, other), groups),
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

/**
 * Of `rounds` test sets the share whose interval holds the true figure, and the mean width of the intervals. Of a difference there is none
 * where two networks rank every pair alike.
 */
export function coverage(
  figure: keyof typeof TRUTHS,
  count: number,
  truth: Truth,
  rounds: number,
  random: Random,
): {
  readonly held: number;
  readonly width: number /** Share of the test sets that have an interval. */;
  readonly shown: number;
} {
  let [held, width, all] = [0, 0, 0];
  for (let round = 0; round < rounds; round++) {
    const shown = ESTIMATES[figure](simulatedTest(count, truth, random), truth);
    if (!shown) continue;
    all += 1;
    held += Number(shown.low <= truth.value && truth.value <= shown.high);
    width += shown.high - shown.low;
  }
  return { held: held / all, width: width / all, shown: all / rounds };
}
