import { createRandom } from '../random.ts';

/** Rows looked at: more change the axes little. */
const MOST_ROWS = 1000;
/** Turns of the iteration: the axes need not be exact, only at right angles. */
const TURNS = 12;

/**
 * The directions in which rows of numbers differ most, by orthogonal iteration (Golub and Van Loan, Matrix
 * Computations, 8.2.4) on the covariance of some of the rows. At right angles to each other and of length 1, so that rows are
 * never further apart along them than they are.
 *
 * @param rows [count, length]
 * @returns [axes, length]
 */
export function pca(rows: Float32Array, length: number, axes: number): Float64Array {
  const covariance = covarianceOf(rows, length);
  const random = createRandom(1);
  let basis = orthonormal(
    Float64Array.from({ length: axes * length }, () => random.normal()),
    length,
  );
  for (let turn = 0; turn < TURNS; turn++) basis = orthonormal(multiply(basis, covariance, length), length);
  return basis;
}

/** Coordinates of each row along the axes: [count, axes]. */
export function project(rows: Float32Array, length: number, axes: Float64Array): Float32Array {
  const count = rows.length / length;
  const dimensions = axes.length / length;
  const coordinates = new Float32Array(count * dimensions);
  for (let row = 0; row < count; row++) {
    for (let axis = 0; axis < dimensions; axis++) {
      let sum = 0;
      for (let i = 0; i < length; i++) sum += (rows[row * length + i] as number) * (axes[axis * length + i] as number);
      coordinates[row * dimensions + axis] = sum;
    }
  }
  return coordinates;
}

/** [length, length], of up to a thousand rows from all over. */
function covarianceOf(rows: Float32Array, length: number): Float64Array {
  const count = rows.length / length;
  const taken = Math.min(MOST_ROWS, count);
  const rowAt = (index: number) => Math.floor((index * count) / taken) * length;
  const mean = new Float64Array(length);
  for (let index = 0; index < taken; index++) {
    for (let i = 0; i < length; i++) mean[i] = (mean[i] as number) + (rows[rowAt(index) + i] as number) / taken;
  }
  const covariance = new Float64Array(length * length);
  const centred = new Float64Array(length);
  for (let index = 0; index < taken; index++) {
    for (let i = 0; i < length; i++) centred[i] = (rows[rowAt(index) + i] as number) - (mean[i] as number);
    for (let i = 0; i < length; i++) {
      const left = (centred[i] as number) / taken;
      for (let j = 0; j < length; j++) {
        covariance[i * length + j] = (covariance[i * length + j] as number) + left * (centred[j] as number);
      }
    }
  }
  return covariance;
}

/** [axes, length] by a symmetric [length, length]. */
function multiply(basis: Float64Array, matrix: Float64Array, length: number): Float64Array {
  const product = new Float64Array(basis.length);
  for (let at = 0; at < basis.length; at += length) {
    for (let i = 0; i < length; i++) {
      const factor = basis[at + i] as number;
      for (let j = 0; j < length; j++) {
        product[at + j] = (product[at + j] as number) + factor * (matrix[i * length + j] as number);
      }
    }
  }
  return product;
}

/** Gram-Schmidt, twice over against rounding; a direction that nothing is left of becomes 0. */
function orthonormal(basis: Float64Array, length: number): Float64Array {
  const result = basis.slice();
  for (let at = 0; at < result.length; at += length) {
    const row = result.subarray(at, at + length);
    const before = Math.hypot(...row);
    for (let pass = 0; pass < 2; pass++) {
      for (let other = 0; other < at; other += length) subtractAlong(row, result.subarray(other, other + length));
    }
    const left = Math.hypot(...row);
    if (left > 1e-9 * before) for (let i = 0; i < length; i++) row[i] = (row[i] as number) / left;
    else row.fill(0);
  }
  return result;
}

function subtractAlong(row: Float64Array, unit: Float64Array): void {
  let along = 0;
  for (let i = 0; i < row.length; i++) along += (row[i] as number) * (unit[i] as number);
  for (let i = 0; i < row.length; i++) row[i] = (row[i] as number) - along * (unit[i] as number);
}
