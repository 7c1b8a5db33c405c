import { areaUnderCurve } from '../../statistics/intervals/auc.ts';
import type { Estimate } from '../../statistics/intervals/estimate.ts';
import { differenceOf, wilson, wilsonOfGroups } from '../../statistics/intervals/intervals.ts';
import { meanOfDependent } from '../../statistics/intervals/meanOfEstimates.ts';
import { predictedClass } from '../predictedClass.ts';
import { groupsOf, type Predictions } from '../predictions.ts';

/** A network that was trained on one of the two splits, and what it said of its test part. */
export type SplitRun = {
  readonly test: Predictions;
  readonly classCount: number;
  /** Null for more than two classes. */
  readonly threshold: number | null;
  /** For each test scan the number of its group: scans of a group are no independent evidence. Null where that is not known. */
  readonly groups: readonly number[] | null;
  /** SHA-256 of the test scans that have a duplicate in training; null where that is not known. */
  readonly twins: ReadonlySet<string> | null;
};

/** How the network did on some of the test scans. */
export type TestSubset = {
  readonly n: number;
  /** Distinct images (or patients): scans of a group count once. */
  readonly groups: number;
  readonly accuracy: Estimate | null;
  /** The same with each group counting once, however many scans it has; null where there is none. */
  readonly perGroup: number | null;
  /** For more than two classes the mean of one against the rest; null where a class has no scan. */
  readonly auc: Estimate | null;
};

/** The same network, seed and settings on a random and on a grouped split. */
export type Leakage = {
  readonly random: TestSubset;
  /** The test scans of the random split, parted; null where the duplicates are not known. */
  readonly withTwin: TestSubset | null;
  readonly withoutTwin: TestSubset | null;
  readonly grouped: TestSubset;
  /** How far the accuracy is higher on the random split, as a share; null where a part is empty. */
  readonly difference: Estimate | null;
};

/** What copies in training do to the figures. Intervals count the scans of a group as what they are: one piece of evidence. */
export function compareSplits(random: SplitRun, grouped: SplitRun): Leakage {
  const { twins } = random;
  const all = evaluateSubset(random, () => true);
  const honest = evaluateSubset(grouped, () => true);
  return {
    random: all,
    withTwin: twins && evaluateSubset(random, (sha256) => twins.has(sha256)),
    withoutTwin: twins && evaluateSubset(random, (sha256) => !twins.has(sha256)),
    grouped: honest,
    difference: all.accuracy && honest.accuracy && differenceOf(all.accuracy, honest.accuracy),
  };
}

function evaluateSubset(half: SplitRun, isMeant: (sha256: string) => boolean): TestSubset {
  const { test, classCount, threshold, groups: known } = half;
  const all = groupsOf({ labels: test.labels, ...(known && { groups: known }) });
  const rows = test.sha256.flatMap((sha256, row) => (isMeant(sha256) ? [row] : []));
  const labels = rows.map((row) => test.labels[row] ?? 0);
  const probabilities = rows.map((row) => test.probabilities[row] ?? []);
  const groups = rows.map((row) => all[row] as number);
  const right = labels.map((label, index) => predictedClass(probabilities[index] ?? [], threshold) === label);
  const areaOf = (index: number) =>
    areaUnderCurve(
      probabilities.map((row) => row[index] ?? 0),
      labels.map((label) => label === index),
      groups,
    );
  return {
    n: rows.length,
    groups: new Set(groups).size,
    perGroup: meanOfGroups(right, groups),
    accuracy: known ? wilsonOfGroups(right, groups) : wilson(right.filter(Boolean).length, right.length),
    auc: classCount === 2 ? areaOf(1) : meanOf(Array.from({ length: classCount }, (_, index) => areaOf(index))),
  };
}

/** Mean over the groups of the share of their scans that are right. */
function meanOfGroups(right: readonly boolean[], groups: readonly number[]): number | null {
  const sums = new Map<number, { right: number; scans: number }>();
  right.forEach((isRight, index) => {
    const sum = sums.get(groups[index] ?? index) ?? { right: 0, scans: 0 };
    sums.set(groups[index] ?? index, { right: sum.right + Number(isRight), scans: sum.scans + 1 });
  });
  const total = [...sums.values()].reduce((all, sum) => all + sum.right / sum.scans, 0);
  return sums.size === 0 ? null : total / sums.size;
}

function meanOf(areas: readonly (Estimate | null)[]): Estimate | null {
  const known = areas.filter((area) => area !== null);
  return known.length > 0 && known.length === areas.length ? meanOfDependent(known) : null;
}
