import { createRandom, type Random } from '../dataset/random.ts';
import type { Figure } from '../model/card.ts';
import { predictedClass } from './predictedClass.ts';
import type { Predictions } from './predictions.ts';

const RESAMPLES = 1000;
const SEED = 1;

type MacroValues = { readonly macroRecall: number; readonly macroF1: number; readonly macroAuc: number };
type MacroFigures = { readonly [name in keyof MacroValues]: Figure | null };

/** For each class the scores' ranks among all scans (equal scores share one), so that an AUC needs no sorting. */
type Ranked = {
  readonly labels: readonly number[];
  readonly predicted: readonly number[];
  /** [class][scan] */
  readonly ranks: readonly Int32Array[];
  readonly classCount: number;
};

/**
 * Means over the classes, with percentile bootstrap intervals (Efron and Tibshirani, 'An Introduction to the Bootstrap',
 * 1993, ch. 13): the scans of each class are drawn again, with replacement, 1000 times, from a fixed seed.
 * All are null where a class has no scan.
 */
export function macroFigures(predictions: Predictions, classCount: number): MacroFigures {
  const ranked = rank(predictions, classCount);
  const byClass = Array.from({ length: classCount }, (_, index) =>
    ranked.labels.flatMap((label, scan) => (label === index ? [scan] : [])),
  );
  if (byClass.some((scans) => scans.length === 0)) return { macroRecall: null, macroF1: null, macroAuc: null };
  const once = new Int32Array(ranked.labels.length).fill(1);
  const values = macroValues(ranked, once);
  const random = createRandom(SEED);
  const drawn = Array.from({ length: RESAMPLES }, () => macroValues(ranked, drawAgain(byClass, once.length, random)));
  const figure = (name: keyof MacroValues): Figure => {
    const sorted = drawn.map((resample) => resample[name]).sort((a, b) => a - b);
    return { value: values[name], low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) };
  };
  return { macroRecall: figure('macroRecall'), macroF1: figure('macroF1'), macroAuc: figure('macroAuc') };
}

function rank({ probabilities, labels }: Predictions, classCount: number): Ranked {
  const ranksOf = (index: number) => {
    const scores = probabilities.map((row) => row[index] ?? 0);
    const places = new Map([...new Set(scores)].sort((a, b) => a - b).map((score, place) => [score, place]));
    return Int32Array.from(scores, (score) => places.get(score) ?? 0);
  };
  return {
    labels,
    predicted: probabilities.map((row) => predictedClass(row, 0.5)),
    ranks: Array.from({ length: classCount }, (_, index) => ranksOf(index)),
    classCount,
  };
}

/** How often each scan was drawn. */
function drawAgain(byClass: readonly (readonly number[])[], scanCount: number, random: Random): Int32Array {
  const times = new Int32Array(scanCount);
  for (const scans of byClass) {
    for (let draw = 0; draw < scans.length; draw++) {
      const scan = scans[random.integer(scans.length)] ?? 0;
      times[scan] = (times[scan] ?? 0) + 1;
    }
  }
  return times;
}

function macroValues(ranked: Ranked, times: Int32Array): MacroValues {
  let [recalls, f1s, areas] = [0, 0, 0];
  for (let index = 0; index < ranked.classCount; index++) {
    let [tp, called, support] = [0, 0, 0];
    for (let scan = 0; scan < times.length; scan++) {
      const count = times[scan] ?? 0;
      const [isOf, isCalled] = [ranked.labels[scan] === index, ranked.predicted[scan] === index];
      if (isOf) support += count;
      if (isCalled) called += count;
      if (isOf && isCalled) tp += count;
    }
    recalls += tp / support;
    f1s += (2 * tp) / (support + called);
    areas += areaFromRanks(ranked, index, times);
  }
  const { classCount } = ranked;
  return { macroRecall: recalls / classCount, macroF1: f1s / classCount, macroAuc: areas / classCount };
}

/** Pairs of a scan of the class and another one, in order or half in order, over all such pairs. */
function areaFromRanks({ labels, ranks }: Ranked, index: number, times: Int32Array): number {
  const ofClass = new Float64Array(times.length);
  const ofRest = new Float64Array(times.length);
  ranks[index]?.forEach((place, scan) => {
    const counts = labels[scan] === index ? ofClass : ofRest;
    counts[place] = (counts[place] ?? 0) + (times[scan] ?? 0);
  });
  let [below, positives, inOrder] = [0, 0, 0];
  for (let place = 0; place < times.length; place++) {
    const [here, restHere] = [ofClass[place] ?? 0, ofRest[place] ?? 0];
    inOrder += here * (below + restHere / 2);
    below += restHere;
    positives += here;
  }
  return inOrder / (below * positives);
}

/** Linear between the two nearest (numpy's default). */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const [low = 0, high = low] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low + (high - low) * (place - Math.floor(place));
}
