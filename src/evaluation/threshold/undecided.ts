import type { UndecidedZone } from '../../model/card/decisionRecord.ts';
import type { Estimate } from '../../statistics/intervals/estimate.ts';
import { wilsonOfGroups } from '../../statistics/intervals/intervals.ts';
import { groupsOf, type Predictions, rowsOf } from '../predictions.ts';

/** Whether a network for two classes leaves a scan undecided: [1 - p, p] with p in `low <= p < high`. */
export function isUndecided([, positive = 0, ...more]: readonly number[], zone: UndecidedZone | undefined): boolean {
  return zone !== undefined && more.length === 0 && positive >= zone.low && positive < zone.high;
}

/** So much to either side of the threshold, within 0..1. */
export function zoneOfWidth(threshold: number, width: number): UndecidedZone {
  return { low: Math.max(0, threshold - width / 2), high: Math.min(1, threshold + width / 2) };
}

/**
 * The zone around the threshold that leaves the fewest scans undecided of those outside which sensitivity and specificity are both at
 * least so high (after the two-threshold rule of Greiner, 1995). To be chosen on the validation part. Null where there is none: not
 * even scans as far from the threshold as any are told apart so well.
 */
export function zoneByRule(predictions: Predictions, threshold: number, least: number): UndecidedZone | null {
  const scores = (label: number) =>
    predictions.probabilities
      .flatMap(([, positive = 0], scan) => (predictions.labels[scan] === label ? [positive] : []))
      .sort((a, b) => a - b);
  const [negative, positive] = [scores(0), scores(1)];
  const all = [...new Set([...negative, ...positive, threshold])].sort((a, b) => a - b);
  const at = all.indexOf(threshold);
  const [lows, highs] = [all.slice(0, at + 1).reverse(), [...all.slice(at), 1.01]];
  let best: { zone: UndecidedZone; left: number } | null = null;
  for (const low of lows) {
    const [missed, cleared] = [below(positive, low), below(negative, low)];
    const isSpecific = (high: number) => reaches(cleared, negative.length - below(negative, high), least);
    const isSensitive = (high: number) => reaches(positive.length - below(positive, high), missed, least);
    const high = highs[firstTrue(highs.length, (place) => isSpecific(highs[place] ?? 1))];
    if (high === undefined || high > 1 || !isSensitive(high)) continue;
    const left = below(positive, high) - missed + below(negative, high) - cleared;
    if (!best || left < best.left) best = { zone: { low, high }, left };
  }
  return best?.zone ?? null;
}

function reaches(right: number, wrong: number, least: number): boolean {
  return right > 0 && right >= least * (right + wrong) - 1e-9;
}

/** How many are below the limit. @param sorted ascending */
function below(sorted: readonly number[], limit: number): number {
  return firstTrue(sorted.length, (place) => (sorted[place] ?? 0) >= limit);
}

/** By bisection, of a condition that stays true once it is. Returns `count` where it never is. */
function firstTrue(count: number, isTrue: (place: number) => boolean): number {
  let [from, to] = [0, count];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (isTrue(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** The predictions on which the network decides, and what share of all it leaves undecided. */
export function outside(
  predictions: Predictions,
  zone: UndecidedZone,
): { readonly decided: Predictions; readonly undecided: Estimate | null } {
  const undecided = predictions.probabilities.map((row) => isUndecided(row, zone));
  const groups = groupsOf(predictions);
  return {
    decided: rowsOf(
      predictions,
      undecided.flatMap((is, row) => (is ? [] : [row])),
    ),
    undecided: undecided.length === 0 ? null : wilsonOfGroups(undecided, groups),
  };
}
