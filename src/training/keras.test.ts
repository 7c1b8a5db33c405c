import { ready, setBackend, type Tensor2D, tensor1d, tensor2d, tidy, variableGrads } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { NetworkSpec } from '../model/networkSpec.ts';
import { noAugmentation } from '../preprocessing/augment.ts';
import { createRandom } from '../statistics/random.ts';
import type { Checkpoint } from './checkpoint.ts';
import { batchLoss } from './optimizer/batchLoss.ts';
import { plateauStart } from './optimizer/schedule.ts';
import { runJob } from './trainingJob.fixture.ts';
import type { TrainingJob } from './trainingJob.ts';

/*
 * The same network, weights and batch in Keras 3.15 on TensorFlow 2.21:
 *
 * model = keras.Sequential([keras.Input((8, 8, 1)), L.Conv2D(3, 3, activation='relu'), L.MaxPooling2D(2),
 *   L.Conv2D(4, 3, padding='same'), L.ReLU(), L.Flatten(), L.Dense(5, activation='relu'),
 *   L.Dense(units, activation='sigmoid' if units == 1 else 'softmax')])
 * model.set_weights([(0.3 * np.sin(np.arange(w.size) * 0.7 + k)).astype(np.float32).reshape(w.shape)
 *                    for k, w in enumerate(model.get_weights())])
 * model.compile(keras.optimizers.Adam(0.05), 'binary_crossentropy' if units == 1 else 'sparse_categorical_crossentropy')
 * i = np.arange(6 * 64); pixels = (i * 37 + (i // 64) * 11 + (i // 8) * 5) % 256
 * x = (pixels.astype(np.float32) / 255).reshape(6, 8, 8, 1); y = np.arange(6) % max(2, units)
 * for _ in range(5): model.reset_metrics(); print(model.train_on_batch(x, y))
 */
const kerasLosses = {
  2: [0.7018008, 0.6803305, 0.6502549, 0.5751092, 0.5344686],
  3: [1.0994564, 1.0977598, 1.0862578, 1.0687889, 1.0445949],
};

const network: NetworkSpec = {
  preset: 'custom',
  layers: [
    { kind: 'conv', kernels: 3, size: 3, stride: 1, padding: 'valid', activation: 'relu' },
    { kind: 'max-pool', size: 2, stride: 2 },
    { kind: 'conv', kernels: 4, size: 3, stride: 1, padding: 'same', activation: 'linear' },
    { kind: 'relu' },
    { kind: 'flatten' },
    { kind: 'dense', units: 5, activation: 'relu' },
  ],
};

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

describe('five steps of Adam', () => {
  it.each([2, 3] as const)('give the losses that Keras gives (%i classes)', async (classCount) => {
    const { history } = await runJob(jobOf(classCount));
    expect(history.batchLosses).toHaveLength(5);
    kerasLosses[classCount].forEach((expected, step) => {
      expect(Math.abs((history.batchLosses[step] ?? 0) - expected)).toBeLessThan(1e-4);
    });
  });
});

describe('the gradient of the loss by the logits', () => {
  const gradientOf = (logits: number[][], labels: number[], weights: number[]) =>
    tidy(() => {
      const z = tensor2d(logits).variable();
      const targets = { labels: tensor1d(labels, 'int32'), weights: tensor1d(weights) };
      const { value, grads } = variableGrads(() => batchLoss(z as unknown as Tensor2D, targets), [z]);
      return { loss: value.dataSync()[0], gradient: Array.from(grads[z.name]?.dataSync() ?? []) };
    });

  it('is (sigmoid - target) * weight / batch, at a logit of exactly 0 too', () => {
    const { loss, gradient } = gradientOf([[0], [0], [2]], [0, 1, 0], [1, 3, 1]);
    const p = 1 / (1 + Math.exp(-2));
    [0.5 / 3, (-0.5 * 3) / 3, p / 3].forEach((expected, index) => {
      expect(gradient[index]).toBeCloseTo(expected, 6);
    });
    expect(loss).toBeCloseTo((Math.LN2 + 3 * Math.LN2 + Math.log1p(Math.exp(2))) / 3, 6);
  });

  it('is (softmax - target) * weight / batch', () => {
    const { loss, gradient } = gradientOf([[0, 0, Math.log(2)]], [2], [2]);
    // probabilities 1/4, 1/4, 1/2
    [0.5, 0.5, -1].forEach((expected, index) => {
      expect(gradient[index]).toBeCloseTo(expected, 6);
    });
    expect(loss).toBeCloseTo(2 * Math.LN2, 6);
  });
});

function jobOf(classCount: 2 | 3): TrainingJob {
  const pixels = Uint8Array.from(
    { length: 6 * 64 },
    (_, i) => (i * 37 + Math.floor(i / 64) * 11 + Math.floor(i / 8) * 5) % 256,
  );
  const scans = { pixels, labels: Uint8Array.from({ length: 6 }, (_, scan) => scan % classCount) };
  return {
    network,
    input: { size: 8, depth: 1 },
    classCount,
    hyperparameters: {
      epochs: 5,
      batchSize: 6,
      learningRate: 0.05,
      schedule: 'constant',
      classWeights: false,
      patience: null,
      seed: 1,
    },
    augmentation: noAugmentation,
    training: scans,
    validation: scans,
    checkpoint: startingFrom(weightsOf(classCount === 2 ? 1 : classCount)),
  };
}

/** 0.3 sin(0.7 i + k) for number i of weights k, in Keras's order. */
function weightsOf(units: number): Float32Array<ArrayBuffer> {
  const sizes = [3 * 3 * 3, 3, 3 * 3 * 3 * 4, 4, 36 * 5, 5, 5 * units, units];
  return Float32Array.from(
    sizes.flatMap((size, k) => Array.from({ length: size }, (_, i) => 0.3 * Math.sin(i * 0.7 + k))),
  );
}

/** A checkpoint before the first step: the way to put in weights of one's own. */
function startingFrom(weights: Float32Array<ArrayBuffer>): Checkpoint {
  const random = createRandom(1).state();
  const noMoments = new ArrayBuffer(weights.byteLength);
  return {
    version: 1,
    epoch: 0,
    weights: weights.buffer,
    best: { epoch: 0, loss: Number.POSITIVE_INFINITY, weights: weights.buffer },
    adam: { iterations: 0, firstMoments: noMoments, secondMoments: noMoments },
    random: { order: random, augmentation: random, dropout: random },
    plateau: plateauStart,
    history: { epochs: [], batchLosses: [] },
  };
}
