import type { Random } from '../random.ts';

/**
 * Deals whole groups to folds, so that every fold has about its share of every class: the largest groups first, each
 * to the fold where it disturbs that least. For each scan the number of its fold.
 *
 * @param labels Class of each scan, 0..classCount - 1.
 * @param groups For each scan the number of its group, counted from 0.
 */
export function groupKFold(
  labels: ArrayLike<number>,
  classCount: number,
  groups: ArrayLike<number>,
  foldCount: number,
  random: Random,
): Uint8Array {
  const perGroup = countClasses(labels, classCount, groups);
  const perClass = new Float64Array(classCount);
  for (let i = 0; i < labels.length; i++) perClass[labels[i] ?? 0] = (perClass[labels[i] ?? 0] ?? 0) + 1;
  const folds = Array.from({ length: foldCount }, () => new Float64Array(classCount));
  const foldOfGroup = new Map<number, number>();
  const largestFirst = random.shuffle([...perGroup]).sort(([, a], [, b]) => sum(b) - sum(a));
  for (const [group, counts] of largestFirst) {
    const costs = folds.map((fold) => costOf(fold, counts, perClass));
    const fold = costs.indexOf(Math.min(...costs));
    foldOfGroup.set(group, fold);
    counts.forEach((count, c) => {
      const inFold = folds[fold];
      if (inFold) inFold[c] = (inFold[c] ?? 0) + count;
    });
  }
  return Uint8Array.from({ length: labels.length }, (_, i) => foldOfGroup.get(groups[i] ?? 0) ?? 0);
}

function countClasses(labels: ArrayLike<number>, classCount: number, groups: ArrayLike<number>) {
  const perGroup = new Map<number, Float64Array>();
  for (let i = 0; i < labels.length; i++) {
    const counts = perGroup.get(groups[i] ?? 0) ?? new Float64Array(classCount);
    counts[labels[i] ?? 0] = (counts[labels[i] ?? 0] ?? 0) + 1;
    perGroup.set(groups[i] ?? 0, counts);
  }
  return perGroup;
}

/** How much the squares of the fold's shares of each class would grow: least where the fold is behind. */
function costOf(fold: Float64Array, counts: Float64Array, perClass: Float64Array): number {
  let cost = 0;
  for (let c = 0; c < counts.length; c++) {
    const [has, gets, all] = [fold[c] ?? 0, counts[c] ?? 0, perClass[c] ?? 1];
    if (gets > 0) cost += (gets * (2 * has + gets)) / (all * all);
  }
  return cost;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
