import { fused, matMul, moments, type NamedTensorMap, type Tensor, type Tensor2D } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { agree, compare, on, random, withGradients } from '../comparison.fixture.ts';
import { CONV_LAYER, DENSE_LAYER, NORM_LAYER, runFor } from '../kernels/layers/fusedKernels.ts';
import { registerWebglTrainingKernels, webglKernelFailures, webglTraining } from './registerWebglTrainingKernels.ts';
import { startWebGL } from './started.fixture.ts';

let available = false;
beforeAll(async () => {
  available = await startWebGL();
  registerWebglTrainingKernels();
  if (available) expect(webglTraining()).not.toBeNull();
});

type Args = [Tensor, Tensor, Tensor];
type Layer = (...args: Args) => Tensor;

describe('layers as one kernel on WebGL', () => {
  it.each([
    { shape: [2, 5, 6, 4], rectify: true },
    { shape: [3, 4, 5, 7], rectify: false },
    { shape: [70, 40, 2, 3], rectify: false },
    { shape: [9, 6], rectify: true },
    { shape: [7, 1], rectify: false },
  ])('normalise a batch and pass its gradients back, by the definition ($shape, ReLU: $rectify)', async (each) => {
    if (!available) return console.warn('Skipped: no WebGL here.');
    const { shape, rectify } = each;
    const epsilon = 1e-3;
    const channels = shape.at(-1) ?? 1;
    const x = random(shape, 1);
    x.values.forEach((value, i) => {
      x.values[i] = value + 50 + (i % channels); // means far from 0, as a badly rounded variance would show
    });
    const byDefinition: Layer = (a, gamma, beta) => {
      const { mean, variance } = moments(a, shape.map((_, axis) => axis).slice(0, -1));
      const y = a.sub(mean).div(variance.add(epsilon).sqrt()).mul(gamma).add(beta);
      return rectify ? y.relu() : y;
    };
    const asKernel: Layer = (a, gamma, beta) =>
      runFor(NORM_LAYER, { x: a, gamma, beta } as NamedTensorMap, { epsilon, rectify });
    const inputs = [x, random([channels], 2), random([channels], 3)];
    compare(
      await on('cpu', inputs, withGradients(byDefinition, 9)),
      await on('webgl', inputs, withGradients(asKernel, 9)),
      1e-3, // float32 about 50
    );
  });

  it.each([
    { shape: [2, 7, 6, 3], filter: [3, 3, 3, 4], activation: 'relu' },
    { shape: [3, 5, 5, 2], filter: [3, 3, 2, 5], activation: 'linear' },
  ] as const)('convolve with bias and $activation', async ({ shape, filter, activation }) => {
    if (!available) return console.warn('Skipped: no WebGL here.');
    const attrs = { strides: [1, 1], pad: 'same', dataFormat: 'NHWC', dilations: [1, 1], activation, biased: true };
    const inputs = [random(shape, 1), random(filter, 2), random([filter[3]], 3)];
    const stock: Layer = (x, w, bias) => {
      const y = (x as never as { conv2d: (w: Tensor, s: number, p: 'same') => Tensor }).conv2d(w, 1, 'same').add(bias);
      return activation === 'relu' ? y.relu() : y;
    };
    const asKernel: Layer = (x, w, bias) => runFor(CONV_LAYER, { x, filter: w, bias } as NamedTensorMap, attrs);
    compare(
      await on('cpu', inputs, withGradients(stock, 9)),
      await on('webgl', inputs, withGradients(asKernel, 9)),
      1e-4,
    );
  });

  it.each([
    { M: 4, K: 3000, N: 7 },
    { M: 5, K: 1025, N: 2 },
    { M: 6, K: 40, N: 33 },
  ])('multiply a few long rows ($M x $K by $K x $N), with bias and ReLU', async ({ M, K, N }) => {
    if (!available) return console.warn('Skipped: no WebGL here.');
    const inputs = [random([M, K], 1), random([K, N], 2), random([N], 3)];
    await agree('webgl', inputs, (a, b, bias) => [
      matMul(a as Tensor2D, b as Tensor2D),
      fused.matMul({ a: a as Tensor2D, b: b as Tensor2D, bias: bias as Tensor, activation: 'relu' }),
    ]);
    const stock: Layer = (a, b, bias) =>
      matMul(a as Tensor2D, b as Tensor2D)
        .add(bias)
        .relu();
    const attrs = { transposeA: false, transposeB: false, activation: 'relu' };
    const asKernel: Layer = (a, b, bias) => runFor(DENSE_LAYER, { a, b, bias } as NamedTensorMap, attrs);
    compare(
      await on('cpu', inputs, withGradients(stock, 9)),
      await on('webgl', inputs, withGradients(asKernel, 9)),
      1e-4,
    );
    expect(webglKernelFailures()).toEqual([]);
  });
});
