import { type KernelParams, SIZES } from '../runtime/kernelParams.ts';
import type { KernelRuntime } from '../runtime/kernelRuntime.ts';

/** Rows are summed in at most so many parts, whatever the number of threads, so that every bit is the same. */
const PARTS = 64;

/**
 * [rows, channels], normalised for every channel. Addresses on the heap; `rectify`: max(0, y). `halvedWidth`: 0, or the
 * width of images that max pooling by 2 x 2 halves after that: y and dy have a quarter of x's rows (width and height
 * even, channels by fours).
 */
type Normed = {
  readonly rows: number;
  readonly channels: number;
  readonly epsilon: number;
  readonly rectify: boolean;
  readonly halvedWidth: number;
  readonly x: number;
  readonly y: number;
  readonly gamma: number;
  readonly beta: number;
  readonly mean: number;
  readonly variance: number;
};

/** y, mean and variance (biased, as Keras keeps it) from x. */
export function batchNorm(runtime: KernelRuntime, layer: Normed): void {
  const params = paramsOf(runtime, { ...layer, dy: 0, dx: 0, dgamma: 0, dbeta: 0 });
  runtime.run('partialMoments', params, params.tasks);
  runtime.run('mergeMoments', params, 1);
  runtime.run(layer.halvedWidth ? 'normalizeHalved' : 'normalize', params, params.tasks);
}

type Gradients = { readonly dy: number; readonly dx: number; readonly dgamma: number; readonly dbeta: number };

/** dx, dgamma and dbeta from dy; mean and variance are the forward pass's, y is needed with a ReLU or pooling. */
export function batchNormGradient(runtime: KernelRuntime, layer: Normed & Gradients): void {
  const params = paramsOf(runtime, layer);
  if (layer.halvedWidth) runtime.run('restoreScales', params, 1);
  runtime.run(layer.halvedWidth ? 'partialHalvedGradient' : 'partialNormGradient', params, params.tasks);
  runtime.run('mergeNormGradient', params, 1);
  runtime.run(layer.halvedWidth ? 'halvedNormGradient' : 'normGradient', params, params.tasks);
}

function paramsOf(runtime: KernelRuntime, layer: Normed & Gradients): KernelParams<'normalize'> {
  const { x, y, dy, dx, gamma, beta, mean, variance, dgamma, dbeta } = layer;
  const { rows, channels: N, epsilon, rectify, halvedWidth } = layer;
  const unit = Math.max(1, 2 * halvedWidth); // a task ends where a window does
  const step = unit * Math.ceil(rows / unit / Math.min(PARTS, Math.ceil((rows * N) / SIZES.CHUNK)));
  const tasks = Math.ceil(rows / step);
  const [sums = 0, table = 0] = runtime.scratch(0, tasks * 2 * N * 4, 4 * N * 4 + 16).at;
  return {
    x,
    y,
    dy,
    dx,
    table,
    sums,
    gamma,
    beta,
    mean,
    variance,
    dgamma,
    dbeta,
    rows,
    N,
    step,
    tasks,
    halvedWidth,
    epsilon,
    rectify,
  };
}
