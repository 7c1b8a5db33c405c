import { CHUNK, floatBits, JOB, type KernelRuntime } from './kernelRuntime.ts';

/** Rows are summed in at most so many parts, whatever the number of threads, so that every bit is the same. */
const PARTS = 64;

/**
 * [rows, channels], normalised for every channel. Addresses on the heap; `rectify`: max(0, y). `halvedWidth`: 0, or the
 * width of pictures that max pooling by 2 x 2 halves after that: y and dy have a quarter of x's rows (width and height
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
export function batchNorm(machine: KernelRuntime, layer: Normed): void {
  const { words, parts } = layout(machine, layer, { dy: 0, dx: 0, dgamma: 0, dbeta: 0 });
  machine.run(JOB.partialMoments, words, parts);
  machine.run(JOB.mergeMoments, words, 1);
  machine.run(layer.halvedWidth ? JOB.normalizeHalved : JOB.normalize, words, parts);
}

type Gradients = { readonly dy: number; readonly dx: number; readonly dgamma: number; readonly dbeta: number };

/** dx, dgamma and dbeta from dy; mean and variance are the forward pass's, y is needed with a ReLU or pooling. */
export function batchNormGradient(machine: KernelRuntime, layer: Normed & Gradients): void {
  const { words, parts } = layout(machine, layer, layer);
  if (layer.halvedWidth) machine.run(JOB.restoreScales, words, 1);
  machine.run(layer.halvedWidth ? JOB.partialHalvedGradient : JOB.partialNormGradient, words, parts);
  machine.run(JOB.mergeNormGradient, words, 1);
  machine.run(layer.halvedWidth ? JOB.halvedNormGradient : JOB.normGradient, words, parts);
}

function layout(
  machine: KernelRuntime,
  { rows, channels, epsilon, rectify, halvedWidth, x, y, gamma, beta, mean, variance }: Normed,
  { dy, dx, dgamma, dbeta }: Gradients,
): { words: number[]; parts: number } {
  const unit = Math.max(1, 2 * halvedWidth); // a task ends where a window does
  const step = unit * Math.ceil(rows / unit / Math.min(PARTS, Math.ceil((rows * channels) / CHUNK)));
  const parts = Math.ceil(rows / step);
  const [sums = 0, table = 0] = machine.scratch(0, parts * 2 * channels * 4, 4 * channels * 4 + 16).at;
  const shape = [rows, channels, step, rectify ? 1 : 0, parts];
  const norm = [gamma, beta, floatBits(epsilon), mean, variance, dgamma, dbeta, halvedWidth];
  return { words: [x, y, dy, dx, table, sums, ...shape, ...norm], parts };
}
