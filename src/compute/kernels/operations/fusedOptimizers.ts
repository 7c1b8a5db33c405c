import { type Tensor, tensor, tidy, type Variable } from '@tensorflow/tfjs';
import { SIZES } from '../runtime/kernelParams.ts';
import type { KernelRuntime } from '../runtime/kernelRuntime.ts';

export type AdamSettings = {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** What of the weights a step keeps: 1, or less by weight decay. */
  readonly keep: number;
};

/** Keras's defaults but for the learning rate. */
export const adamDefaults = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7, keep: 1 } as const;

/**
 * The learning rate of step `step` (from 1) with the corrections of the moments' bias in it, as in Kingma and Ba 2015,
 * the last lines of section 2, and in Keras: epsilon stays as it is.
 */
export function correctedRate(
  { learningRate, beta1, beta2 }: Omit<AdamSettings, 'epsilon' | 'keep'>,
  step: number,
): number {
  return (learningRate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step);
}

/** What a step of Adam works on: all float32 of one shape. */
export type AdamTensors = { weight: Variable; gradient: Tensor; m: Variable; v: Variable };

/** Throws where they have not one size. */
export function demandOneSize({ weight, gradient, m, v }: AdamTensors): void {
  if (gradient.size !== weight.size || m.size !== weight.size || v.size !== weight.size)
    throw new Error('Adam needs a gradient and two moments of the shape of the weight.');
}

/**
 * One step of Adam in place, in one pass over memory: weight, m and v are overwritten. `step` counts from 1. All four
 * float32 of one shape on the WASM backend.
 */
export function fusedAdam(
  runtime: KernelRuntime,
  adamTensors: AdamTensors,
  settings: AdamSettings,
  step: number,
): void {
  demandOneSize(adamTensors);
  const { weight, gradient, m, v } = adamTensors;
  for (const written of [weight, m, v]) makeOwn(runtime, written);
  const { beta1, beta2, epsilon, keep } = settings;
  const params = {
    w: runtime.address(weight),
    g: runtime.address(gradient),
    m: runtime.address(m),
    v: runtime.address(v),
    length: weight.size,
    rate: correctedRate(settings, step),
    beta1,
    oneMinusBeta1: 1 - beta1,
    beta2,
    oneMinusBeta2: 1 - beta2,
    epsilon,
    keep,
  };
  runtime.run('adam', params, Math.ceil(weight.size / SIZES.CHUNK));
}

/**
 * Moves a moving average in place towards `weight`: momentum * average + (1 - momentum) * weight. Both float32 of one shape on
 * the WASM backend.
 */
export function fusedAverage(runtime: KernelRuntime, average: Variable, weight: Tensor, momentum: number): void {
  makeOwn(runtime, average);
  const [from, to] = [runtime.address(weight), runtime.address(average)];
  const params = { w: from, average: to, length: weight.size, momentum, rest: 1 - momentum };
  runtime.run('movingAverage', params, Math.ceil(weight.size / SIZES.CHUNK));
}

/**
 * One step of stochastic gradient descent with momentum in place, in Keras's form: m = momentum m - rate g, w += m. All
 * three float32 of one shape on the WASM backend.
 */
export function fusedMomentum(
  runtime: KernelRuntime,
  { weight, gradient, m }: { weight: Variable; gradient: Tensor; m: Variable },
  { learningRate, momentum }: { readonly learningRate: number; readonly momentum: number },
): void {
  if (gradient.size !== weight.size || m.size !== weight.size)
    throw new Error('Momentum needs a gradient and a velocity of the shape of the weight.');
  for (const written of [weight, m]) makeOwn(runtime, written);
  const params = {
    w: runtime.address(weight),
    g: runtime.address(gradient),
    m: runtime.address(m),
    length: weight.size,
    rate: learningRate,
    momentum,
  };
  runtime.run('momentum', params, Math.ceil(weight.size / SIZES.CHUNK));
}

/** A clone shares its values with what it was cloned from: who writes in place must be the only owner. */
function makeOwn(runtime: KernelRuntime, written: Variable): void {
  if (runtime.backend.refCount(written.dataId) === 1) return;
  tidy(() => written.assign(tensor(written.dataSync(), written.shape)));
}
