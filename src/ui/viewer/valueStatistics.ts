import type { ViewedPicture } from '../../worker/protocol.ts';

/** Of all values of a picture that are numbers. */
export type ValueStatistics = {
  readonly least: number;
  readonly largest: number;
  /** 1st and 99th percentile: the least value that so much of the picture does not exceed. Fractions: to 1/65,536 of their range. */
  readonly low: number;
  readonly high: number;
};

const LOW_SHARE = 0.01;
const HIGH_SHARE = 0.99;
const BINS = 65_536;

export function valueStatistics(values: ViewedPicture['values']): ValueStatistics {
  const { least, largest } = limitsOf(values);
  const isFine = values instanceof Float32Array;
  const perBin = isFine ? (largest - least) / (BINS - 1) || 1 : 1;
  const counts = new Uint32Array(isFine ? BINS : largest - least + 1);
  let counted = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (!Number.isFinite(value)) continue;
    const bin = isFine ? Math.round((value - least) / perBin) : value - least;
    counts[bin] = (counts[bin] ?? 0) + 1;
    counted += 1;
  }
  const valueAt = (share: number) => least + perBin * binAt(counts, share * counted);
  return { least, largest, low: valueAt(LOW_SHARE), high: valueAt(HIGH_SHARE) };
}

/** Both 0 where there is no number at all. */
function limitsOf(values: ViewedPicture['values']): { least: number; largest: number } {
  let least = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (!Number.isFinite(value)) continue;
    if (value < least) least = value;
    if (value > largest) largest = value;
  }
  return least <= largest ? { least, largest } : { least: 0, largest: 0 };
}

/** The first bin by which `wanted` values are counted. */
function binAt(counts: Uint32Array, wanted: number): number {
  let sum = 0;
  for (let bin = 0; bin < counts.length; bin++) {
    sum += counts[bin] ?? 0;
    if (sum >= wanted) return bin;
  }
  return counts.length - 1;
}

const known = new WeakMap<ViewedPicture, ValueStatistics>();

/** Counted once for each picture. */
export function statisticsOf(picture: ViewedPicture): ValueStatistics {
  let statistics = known.get(picture);
  if (!statistics) {
    statistics = valueStatistics(picture.values);
    known.set(picture, statistics);
  }
  return statistics;
}
