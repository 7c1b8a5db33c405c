import type { Estimate } from './estimate.ts';
import { drawsFor, groupDraws, quantile } from './groupDraws.ts';

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
  const drawn: number[] = [];
  for (const weights of groupDraws(groups, drawsFor(groups.length))) {
    const figure = statistic(weights);
    if (!Number.isNaN(figure)) drawn.push(figure); // a draw may lack a class
  }
  drawn.sort((a, b) => a - b);
  const at = (share: number) => quantile(drawn, share) ?? value;
  return { value, low: Math.min(value, at(0.025)), high: Math.max(value, at(0.975)) };
}
