import { midranks } from './intervals/auc.ts';

/** Spearman's rank correlation, ties sharing their mean rank: -1..1; null where one of the two does not vary. */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number | null {
  const [x, y] = [ranksOf(a), ranksOf(b)];
  const middle = (a.length + 1) / 2;
  const product = (left: readonly number[], right: readonly number[]) =>
    left.reduce((sum, rank, i) => sum + (rank - middle) * ((right[i] ?? middle) - middle), 0);
  const scale = Math.sqrt(product(x, x) * product(y, y));
  return scale > 0 ? product(x, y) / scale : null;
}

function ranksOf(values: readonly number[]): number[] {
  const ranks = midranks(values);
  return values.map((value) => ranks.get(value) ?? 0);
}
