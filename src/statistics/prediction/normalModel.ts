import { pca, project } from './pca.ts';

/**
 * What rows of numbers are usually like: a normal distribution along the directions in which they differ most, and one variance for
 * all others (probabilistic PCA; Tipping and Bishop, 1999), after each number was brought to mean 0 and deviation 1.
 */
export type NormalModel = {
  /** Numbers in a row. */
  readonly length: number;
  /** [length] each. */
  readonly means: Float32Array;
  readonly deviations: Float32Array;
  /** [count, length], at right angles, of length 1. */
  readonly axes: Float32Array;
  /** Along each axis. */
  readonly variances: Float32Array;
  /** Along every other direction. */
  readonly rest: number;
};

/** A number that never changed would make any other infinitely unlikely. */
const LEAST_DEVIATION = 1e-3;
const LEAST_VARIANCE = 1e-4;

/** @param rows [count, length] */
export function fitNormalModel(rows: Float32Array, length: number, axisCount: number): NormalModel {
  const count = rows.length / length;
  const means = new Float32Array(length);
  const deviations = new Float32Array(length);
  for (let i = 0; i < length; i++) {
    let [sum, squares] = [0, 0];
    for (let at = i; at < rows.length; at += length) sum += rows[at] ?? 0;
    for (let at = i; at < rows.length; at += length) squares += ((rows[at] ?? 0) - sum / count) ** 2;
    means[i] = sum / count;
    deviations[i] = Math.max(LEAST_DEVIATION, Math.sqrt(squares / count));
  }
  const standard = standardised({ length, means, deviations }, rows);
  const axes = pca(standard, length, Math.min(axisCount, length));
  const coordinates = project(standard, length, axes);
  const along = axes.length / length;
  const variances = new Float32Array(along);
  for (const [at, value] of coordinates.entries())
    variances[at % along] = (variances[at % along] ?? 0) + value ** 2 / count;
  const total = standard.reduce((sum, value) => sum + value ** 2, 0) / count;
  const left = total - variances.reduce((sum, variance) => sum + variance, 0);
  const rest = Math.fround(Math.max(LEAST_VARIANCE, left / Math.max(1, length - along)));
  return {
    ...{ length, means, deviations, rest },
    axes: Float32Array.from(axes),
    variances: variances.map((variance) => Math.max(LEAST_VARIANCE, variance)),
  };
}

/** The squared Mahalanobis distance of each row from what is usual. @param rows [count, length] */
export function squaredDistances(model: NormalModel, rows: Float32Array): Float64Array {
  const { length, variances, rest } = model;
  const standard = standardised(model, rows);
  const coordinates = project(standard, length, Float64Array.from(model.axes));
  return Float64Array.from({ length: rows.length / length }, (_, row) => {
    let beside = 0;
    for (let i = 0; i < length; i++) beside += (standard[row * length + i] ?? 0) ** 2;
    let distance = 0;
    for (const [axis, variance] of variances.entries()) {
      const squared = (coordinates[row * variances.length + axis] ?? 0) ** 2;
      distance += squared / variance;
      beside -= squared;
    }
    return distance + Math.max(0, beside) / rest;
  });
}

function standardised(
  { length, means, deviations }: Pick<NormalModel, 'length' | 'means' | 'deviations'>,
  rows: Float32Array,
): Float32Array {
  return rows.map((value, at) => (value - (means[at % length] ?? 0)) / (deviations[at % length] ?? 1));
}

/** All of its numbers in a row, to be written down. */
export function packNormalModel({ means, deviations, axes, variances, rest }: NormalModel): Float32Array {
  return Float32Array.of(...means, ...deviations, ...variances, rest, ...axes);
}

/** The other way round; null where there are not as many numbers as there should be, or one is none. */
export function unpackNormalModel(numbers: Float32Array, length: number, axisCount: number): NormalModel | null {
  if (numbers.length !== 2 * length + axisCount + 1 + axisCount * length || !numbers.every(Number.isFinite))
    return null;
  const deviations = numbers.slice(length, 2 * length);
  const variances = numbers.slice(2 * length, 2 * length + axisCount);
  const rest = numbers[2 * length + axisCount] ?? 0;
  if (![...deviations, ...variances, rest].every((value) => value > 0)) return null;
  return {
    ...{ length, deviations, variances, rest },
    means: numbers.slice(0, length),
    axes: numbers.slice(2 * length + axisCount + 1),
  };
}
