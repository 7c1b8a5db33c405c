import { grads, setBackend, type Tensor, tensor, tidy } from '@tensorflow/tfjs';
import { expect } from 'vitest';

export type Values = { readonly shape: readonly number[]; readonly values: Float32Array };

/** For tests: numbers between -1 and 1. */
export function random(shape: readonly number[], seed: number): Values {
  const values = new Float32Array(shape.reduce((product, length) => product * length, 1));
  let state = seed >>> 0 || 1;
  for (let i = 0; i < values.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    values[i] = state / 2 ** 31 - 1;
  }
  return { shape, values };
}

type Compute = (...tensors: Tensor[]) => Tensor[];
type Tested = 'wasm' | 'webgl';

/** For tests: the same computation on one backend; results as plain arrays. */
export async function on(
  backend: 'cpu' | Tested,
  inputs: readonly Values[],
  compute: Compute,
): Promise<Float32Array[]> {
  await setBackend(backend);
  return tidy(() => {
    const tensors = inputs.map(({ shape, values }) => tensor(values, shape as number[], 'float32'));
    return compute(...tensors).map((result) => result.dataSync<'float32'>().slice());
  });
}

/** For tests: a backend gives what the CPU backend does, within a share of the largest value. */
export async function agree(
  backend: Tested,
  inputs: readonly Values[],
  compute: Compute,
  tolerance = 1e-4,
): Promise<void> {
  compare(await on('cpu', inputs, compute), await on(backend, inputs, compute), tolerance);
}

type Numbers = Float32Array | Float64Array;

export function compare(expected: readonly Numbers[], actual: readonly Float32Array[], tolerance: number): void {
  expected.forEach((values, i) => {
    const result = actual[i];
    if (!result) throw new Error(`Result ${i} is missing.`);
    expect(result.every(Number.isFinite)).toBe(true);
    expect(difference(values, result), `result ${i}`).toBeLessThan(tolerance);
  });
}

/** Largest difference in units of the largest value. */
function difference(a: Numbers, b: Float32Array): number {
  expect(b.length).toBe(a.length);
  let [scale, most] = [1e-6, 0];
  a.forEach((value, i) => {
    scale = Math.max(scale, Math.abs(value));
    most = Math.max(most, Math.abs(value - (b[i] ?? Number.NaN)));
  });
  return most / scale;
}

/** For tests: a layer of [x, weight, bias] and its three gradients, each output weighed differently. */
export function withGradients(layer: (...args: [Tensor, Tensor, Tensor]) => Tensor, seed: number): Compute {
  const of = (tensors: Tensor[]) => layer(...(tensors as [Tensor, Tensor, Tensor]));
  const weigh = (y: Tensor): Tensor => y.mul(tensor(random(y.shape, seed).values, y.shape as never));
  return (...tensors) => [of(tensors), ...grads((...args: Tensor[]) => weigh(of(args)))(tensors)];
}
