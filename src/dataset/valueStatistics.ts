import { isPadding } from './padding.ts';

type Values = Uint8Array | Int16Array | Uint16Array | Float32Array;

/** Of all values of an image that were measured and are numbers; of more than four million of them: of a part, evenly spread. */
export type ValueStatistics = {
  readonly least: number;
  readonly largest: number;
  /** 1st and 99th percentile: the least value that so much of the image does not exceed. Fractions: to 1/65,536 of their range. */
  readonly low: number;
  readonly high: number;
};

const LOW_SHARE = 0.01;
const HIGH_SHARE = 0.99;
const BINS = 65_536;
/** As many are gone through twice in some ten milliseconds. */
const MOST_COUNTED = 2 ** 22;

export function valueStatistics(image: {
  readonly values: Values;
  readonly padding: { readonly low: number; readonly high: number } | null;
}): ValueStatistics {
  const values = image.padding ? image.values.filter((value) => !isPadding(image, value)) : image.values;
  const stride = strideFor(values.length);
  const { least, largest } = limitsOf(values, stride);
  const isFine = values instanceof Float32Array;
  const perBin = isFine ? (largest - least) / (BINS - 1) || 1 : 1;
  const counts = new Uint32Array(isFine ? BINS : largest - least + 1);
  let counted = 0;
  for (let i = 0; i < values.length; i += stride) {
    const value = values[i] ?? 0;
    if (!Number.isFinite(value)) continue;
    const bin = isFine ? Math.round((value - least) / perBin) : value - least;
    counts[bin] = (counts[bin] ?? 0) + 1;
    counted += 1;
  }
  const valueAt = (share: number) => least + perBin * binAt(counts, share * counted);
  return { least, largest, low: valueAt(LOW_SHARE), high: valueAt(HIGH_SHARE) };
}

/** No multiple of three, so that no colour is passed over. */
function strideFor(count: number): number {
  const stride = Math.max(1, Math.ceil(count / MOST_COUNTED));
  return stride % 3 === 0 ? stride + 1 : stride;
}

/** Both 0 where there is no number at all. */
function limitsOf(values: Values, stride: number): { least: number; largest: number } {
  let least = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i += stride) {
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
