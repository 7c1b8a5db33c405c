import type { Estimate } from './estimate.ts';
import { groupSums } from './intervals.ts';

/**
 * How far an estimate is above another on the same scans, with a 95 % interval from those of the two (MOVER; Zou and Donner, 'Construction
 * of confidence limits about effect measures', Statistics in Medicine 27, 2008, 1693-1702): what they have in common falls out.
 */
export function differenceOfCorrelated(a: Estimate, b: Estimate, correlation: number): Estimate {
  const value = a.value - b.value;
  const apart = (one: number, other: number) =>
    Math.sqrt(Math.max(0, one ** 2 + other ** 2 - 2 * correlation * one * other));
  return {
    value,
    low: value - apart(a.value - a.low, b.high - b.value),
    high: value + apart(a.high - a.value, b.value - b.low),
  };
}

/** How two estimates rise and fall together, by how far each group moves either: -1..1; 0 where one of them is certain. */
export function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (one: readonly number[], other: readonly number[]) =>
    one.reduce((all, each, group) => all + each * (other[group] ?? 0), 0);
  const product = dot(a, a) * dot(b, b);
  return product > 0 ? dot(a, b) / Math.sqrt(product) : 0;
}

/** @param groups for each value the number of its group */
export function sumsOfGroups(values: readonly number[], groups: readonly number[]): number[] {
  return groupSums(values, groups).map(({ sum }) => sum);
}
