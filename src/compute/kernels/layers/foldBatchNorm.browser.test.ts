import { type LayersModel, layers, sequential, setBackend, type Tensor, tensor, tidy } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { startKernels } from '../started.fixture.ts';
import { foldBatchNorm } from './foldBatchNorm.ts';

beforeAll(() => startKernels());

/** Every way of folding: with a bias and without, with a ReLU and without, with a batch norm and without. */
function network(): LayersModel {
  const conv = (filters: number, useBias: boolean) =>
    layers.conv2d({ filters, kernelSize: 3, padding: 'same', useBias });
  return sequential({
    layers: [
      layers.inputLayer({ inputShape: [12, 12, 3] }),
      ...[conv(8, false), layers.batchNormalization(), layers.reLU(), layers.maxPooling2d({ poolSize: 2 })],
      ...[conv(12, true), layers.batchNormalization({ epsilon: 0.1 })],
      ...[conv(8, true), layers.reLU()],
      layers.conv2d({ filters: 5, kernelSize: 2, strides: 2, activation: 'relu' }),
      layers.batchNormalization(), // behind a ReLU: it cannot go into the convolution
      ...[layers.globalAveragePooling2d({}), layers.dropout({ rate: 0.5 }), layers.dense({ units: 3 })],
    ],
  });
}

/** Weights that differ everywhere; variances are positive. */
function fill(model: LayersModel): void {
  for (const [k, weight] of model.weights.entries()) {
    const shape = weight.shape as number[];
    const size = shape.reduce((product, side) => product * side, 1);
    const values = Float32Array.from({ length: size }, (_, i) => 0.5 * Math.sin(0.7 * i + k));
    const isVariance = weight.originalName.includes('variance');
    tidy(() => void weight.write(tensor(isVariance ? values.map((each) => Math.abs(each) + 0.1) : values, shape)));
  }
}

async function answers(backend: 'cpu' | 'wasm', forward: (model: LayersModel, x: Tensor) => Tensor) {
  await setBackend(backend);
  const model = network();
  fill(model);
  return tidy(() => {
    const pixels = Float32Array.from({ length: 5 * 12 * 12 * 3 }, (_, i) => Math.abs(Math.sin(0.31 * i)));
    return Array.from(forward(model, tensor(pixels, [5, 12, 12, 3])).dataSync());
  });
}

describe('a network whose batch norms are folded into its convolutions', () => {
  it('answers as its layers do one by one on the CPU backend', async () => {
    const expected = await answers('cpu', (model, x) => model.predictOnBatch(x) as Tensor);
    const actual = await answers('wasm', (model, x) => foldBatchNorm(model, x));
    const largest = Math.max(...expected.map(Math.abs));
    expect(Math.max(...expected) - Math.min(...expected)).toBeGreaterThan(0.1);
    expected.forEach((value, i) => {
      expect(Math.abs(value - (actual[i] ?? Number.NaN)) / largest).toBeLessThan(1e-5);
    });
  });
});
