import type { ThresholdRule } from '../../model/card/decisionRecord.ts';
import { groupDraws } from '../../statistics/intervals/groupDraws.ts';
import { groupsOf, type Predictions } from '../predictions.ts';

/** The network's own cut, taken where the predictions give no reason for another. */
const NEUTRAL = 0.5;
/** More draws move the mean by less than a hundredth; of many scans fewer do, as each takes a pass over them. */
const STEADY_DRAWS = 100;
const LEAST_DRAWS = 20;
const SCANS_DRAWN = 500_000;

/** Scores descending, whether each is of a positive scan, and where it was. */
type Ranked = { readonly scores: Float64Array; readonly positive: Uint8Array; readonly places: Int32Array };

/**
 * The probability from which a scan is called positive, by a rule. To be chosen on the validation part, never on the test part. A
 * threshold lies midway between two scores, because on new scans any place in that gap is as likely to be right. 0.5 where one
 * class is missing or no threshold does better than chance.
 *
 * 'youden': the largest sensitivity + specificity - 1 (Youden, Cancer 3, 1950); of equals the one nearest 0.5. 'steady': the mean of those
 * of a hundred draws of whole groups, because one scan more or less moves the largest by far (see DECISIONS). 'sensitivity', 'specificity':
 * the one with the most of the other that keeps at least so much of it. 'cost': the least expected cost, averaged as 'steady'.
 */
export function chooseThreshold(predictions: Predictions, rule: ThresholdRule = { kind: 'steady' }): number {
  const ranked = rank(predictions);
  switch (rule.kind) {
    case 'steady':
      return meanOfDraws(predictions, ranked, 0.5);
    case 'cost':
      return meanOfDraws(predictions, ranked, shareOfSensitivity(rule));
    case 'sensitivity':
      return cutThatKeeps(ranked, rule.least, 1);
    case 'specificity':
      return cutThatKeeps(ranked, rule.least, 0);
    default:
      return bestCut(ranked, null, 0.5) ?? NEUTRAL;
  }
}

/** Of a scan of the expected cost, how much hangs on the sensitivity: the rest hangs on the specificity. */
function shareOfSensitivity({ missCost, prevalence }: Extract<ThresholdRule, { kind: 'cost' }>): number {
  const misses = missCost * prevalence;
  return misses / (misses + 1 - prevalence);
}

function rank({ labels, probabilities }: Predictions): Ranked {
  const score = (place: number) => probabilities[place]?.[1] ?? 0;
  const places = Int32Array.from(labels, (_, place) => place).sort((a, b) => score(b) - score(a));
  return {
    scores: Float64Array.from(places, score),
    positive: Uint8Array.from(places, (place) => (labels[place] === 1 ? 1 : 0)),
    places,
  };
}

/** @param toSensitivity how much of the sum is the sensitivity, 0..1; the rest is the specificity */
function meanOfDraws(predictions: Predictions, ranked: Ranked, toSensitivity: number): number {
  const groups = groupsOf(predictions);
  const draws = Math.max(LEAST_DRAWS, Math.min(STEADY_DRAWS, Math.floor(SCANS_DRAWN / (groups.length + 1))));
  const cuts: number[] = [];
  for (const weights of groupDraws(groups, draws)) {
    const cut = bestCut(ranked, weights, toSensitivity);
    if (cut !== null) cuts.push(cut); // a draw may lack a class
  }
  return cuts.length === 0 ? NEUTRAL : cuts.reduce((sum, cut) => sum + cut, 0) / cuts.length;
}

/** Null where a class is missing. @param weights how often each scan counts, by its place in the predictions; null: once */
function bestCut({ scores, positive, places }: Ranked, weights: Float64Array | null, toSensitivity: number) {
  const weightAt = (at: number) => (weights ? (weights[places[at] ?? 0] ?? 0) : 1);
  let [positives, negatives] = [0, 0];
  for (let at = 0; at < scores.length; at++) {
    if (positive[at]) positives += weightAt(at);
    else negatives += weightAt(at);
  }
  if (positives === 0 || negatives === 0) return null;
  let best = callingAllAlike(toSensitivity);
  let [found, alarms, last] = [0, 0, -1];
  for (let at = 0; at < scores.length; at++) {
    const weight = weightAt(at);
    if (weight === 0) continue;
    const score = scores[at] ?? 0;
    if (last >= 0 && score < (scores[last] ?? 0)) {
      const gain = (toSensitivity * found) / positives - ((1 - toSensitivity) * alarms) / negatives;
      const cut = { gain, threshold: between(score, scores[last] ?? 0), isCut: true };
      if (isBetter(cut, best)) best = cut;
    }
    if (positive[at]) found += weight;
    else alarms += weight;
    last = at;
  }
  return best.threshold;
}

type Cut = { readonly gain: number; readonly threshold: number; readonly isCut: boolean };

/** Where the costs speak for it all scans are called positive, or none; for Youden's index both are no better than chance. */
function callingAllAlike(toSensitivity: number): Cut {
  const threshold = toSensitivity > 0.5 ? 0 : toSensitivity < 0.5 ? 1 : NEUTRAL;
  return { gain: Math.max(0, 2 * toSensitivity - 1), threshold, isCut: false };
}

function isBetter(cut: Cut, best: Cut): boolean {
  if (cut.gain > best.gain + 1e-12) return true;
  return best.isCut && cut.gain > best.gain - 1e-12 && nearNeutral(cut) < nearNeutral(best);
}

function nearNeutral({ threshold }: Cut): number {
  return Math.abs(threshold - NEUTRAL);
}

/**
 * For sensitivity (`of` 1) the highest threshold that still calls enough positive scans positive, for specificity (`of` 0) the lowest one
 * that still calls enough negative scans negative. 0.5 where there is no scan of that class.
 */
function cutThatKeeps({ scores, positive }: Ranked, least: number, of: 0 | 1): number {
  const own = scores.filter((_, at) => positive[at] === of);
  if (own.length === 0) return NEUTRAL;
  const kept = Math.max(1, Math.ceil(least * own.length - 1e-9));
  if (of === 1) {
    const lowest = own[kept - 1] ?? 0;
    return between(scores.find((score) => score < lowest) ?? 0, lowest);
  }
  const highest = own[own.length - kept] ?? 1;
  return between(highest, scores.findLast((score) => score > highest) ?? 1);
}

/** Halfway, and above `low` even where no number lies between the two. */
function between(low: number, high: number): number {
  const middle = low + (high - low) / 2;
  return middle > low ? middle : high;
}
