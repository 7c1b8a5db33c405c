import { CHUNK, floatBits, JOB, type Machine } from './machine.ts';

/** Rows are summed in at most so many parts, whatever the number of threads, so that every bit is the same. */
const PARTS = 64;

/** [rows, channels], normalised for every channel. Addresses on the heap; `rectify`: max(0, y). */
type Normed = {
  readonly rows: number;
  readonly channels: number;
  readonly epsilon: number;
  readonly rectify: boolean;
  readonly x: number;
  readonly y: number;
  readonly gamma: number;
  readonly mean: number;
  readonly variance: number;
};

/** y, mean and variance (biased, as Keras keeps it) from x. */
export function batchNorm(machine: Machine, layer: Normed & { readonly beta: number }): void {
  const { words, parts } = layout(machine, layer, { dy: 0, dx: 0, beta: layer.beta, dgamma: 0, dbeta: 0 });
  machine.run(JOB.partialMoments, words, parts);
  machine.run(JOB.mergeMoments, words, 1);
  machine.run(JOB.normalize, words, parts);
}

type Gradients = { readonly dy: number; readonly dx: number; readonly dgamma: number; readonly dbeta: number };

/** dx, dgamma and dbeta from dy; mean and variance are the forward pass's, y is needed only with a ReLU. */
export function batchNormGradient(machine: Machine, layer: Normed & Gradients): void {
  const { words, parts } = layout(machine, layer, { ...layer, beta: 0 });
  machine.run(JOB.partialNormGradient, words, parts);
  machine.run(JOB.mergeNormGradient, words, 1);
  machine.run(JOB.normGradient, words, parts);
}

function layout(
  machine: Machine,
  { rows, channels, epsilon, rectify, x, y, gamma, mean, variance }: Normed,
  { dy, dx, beta, dgamma, dbeta }: Gradients & { readonly beta: number },
): { words: number[]; parts: number } {
  const step = Math.ceil(rows / Math.min(PARTS, Math.ceil((rows * channels) / CHUNK)));
  const parts = Math.ceil(rows / step);
  const [sums = 0, table = 0] = machine.scratch(0, parts * 2 * channels * 4, 3 * channels * 4 + 16).at;
  const shape = [rows, channels, step, rectify ? 1 : 0, parts];
  const words = [x, y, dy, dx, table, sums, ...shape, gamma, beta, floatBits(epsilon), mean, variance, dgamma, dbeta];
  return { words, parts };
}
