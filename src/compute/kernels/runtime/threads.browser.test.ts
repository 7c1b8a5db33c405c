import {
  avgPool,
  conv2d,
  grads,
  layers,
  losses,
  matMul,
  maxPool,
  type Scalar,
  sequential,
  setBackend,
  type Tensor,
  type Tensor4D,
  tensor,
  tidy,
  type Variable,
  variable,
  variableGrads,
  zerosLike,
} from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { foldBatchNorm } from '../layers/foldBatchNorm.ts';
import { CONV_LAYER, NORM_LAYER, runFor, runKernel } from '../layers/fusedKernels.ts';
import { fuseLayers } from '../layers/fusedLayers.ts';
import { adamDefaults, fusedAdam, fusedMomentum } from '../operations/fusedOptimizers.ts';
import type { TrainingKernels } from '../registerTrainingKernels.ts';
import { startKernels } from '../started.fixture.ts';

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
    const halved = (a: Tensor, gamma: Tensor, beta: Tensor) =>
      runFor(NORM_LAYER, { x: a, gamma, beta }, { epsilon: 1e-3, rectify: true, halve: true }).square();
    const pooled = (a: Tensor) => avgPool(maxPool(a as Tensor4D, 3, 2, 'same'), 2, 2, 'same').square();
    const product = (a: Tensor, b: Tensor) => matMul(a as never, b as never).square();
    const turned = (a: Tensor, b: Tensor) => matMul(a as never, b as never, true, true).square();
    return [
      ...grads(convolution)([x, filter]),
      ...grads(convolution)([first, small]),
      ...grads(layer)([x, filter, wave([20], 3)]),
      ...grads(norm)([x, wave([12], 1), wave([12], 2)]),
      ...grads(halved)([wave([9, 30, 30, 12], 0.37), wave([12], 1), wave([12], 2)]),
      ...grads(pooled)([x]),
      ...grads(turned)([wave([300, 210], 0.3), wave([90, 300], 0.7)]),
      ...grads(product)([wave([11, 2100], 0.3), wave([2100, 40], 0.7)]),
      ...grads(product)([wave([210, 70], 0.3), wave([70, 530], 0.7)]),
    ].map((result) => new Int32Array(result.dataSync<'float32'>().slice().buffer));
  });
}

/** The weights, as bits, after three steps of a network with every kind of layer, and what it then answers. */
function trained({ runtime }: TrainingKernels): Int32Array[] {
  const model = sequential({
    layers: [
      layers.conv2d({ inputShape: [20, 20, 1], filters: 16, kernelSize: 3, padding: 'same', useBias: false }),
      ...[layers.batchNormalization(), layers.reLU(), layers.maxPooling2d({ poolSize: 2 })],
      layers.conv2d({ filters: 24, kernelSize: 3, activation: 'relu' }),
      ...[layers.maxPooling2d({ poolSize: 2 }), layers.conv2d({ filters: 8, kernelSize: 3, useBias: false })],
      ...[layers.batchNormalization(), layers.reLU(), layers.flatten()],
      ...[layers.dense({ units: 150, activation: 'relu' }), layers.dense({ units: 1 })],
    ],
  });
  return tidy(() => {
    model.setWeights(model.getWeights().map((each, i) => (each.rank > 1 ? wave(each.shape, 1.1 + i).mul(0.2) : each)));
    fuseLayers(model);
    const x = wave([40, 20, 20, 1], 0.73);
    const y = tensor(Array.from({ length: 40 }, (_, i) => i % 2));
    const weights = model.trainableWeights.map((weight) => weight.read() as Variable);
    const moments = weights.map((weight) => [1, 2].map(() => variable(zerosLike(weight), false)));
    for (let step = 1; step <= 3; step++) {
      const { grads: gradients } = variableGrads(
        () => losses.sigmoidCrossEntropy(y.reshape([40, 1]), model.apply(x, { training: true }) as Tensor) as Scalar,
        weights,
      );
      weights.forEach((weight, i) => {
        const [gradient, [m, v] = []] = [gradients[weight.name], moments[i]];
        if (!gradient || !m || !v) throw new Error(`${weight.name} has no gradient.`);
        if (step === 3) fusedMomentum(runtime, { weight, gradient, m }, { learningRate: 0.01, momentum: 0.9 });
        else fusedAdam(runtime, { weight, gradient, m, v }, { learningRate: 0.01, ...adamDefaults }, step);
      });
    }
    const results = [...model.getWeights(), foldBatchNorm(model, x)];
    return results.map((result) => new Int32Array(result.dataSync<'float32'>().slice().buffer));
  });
}

const attributes = { strides: 1, pad: 'same', dataFormat: 'NHWC', dilations: [1, 1], activation: 'relu', biased: true };

describe.runIf(globalThis.crossOriginIsolated)('threads', () => {
  it('compute the same bits, be they one, two or three', async () => {
    const kernels = [];
    const bits = [];
    for (const threads of [1, 2, 3]) {
      const started = await startKernels({ threads });
      kernels.push(started);
      await setBackend('wasm');
      results(); // the threads are awake now
      bits.push([...results(), ...trained(started)]);
    }
    expect(kernels.map((each) => each.threads)).toEqual([1, 2, 3]);
    expect(bits[0]?.some((result) => result.some((value) => value !== 0))).toBe(true);
    expect(bits[1]).toEqual(bits[0]);
    expect(bits[2]).toEqual(bits[0]);
  });
});

describe.runIf(globalThis.crossOriginIsolated)('threads that are let go', () => {
  it('change no bit, and may be one after the other until the caller computes alone', async () => {
    const kernels = await startKernels({ threads: 4 });
    await setBackend('wasm');
    const bits = [[...results(), ...trained(kernels)]];
    for (const threads of [2, 1]) {
      kernels.keepThreads(threads);
      expect(kernels.threads).toBe(threads);
      bits.push([...results(), ...trained(kernels)]);
    }
    expect(kernels.runtime.alone).toBe(true);
    expect(bits[1]).toEqual(bits[0]);
    expect(bits[2]).toEqual(bits[0]);
  });
});

describe.runIf(!globalThis.crossOriginIsolated)('a page that is not isolated', () => {
  it('computes with one thread, however many are asked for', async () => {
    expect((await startKernels({ threads: 4 })).threads).toBe(1);
  });
});
