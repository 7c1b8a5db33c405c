import {
  type LayersModel,
  layers,
  profile,
  sequential,
  setBackend,
  type Tensor,
  tensor,
  tidy,
  zeros,
} from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { artifactsOf, networkFromArtifacts } from '../../../model/network/artifacts.ts';
import { startKernels } from '../started.fixture.ts';
import { foldBatchNorm } from './foldBatchNorm.ts';
import { CONV_LAYER, HALVED_CONV_LAYER } from './fusedKernels.ts';

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

/** The Course CNN in small; its second convolution has an odd row and column that the pooling leaves out. */
function courseInSmall(): LayersModel {
  return sequential({
    layers: [
      layers.conv2d({ inputShape: [20, 20, 1], filters: 16, kernelSize: 3, activation: 'relu' }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.conv2d({ filters: 12, kernelSize: 3, activation: 'relu' }),
      layers.maxPooling2d({ poolSize: 2 }),
      ...[layers.flatten(), layers.dense({ units: 9, activation: 'relu' })],
      layers.dense({ units: 2 }),
    ],
  });
}

/** The Compact CNN in small: its ReLUs come out of a file with an upper bound of null. */
async function compactInSmall(): Promise<LayersModel> {
  const block = (filters: number) => [
    layers.conv2d({ filters, kernelSize: 3, padding: 'same', useBias: false }),
    ...[layers.batchNormalization(), layers.reLU()],
  ];
  const built = sequential({
    layers: [
      layers.inputLayer({ inputShape: [20, 20, 1] }),
      ...[...block(16), layers.maxPooling2d({ poolSize: 2 }), ...block(12)],
      ...[layers.globalAveragePooling2d({}), layers.dense({ units: 3, activation: 'softmax' })],
    ],
  });
  return networkFromArtifacts(await artifactsOf(built));
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

type Build = () => LayersModel | Promise<LayersModel>;
type Forward = (model: LayersModel, x: Tensor) => Tensor;

/** For `scans` scans. */
async function answers(backend: 'cpu' | 'wasm', build: Build, scans: number, forward: Forward) {
  await setBackend(backend);
  const model = await build();
  fill(model);
  const [, ...image] = model.inputs[0]?.shape ?? [];
  const shape = [scans, ...image.map((side) => side ?? 1)];
  const size = shape.reduce((product, side) => product * side, 1);
  const pixels = Float32Array.from({ length: size }, (_, i) => Math.abs(Math.sin(0.31 * i + 1e-3 * i * i)));
  return tidy(() => Array.from(forward(model, tensor(pixels, shape)).dataSync()));
}

describe('a network whose batch norms are folded into its convolutions', () => {
  it.each<[string, Build, number]>([
    ['every way of folding', network, 5],
    ['the Course CNN in small', courseInSmall, 6],
    ['the Course CNN in small, of one scan', courseInSmall, 1],
    ['the Compact CNN in small, out of a file', compactInSmall, 5],
  ])('answers as its layers do one by one on the CPU backend (%s)', async (_name, build, scans) => {
    const expected = await answers('cpu', build, scans, (model, x) => model.predictOnBatch(x) as Tensor);
    const actual = await answers('wasm', build, scans, (model, x) => foldBatchNorm(model, x));
    const largest = Math.max(...expected.map(Math.abs));
    if (scans > 1) expect(Math.max(...expected) - Math.min(...expected)).toBeGreaterThan(0.05);
    expected.forEach((value, i) => {
      expect(Math.abs(value - (actual[i] ?? Number.NaN)) / largest).toBeLessThan(1e-5);
    });
  });

  it.each<[string, Build, string[]]>([
    ['the Course CNN in small', courseInSmall, [HALVED_CONV_LAYER, HALVED_CONV_LAYER]],
    ['the Compact CNN in small, out of a file', compactInSmall, [HALVED_CONV_LAYER, CONV_LAYER]],
  ])(
    'takes one pass over its images for a convolution and all that follows it (%s)',
    async (_name, build, expected) => {
      await setBackend('wasm');
      const model = await build();
      const { kernels } = await profile(() => foldBatchNorm(model, zeros([2, 20, 20, 1])));
      const names = kernels.map(({ name }) => name);
      expect(names.filter((name) => /^Trained.*Conv2D$/.test(name))).toEqual(expected);
      expect(names.filter((name) => /Relu|BatchNorm|MaxPool/.test(name))).toEqual([]);
    },
  );
});
