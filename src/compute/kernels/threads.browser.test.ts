import { conv2d, grads, matMul, maxPool, setBackend, type Tensor, type Tensor4D, tensor, tidy } from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { CONV_LAYER, NORM_LAYER, runFor, runKernel } from './fusedKernels.ts';
import { startKernels } from './started.fixture.ts';

function wave(shape: number[], pitch: number): Tensor {
  const length = shape.reduce((product, size) => product * size, 1);
  return tensor(
    Float32Array.from({ length }, (_, i) => Math.sin(pitch * (i + 1))),
    shape,
  );
}

/** One of everything that is cut into tasks, as bits. */
function results(): Int32Array[] {
  return tidy(() => {
    const x = wave([9, 15, 15, 12], 0.37);
    const filter = wave([3, 3, 12, 20], 1.13);
    const first = wave([9, 30, 30, 1], 0.71);
    const small = wave([3, 3, 1, 20], 1.31);
    const convolution = (a: Tensor, w: Tensor) =>
      conv2d(a as Tensor4D, w as Tensor4D, 1, 'same')
        .mul(wave([20], 2))
        .square();
    const layer = (a: Tensor, w: Tensor, b: Tensor) =>
      maxPool(runFor(CONV_LAYER, { x: a, filter: w, bias: b }, attributes) as Tensor4D, 2, 2, 'valid').square();
    const norm = (a: Tensor, gamma: Tensor, beta: Tensor) =>
      (runKernel(NORM_LAYER, { x: a, gamma, beta }, { epsilon: 1e-3, rectify: true })[0] as Tensor).square();
    const product = (a: Tensor, b: Tensor) => matMul(a as never, b as never).square();
    return [
      ...grads(convolution)([x, filter]),
      ...grads(convolution)([first, small]),
      ...grads(layer)([x, filter, wave([20], 3)]),
      ...grads(norm)([x, wave([12], 1), wave([12], 2)]),
      ...grads(product)([wave([11, 2100], 0.3), wave([2100, 40], 0.7)]),
      ...grads(product)([wave([210, 70], 0.3), wave([70, 530], 0.7)]),
    ].map((result) => new Int32Array(result.dataSync<'float32'>().slice().buffer));
  });
}

const attributes = { strides: 1, pad: 'same', dataFormat: 'NHWC', dilations: [1, 1], activation: 'relu', biased: true };

describe.runIf(globalThis.crossOriginIsolated)('threads', () => {
  it('compute the same bits, be they one, two or three', async () => {
    const kernels = [];
    const bits = [];
    for (const threads of [1, 2, 3]) {
      kernels.push(await startKernels({ threads }));
      await setBackend('wasm');
      results(); // the threads are awake now
      bits.push(results());
    }
    expect(kernels.map((each) => each.threads)).toEqual([1, 2, 3]);
    expect(bits[0]?.some((result) => result.some((value) => value !== 0))).toBe(true);
    expect(bits[1]).toEqual(bits[0]);
    expect(bits[2]).toEqual(bits[0]);
  });
});

describe.runIf(!globalThis.crossOriginIsolated)('a page that is not isolated', () => {
  it('computes with one thread, however many are asked for', async () => {
    expect((await startKernels({ threads: 4 })).threads).toBe(1);
  });
});
