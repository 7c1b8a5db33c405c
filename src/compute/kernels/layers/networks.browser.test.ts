import {
  type LayersModel,
  layers,
  losses,
  type Scalar,
  sequential,
  setBackend,
  type Tensor,
  tensor,
  tidy,
  type Variable,
  variable,
  variableGrads,
  zerosLike,
} from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { adamDefaults, fusedAdam } from '../operations/fusedOptimizers.ts';
import type { TrainingKernels } from '../registerTrainingKernels.ts';
import { startKernels } from '../started.fixture.ts';
import { fuseLayers } from './fusedLayers.ts';

const SIZE = 12;
const BATCH = 8;
const LEARNING_RATE = 3e-3;

let kernels: TrainingKernels;
beforeAll(async () => {
  kernels = await startKernels();
});

/** The Course CNN in small, channels enough for Winograd's tiles, with a hidden layer of 9 units (no multiple of 8). */
function courseInSmall(): LayersModel {
  return sequential({
    layers: [
      layers.conv2d({ inputShape: [SIZE, SIZE, 1], filters: 8, kernelSize: 3, activation: 'relu' }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.conv2d({ filters: 12, kernelSize: 3, activation: 'relu' }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.flatten(),
      layers.dense({ units: 9, activation: 'relu' }),
      layers.dense({ units: 1 }),
    ],
  });
}

/** The Compact CNN in small: same padding, batch norm, halving, global average. */
function compactInSmall(): LayersModel {
  const block = (filters: number) => [
    layers.conv2d({ filters, kernelSize: 3, padding: 'same', useBias: false }),
    layers.batchNormalization(),
    layers.reLU(),
  ];
  return sequential({
    layers: [
      layers.inputLayer({ inputShape: [SIZE, SIZE, 1] }),
      ...block(8),
      layers.maxPooling2d({ poolSize: 2 }),
      ...block(12),
      layers.globalAveragePooling2d({}),
      layers.dense({ units: 1 }),
    ],
  });
}

/** A wave of known phase for every index: data that is the same everywhere and needs no file. */
function wave(length: number, pitch: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => Math.sin(pitch * (i + 1)));
}

const pixels = wave(4 * BATCH * SIZE * SIZE, 0.731);
const labels = wave(4 * BATCH, 2.13).map((value) => (value > 0 ? 1 : 0));

function weightsOf(model: LayersModel): Variable[] {
  return model.trainableWeights.map((weight) => weight.read() as Variable);
}

function fill(model: LayersModel): void {
  const values = model.getWeights().map((weight, i) => {
    if (weight.rank === 1) return weight.clone();
    const fanIn = weight.shape.slice(0, -1).reduce((product, length) => product * length, 1);
    return tensor(
      wave(weight.size, 1.17 + i).map((value) => value * Math.sqrt(2 / fanIn)),
      weight.shape,
    );
  });
  model.setWeights(values);
}

function loss(model: LayersModel, batch: number): Scalar {
  const count = BATCH * SIZE * SIZE;
  const x = tensor(pixels.slice(batch * count, (batch + 1) * count), [BATCH, SIZE, SIZE, 1]);
  const y = tensor(labels.slice(batch * BATCH, (batch + 1) * BATCH), [BATCH, 1]);
  return losses.sigmoidCrossEntropy(y, model.apply(x, { training: true }) as Tensor) as Scalar;
}

type Optimizer = (weights: Variable[], gradients: Tensor[], step: number) => void;

/** Losses of 3 epochs of 4 batches. */
function trainEpochs(model: LayersModel, optimize: Optimizer): number[] {
  const weights = weightsOf(model);
  return Array.from({ length: 12 }, (_, i) =>
    tidy(() => {
      const { value, grads } = variableGrads(() => loss(model, i % 4), weights);
      optimize(
        weights,
        weights.map((weight) => grads[weight.name] as Tensor),
        i + 1,
      );
      return value.dataSync()[0] ?? Number.NaN;
    }),
  );
}

/** What batch norms keep for use, one after the other. */
function movingAverages(model: LayersModel): number[] {
  const weights = model.layers.flatMap((layer) => layer.nonTrainableWeights);
  return weights.flatMap((weight) => Array.from(weight.read().dataSync()));
}

/** Adam by its formula in Keras's form, on any backend. (tfjs's own adds epsilon elsewhere, which small gradients show.) */
function plainOptimizer(weights: Variable[]): Optimizer {
  const { beta1, beta2, epsilon } = adamDefaults;
  const moments = weights.map((weight) => [1, 2].map(() => variable(zerosLike(weight), false)));
  return (_, gradients, t) =>
    weights.forEach((weight, i) => {
      const [gradient, [m, v] = []] = [gradients[i], moments[i]];
      if (!gradient || !m || !v) throw new Error(`${weight.name} has no gradient.`);
      m.assign(m.mul(beta1).add(gradient.mul(1 - beta1)));
      v.assign(v.mul(beta2).add(gradient.square().mul(1 - beta2)));
      const rate = (LEARNING_RATE * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t);
      weight.assign(weight.sub(m.mul(rate).div(v.sqrt().add(epsilon))));
    });
}

function fusedOptimizer(weights: Variable[]): Optimizer {
  const moments = weights.map((weight) => ({
    m: variable(zerosLike(weight), false),
    v: variable(zerosLike(weight), false),
  }));
  return (_, gradients, step) =>
    weights.forEach((weight, i) => {
      const [moment, gradient] = [moments[i], gradients[i]];
      if (!moment || !gradient) throw new Error(`${weight.name} has no gradient.`);
      fusedAdam(
        kernels.runtime,
        { weight, gradient, ...moment },
        { learningRate: LEARNING_RATE, ...adamDefaults },
        step,
      );
    });
}

describe.each([
  ['the Course CNN', courseInSmall, 0],
  ['the Compact CNN', compactInSmall, 8 + 12],
])('%s with the training kernels', (_, build, normedChannels) => {
  it('has the loss curve of the CPU backend over 3 epochs', async () => {
    await setBackend('cpu');
    const plain = build();
    fill(plain);
    const expected = trainEpochs(plain, plainOptimizer(weightsOf(plain)));
    await setBackend('wasm');
    const model = build();
    fill(model);
    fuseLayers(model);
    const actual = trainEpochs(model, fusedOptimizer(weightsOf(model)));
    expect(Math.max(...expected) - Math.min(...expected)).toBeGreaterThan(0.02); // the weights do move
    actual.forEach((value, i) => {
      expect(Math.abs(value - (expected[i] ?? 0)), `step ${i + 1}`).toBeLessThan(1e-3);
    });
    const averages = movingAverages(model);
    expect(averages).toHaveLength(normedChannels * 2);
    movingAverages(plain).forEach((value, i) => {
      expect(Math.abs(value - (averages[i] ?? Number.NaN))).toBeLessThan(1e-3);
    });
  });

  it('has gradients that central differences confirm', async () => {
    await setBackend('wasm');
    const model = build();
    fill(model);
    fuseLayers(model);
    const weights = weightsOf(model);
    const { grads } = tidy(() => variableGrads(() => loss(model, 0), weights));
    for (const weight of weights) {
      const gradient = (grads[weight.name] as Tensor).dataSync<'float32'>();
      const direction = gradient.map((value) => Math.sign(value) || 1); // the steepest of the directions of +-1
      const along = gradient.reduce((sum, value, i) => sum + value * (direction[i] ?? 0), 0);
      const h = 1e-3 / Math.sqrt(weight.size); // small: a ReLU must seldom change sides
      const values = weight.dataSync<'float32'>().slice();
      const at = (sign: number) =>
        tidy(() => {
          weight.assign(
            tensor(
              values.map((value, i) => value + sign * h * (direction[i] ?? 0)),
              weight.shape,
            ),
          );
          return loss(model, 0).dataSync()[0] ?? Number.NaN;
        });
      const measured = (at(1) - at(-1)) / (2 * h);
      weight.assign(tensor(values, weight.shape));
      expect(Math.abs(measured - along), `${weight.name}: ${measured} and ${along}`).toBeLessThan(
        0.03 * Math.abs(along) + 3e-3,
      );
    }
  });
});
