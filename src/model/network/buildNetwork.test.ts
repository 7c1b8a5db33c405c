import { type LayersModel, memory, ready, setBackend, tensor, tensor4d, tidy } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../statistics/random.ts';
import { inspectNetwork } from '../inspectNetwork.ts';
import type { NetworkSpec } from '../networkSpec.ts';
import { presets } from '../presets.ts';
import { artifactsOf, networkFromArtifacts } from './artifacts.ts';
import { buildNetwork } from './buildNetwork.ts';
import { logitsOf } from './forward.ts';
import { dropoutMask, seedDropout } from './seededDropout.ts';

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

const everyLayer: NetworkSpec = {
  preset: 'custom',
  layers: [
    { kind: 'conv', kernels: 4, size: 3, stride: 2, padding: 'same', activation: 'linear' },
    { kind: 'batch-norm' },
    { kind: 'relu' },
    { kind: 'average-pool', size: 2, stride: 2 },
    { kind: 'conv', kernels: 3, size: 2, stride: 1, padding: 'valid', activation: 'relu' },
    { kind: 'global-average-pool' },
    { kind: 'dropout', rate: 0.5 },
    { kind: 'dense', units: 4, activation: 'relu' },
  ],
};
const input = { size: 9, depth: 3 };

/** 0.5 sin(0.7 i + k) for number i of weights k in Keras's order; variances their size + 0.1. */
function setSineWeights(network: LayersModel): void {
  const inKerasOrder = network.layers.flatMap((layer) => layer.weights);
  inKerasOrder.forEach((weight, k) => {
    const size = weight.shape.reduce<number>((all, side) => all * (side ?? 1), 1);
    const sines = Float32Array.from({ length: size }, (_, i) => Math.fround(0.5 * Math.sin(i * 0.7 + k)));
    const values = weight.originalName.includes('variance') ? sines.map((each) => Math.abs(each) + 0.1) : sines;
    tidy(() => void weight.write(tensor(values, weight.shape as number[])));
  });
}

function pixels(scans: number) {
  const numbers = Array.from({ length: scans * 243 }, (_, i) => {
    return ((i * 37 + Math.floor(i / 243) * 11 + Math.floor(i / 9) * 5) % 256) / 255;
  });
  return tensor4d(numbers, [scans, 9, 9, 3]);
}

/*
 * keras.Sequential([keras.Input((9, 9, 3)), L.Conv2D(4, 3, strides=2, padding='same', use_bias=False), L.BatchNormalization(), L.ReLU(),
 *   L.AveragePooling2D(2), L.Conv2D(3, 2, activation='relu'), L.GlobalAveragePooling2D(), L.Dropout(0.5),
 *   L.Dense(4, activation='relu'), L.Dense(3, activation='softmax')]).predict(pixels), Keras 3.15
 */
const kerasPredictions = [
  [0.3959108, 0.30054, 0.3035492],
  [0.392198, 0.30127841, 0.30652359],
];

describe('a built network', () => {
  it('answers as the same network with the same weights does in Keras', () => {
    const network = buildNetwork(everyLayer, input, 3, 1);
    setSineWeights(network);
    const rows = tidy(() => (network.predictOnBatch(pixels(2)) as ReturnType<typeof tensor>).arraySync()) as number[][];
    kerasPredictions.forEach((expected, scan) => {
      expected.forEach((probability, index) => {
        expect(rows[scan]?.[index]).toBeCloseTo(probability, 5);
      });
    });
    network.dispose();
  });

  it('has the shapes and parameters that the inspection says', () => {
    for (const { network: spec } of [...presets, { network: everyLayer }])
      for (const classCount of [2, 3]) {
        const small = { size: 24, depth: 3 };
        const network = buildNetwork(spec, small, classCount, 1);
        const inspection = inspectNetwork(spec, small, classCount);
        const shapes = network.layers.map((layer) => (layer.outputShape as number[]).slice(1));
        expect(shapes).toEqual([...inspection.layers, inspection.output].map((layer) => layer.outputShape));
        expect(network.countParams()).toBe(inspection.parameters);
        network.dispose();
      }
  });

  it('starts from Glorot uniform weights that follow from the seed alone', () => {
    const weightsOf = (seed: number) => {
      const network = buildNetwork(everyLayer, input, 2, seed);
      const values = network.getWeights().map((weight) => Array.from(weight.dataSync()));
      const names = network.weights.map((weight) => weight.originalName);
      network.dispose();
      return { values, names };
    };
    const first = weightsOf(5);
    expect(weightsOf(5)).toEqual(first);
    expect(weightsOf(6).values).not.toEqual(first.values);
    // fan-in 3 * 3 * 3, fan-out 3 * 3 * 4
    const limit = Math.sqrt(6 / (27 + 36));
    const [kernel = []] = first.values;
    const bias = first.values[first.names.indexOf('conv_2/bias')];
    expect(Math.max(...kernel.map(Math.abs))).toBeLessThanOrEqual(limit);
    expect(Math.max(...kernel.map(Math.abs))).toBeGreaterThan(0.9 * limit);
    expect(bias).toEqual([0, 0, 0]);
  });

  it('refuses an impossible stack with the words of the inspection', () => {
    expect(() => buildNetwork({ preset: 'custom', layers: [] }, input, 2, 1)).toThrow(/stack ends with a 9 x 9 image/);
  });

  it.each([2, 3])('gives logits whose sigmoid or softmax are its answers (%i classes)', (classCount) => {
    const network = buildNetwork(everyLayer, input, classCount, 1);
    setSineWeights(network);
    tidy(() => {
      const logits = logitsOf(network, pixels(2), false);
      const answers = classCount === 2 ? logits.sigmoid() : logits.softmax();
      const expected = network.predictOnBatch(pixels(2)) as typeof answers;
      expect(answers.sub(expected).abs().max().dataSync()[0]).toBeLessThan(1e-6);
    });
    network.dispose();
  });
});

describe('a network as plain data', () => {
  it('answers the same after it was written down and read again', async () => {
    const before = memory().numTensors;
    const network = buildNetwork(everyLayer, input, 2, 1);
    setSineWeights(network);
    const artifacts = structuredClone(await artifactsOf(network));
    const again = await networkFromArtifacts(artifacts);
    tidy(() => {
      const [a, b] = [network, again].map((each) =>
        (each.predictOnBatch(pixels(2)) as ReturnType<typeof tensor>).dataSync(),
      );
      expect(a).toEqual(b);
    });
    expect(await artifactsOf(again)).toEqual(artifacts);
    network.dispose();
    again.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it('is nothing but plain layers and float32 weights under stable names', async () => {
    const network = buildNetwork(everyLayer, input, 2, 1);
    seedDropout(network, () => 0.5);
    const { topology, weightSpecs, weights } = await artifactsOf(network);
    network.dispose();
    expect(weightSpecs.map(({ name, shape }) => `${name} ${shape.join('x')}`)).toEqual([
      'conv_1/kernel 3x3x3x4',
      'batch_norm_1/gamma 4',
      'batch_norm_1/beta 4',
      'conv_2/kernel 2x2x4x3',
      'conv_2/bias 3',
      'dense_1/kernel 3x4',
      'dense_1/bias 4',
      'output/kernel 4x1',
      'output/bias 1',
      'batch_norm_1/moving_mean 4',
      'batch_norm_1/moving_variance 4',
    ]);
    expect(weights.byteLength).toBe(4 * (108 + 4 + 4 + 48 + 3 + 12 + 4 + 4 + 1 + 4 + 4));
    const { config } = topology as { config: { layers: { class_name: string }[] } };
    expect(config.layers.map((layer) => layer.class_name)).toEqual([
      'Conv2D',
      'BatchNormalization',
      'ReLU',
      'AveragePooling2D',
      'Conv2D',
      'GlobalAveragePooling2D',
      'Dropout',
      'Dense',
      'Dense',
    ]);
  });

  it('is refused when bytes of the weights are missing', async () => {
    const network = buildNetwork(everyLayer, input, 2, 1);
    const artifacts = await artifactsOf(network);
    network.dispose();
    const cut = { ...artifacts, weights: artifacts.weights.slice(0, -4) };
    await expect(networkFromArtifacts(cut)).rejects.toThrow(/780 bytes, but its layers need 784.*damaged/);
  });
});

describe('dropout', () => {
  it('drops the share it was told and keeps the mean', () => {
    const mask = dropoutMask(20_000, 0.3, createRandom(3).next);
    const dropped = mask.filter((each) => each === 0).length;
    expect(dropped / mask.length).toBeCloseTo(0.3, 1.5);
    expect(new Set(mask)).toEqual(new Set([0, Math.fround(1 / 0.7)]));
  });

  it('draws a new mask every time, the same ones again from the same seed, and none in use', () => {
    const network = buildNetwork(
      { preset: 'custom', layers: [{ kind: 'flatten' }, { kind: 'dropout', rate: 0.5 }] },
      { size: 8, depth: 1 },
      2,
      1,
    );
    const scan = tensor4d(new Float32Array(64).fill(1), [1, 8, 8, 1]);
    const drawTwice = () => {
      seedDropout(network, createRandom(9).next);
      return [0, 1].map(() => Array.from(tidy(() => logitsOf(network, scan, true)).dataSync())[0]);
    };
    const [first, second] = drawTwice();
    expect(first).not.toBe(second);
    expect(drawTwice()).toEqual([first, second]);
    const inUse = tidy(() => logitsOf(network, scan, false).dataSync()[0]);
    expect(tidy(() => logitsOf(network, scan, false).dataSync()[0])).toBe(inUse);
    scan.dispose();
    network.dispose();
  });
});
