import { drawsFor, groupDraws, quantile } from '../../statistics/intervals/groupDraws.ts';
import { groupsOf, type Predictions } from '../predictions.ts';

/** Where a curve lies with 95 % confidence at each place of the axis. */
export type BandPoint = { readonly at: number; readonly low: number; readonly high: number };
/** `roc`: sensitivity over 1 - specificity. `precisionRecall`: precision over recall. */
export type CurveBands = { readonly roc: readonly BandPoint[]; readonly precisionRecall: readonly BandPoint[] };

const STEPS = 50;
const MARGIN = 0.025;

/**
 * Pointwise bands by the group bootstrap: at each 1 - specificity the sensitivity, at each recall the precision, of whole groups drawn
 * with replacement. Empty where a class is missing. Some seconds of work for many scans: made in a worker.
 *
 * @param classIndex the class that counts as positive
 */
export function curveBands(predictions: Predictions, classIndex: number): CurveBands {
  const { labels, probabilities } = predictions;
  const scores = probabilities.map((row) => row[classIndex] ?? 0);
  const positive = labels.map((label) => label === classIndex);
  if (new Set(positive).size < 2) return { roc: [], precisionRecall: [] };
  const order = scores.map((_, scan) => scan).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  const groups = groupsOf(predictions);
  const at = Array.from({ length: STEPS + 1 }, (_, step) => step / STEPS);
  const roc = at.map((): number[] => []);
  const precision = at.map((): number[] => []);
  for (const weights of groupDraws(groups, drawsFor(labels.length))) {
    const curve = curveOf(order, scores, positive, weights);
    if (!curve) continue; // a draw may lack a class
    at.forEach((share, step) => {
      roc[step]?.push(sensitivityAt(curve, share));
      precision[step]?.push(precisionAt(curve, share));
    });
  }
  return { roc: bandOf(at, roc), precisionRecall: bandOf(at, precision) };
}

/** Weighted counts of positive and of negative scans that are called positive, from none to all. */
type Curve = { readonly found: readonly number[]; readonly alarms: readonly number[] };

function curveOf(
  order: readonly number[],
  scores: readonly number[],
  positive: readonly boolean[],
  weights: Float64Array,
): Curve | null {
  const [found, alarms] = [[0], [0]];
  let [right, wrong] = [0, 0];
  order.forEach((scan, place) => {
    const weight = weights[scan] ?? 0;
    if (positive[scan]) right += weight;
    else wrong += weight;
    if (scores[scan] === scores[order[place + 1] ?? -1]) return;
    found.push(right);
    alarms.push(wrong);
  });
  return right === 0 || wrong === 0 ? null : { found, alarms };
}

/** Along the straight lines of the curve; the highest where it rises straight up. */
function sensitivityAt({ found, alarms }: Curve, share: number): number {
  const [positives, negatives] = [found.at(-1) ?? 0, alarms.at(-1) ?? 0];
  const wanted = share * negatives;
  const after = firstAbove(alarms, wanted + 1e-9);
  if (after === alarms.length) return 1;
  const [x0 = 0, x1 = 0, y0 = 0, y1 = 0] = [alarms[after - 1], alarms[after], found[after - 1], found[after]];
  return (y0 + ((y1 - y0) * (wanted - x0)) / (x1 - x0)) / positives;
}

/** At the highest threshold that finds so many. */
function precisionAt({ found, alarms }: Curve, recall: number): number {
  const wanted = Math.max(1e-9, recall * (found.at(-1) ?? 0) - 1e-9);
  const place = firstAbove(found, wanted);
  const right = found[place] ?? 0;
  return right / (right + (alarms[place] ?? 0));
}

function firstAbove(ascending: readonly number[], limit: number): number {
  let [from, to] = [0, ascending.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((ascending[middle] ?? 0) > limit) to = middle;
    else from = middle + 1;
  }
  return from;
}

function bandOf(at: readonly number[], drawn: readonly number[][]): BandPoint[] {
  return at.map((share, step) => {
    const sorted = (drawn[step] ?? []).sort((a, b) => a - b);
    return { at: share, low: quantile(sorted, MARGIN) ?? 0, high: quantile(sorted, 1 - MARGIN) ?? 1 };
  });
}
