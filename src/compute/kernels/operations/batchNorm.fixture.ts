import type { Values } from '../../comparison.fixture.ts';

/** A window of 2 x 2 pixels, side by side with the others. */
type ImageSize = { readonly height: number; readonly width: number };

type Layer = { readonly epsilon: number; readonly rectify: boolean; readonly halved?: ImageSize };

/**
 * For tests: batch norm of x[rows, channels], perhaps a ReLU and max pooling by 2 x 2, and what it passes back, as [y, dx, dgamma,
 * dbeta] in double precision: the formulas of Ioffe and Szegedy 2015, section 3. `dyOf`: y's length -> dy.
 */
export function normByDefinition(
  [x, gamma, beta]: readonly [Values, Values, Values],
  dyOf: (length: number) => Float32Array,
  { epsilon, rectify, halved }: Layer,
): Float64Array[] {
  const N = gamma.values.length;
  const { mean, deviation } = moments(x.values, N, epsilon);
  const distance = Float64Array.from(x.values, (value, i) => value - at(mean, i % N));
  const normal = distance.map((each, i) => each / at(deviation, i % N));
  const z = normal.map((each, i) => each * at(gamma.values, i % N) + at(beta.values, i % N));
  const rectified = rectify ? z.map((each) => Math.max(0, each)) : z;
  const winners = halved ? winnersOf(rectified, N, halved) : Uint32Array.from(z.keys());
  const y = Float64Array.from(winners, (place) => at(rectified, place));
  const dz = new Float64Array(z.length);
  dyOf(y.length).forEach((each, i) => {
    const place = at(winners, i);
    dz[place] = rectify && at(z, place) <= 0 ? 0 : each;
  });
  const dnormal = dz.map((each, i) => each * at(gamma.values, i % N));
  const rows = z.length / N;
  const dvariance = sums(dnormal, N, (i) => (-at(distance, i) * at(deviation, i % N) ** -3) / 2);
  const ofVariance = sums(distance, N, (i) => (-2 * at(dvariance, i % N)) / rows);
  const dmean = sums(dnormal, N, (i) => -1 / at(deviation, i % N)).map((each, n) => each + at(ofVariance, n));
  const dx = dnormal.map((each, i) => {
    const n = i % N;
    return each / at(deviation, n) + (at(dvariance, n) * 2 * at(distance, i) + at(dmean, n)) / rows;
  });
  return [y, dx, sums(dz, N, (i) => at(normal, i)), sums(dz, N, () => 1)];
}

/** Of each channel, the mean and sqrt(variance + epsilon). */
function moments(x: Float32Array, N: number, epsilon: number): { mean: Float64Array; deviation: Float64Array } {
  const rows = x.length / N;
  const mean = sums(x, N, () => 1 / rows);
  const squares = sums(x, N, (i) => (at(x, i) - at(mean, i % N)) / rows);
  // The mean of x (x - mean) is that of (x - mean)^2.
  return { mean, deviation: squares.map((variance) => Math.sqrt(variance + epsilon)) };
}

/** Of each of N channels, the sum of values times what `factor` says of their place. */
function sums(values: ArrayLike<number>, N: number, factor: (i: number) => number): Float64Array {
  const totals = new Float64Array(N);
  for (let i = 0; i < values.length; i++) totals[i % N] = at(totals, i % N) + at(values, i) * factor(i);
  return totals;
}

/** Where in z[batch, height, width, N] the first of each window's largest values is. */
function winnersOf(z: Float64Array, N: number, { height, width }: ImageSize): Uint32Array {
  const winners = new Uint32Array(z.length / 4);
  winners.forEach((_, i) => {
    const column = Math.floor(i / N) % (width / 2);
    const row = Math.floor(i / N / (width / 2)); // of all images, one below the other: height is even
    const corner = (2 * row * width + 2 * column) * N + (i % N);
    const window = [corner, corner + N, corner + width * N, corner + width * N + N];
    winners[i] = window.reduce((best, place) => (at(z, place) > at(z, best) ? place : best));
  });
  if (height % 2 !== 0) throw new Error('An image to be halved has an even height.');
  return winners;
}

function at(values: ArrayLike<number>, i: number): number {
  return values[i] ?? Number.NaN;
}
