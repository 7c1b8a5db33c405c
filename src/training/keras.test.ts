import { ready, setBackend, type Tensor2D, tensor1d, tensor2d, tidy, variableGrads } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { noRefinements } from '../model/hyperparameters.ts';
import { buildNetwork } from '../model/network/buildNetwork.ts';
import type { NetworkSpec } from '../model/networkSpec.ts';
import { noAugmentation } from '../preprocessing/preprocessingSpec.ts';
import { createRandom } from '../statistics/random.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { TrainingHistory } from './history.ts';
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

/*
 * The same with one of the global poolings, on images of which two have feature maps whose largest value 12 pixels share:
 *
 * image = keras.Input((8, 8, 1)); maps = L.Conv2D(3, 3, activation='relu')(image)
 * pooled = L.GlobalMaxPooling2D()(maps), or L.Concatenate()([L.GlobalAveragePooling2D()(maps), L.GlobalMaxPooling2D()(maps)])
 * model = keras.Model(image, L.Dense(units, activation=...)(pooled))
 * pixels = np.where(i // 64 % 3 == 0, ((i // 16) % 2 * 128 + (i // 64) * 11) % 256, pixels)
 */
const kerasPooled = [
  ['global-max-pool', 2, [0.696932, 0.69442767, 0.6945548, 0.6933759, 0.6921205]],
  ['global-max-pool', 3, [1.1004027, 1.0736883, 1.0536269, 1.034981, 1.0110253]],
  ['global-average-max-pool', 2, [0.6984333, 0.6927878, 0.6944785, 0.6938268, 0.692224]],
  ['global-average-max-pool', 3, [1.1009706, 1.0747737, 1.0555548, 1.0320724, 1.0010024]],
] as const;

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

describe('five steps of Adam', () => {
  it.each([2, 3] as const)('give the losses that Keras gives (%i classes)', async (classCount) => {
    const { history } = await runJob(jobOf(network, classCount, waves));
    expectLosses(history, kerasLosses[classCount]);
  });

  it.each(kerasPooled)('give the losses that Keras gives behind %s (%i classes)', async (kind, classCount, losses) => {
    const pooled: NetworkSpec = {
      preset: 'custom',
      layers: [{ kind: 'conv', kernels: 3, size: 3, stride: 1, padding: 'valid', activation: 'relu' }, { kind }],
    };
    const { history } = await runJob(jobOf(pooled, classCount, wavesAndStripes));
    expectLosses(history, losses);
  });
});

/*
 * Each refinement alone, on the network and the scans of `kerasLosses`, 2 and 3 classes. Losses are the metric
 * BinaryCrossentropy() or CategoricalCrossentropy() of train_on_batch, without smoothing; of EMA those of evaluate() after
 * optimizer.finalize_variable_values(), the weights put back after it.
 *
 * smoothing: BinaryCrossentropy(label_smoothing=0.2) or CategoricalCrossentropy(label_smoothing=0.2)
 * decay: AdamW(0.05, weight_decay=0.5) with exclude_from_weight_decay(var_names=['bias'])
 * warm-up: Adam(CosineDecay(0.0, 3, warmup_target=0.05, warmup_steps=2)), one step an epoch
 * EMA: Adam(0.05, use_ema=True, ema_momentum=0.6)
 */
const kerasRefined = [
  ['label smoothing', { labelSmoothing: 0.2 }, 2, [0.7018008, 0.6821089, 0.6698193, 0.6243673, 0.5569331]],
  ['label smoothing', { labelSmoothing: 0.2 }, 3, [1.0994564, 1.0977031, 1.0855075, 1.0614318, 1.0249081]],
  ['weight decay', { weightDecay: 0.5 }, 2, [0.7018008, 0.6815742, 0.6562648, 0.5956244, 0.5322064]],
  ['weight decay', { weightDecay: 0.5 }, 3, [1.0994564, 1.0979983, 1.087091, 1.067579, 1.0400296]],
  ['warm-up', { warmUp: 2, schedule: 'cosine' }, 2, [0.7018008, 0.7018008, 0.6892155, 0.6683291, 0.6357325]],
  ['warm-up', { warmUp: 2, schedule: 'cosine' }, 3, [1.0994564, 1.0994564, 1.09719, 1.0919052, 1.0783247]],
] as const;
const kerasAveraged = {
  2: [0.6803305, 0.6682376, 0.6368766, 0.5787334, 0.5150184],
  3: [1.0977598, 1.0927101, 1.0846206, 1.0689679, 1.0445856],
};

describe('five steps of Adam refined', () => {
  it.each(kerasRefined)(
    'by %s give the losses that Keras gives (%o, %i classes)',
    async (_, refined, classes, losses) => {
      const job = jobOf(network, classes, waves);
      const { history } = await runJob({ ...job, hyperparameters: { ...job.hyperparameters, ...refined } });
      expectLosses(history, losses);
    },
  );

  it.each([2, 3] as const)(
    'by averaged weights give the validation losses that Keras gives (%i classes)',
    async (classes) => {
      const job = jobOf(network, classes, waves);
      const hyperparameters = { ...job.hyperparameters, weightAveraging: 0.6 };
      const { history } = await runJob({ ...job, hyperparameters });
      expectLosses(history, kerasLosses[classes]);
      const validation = history.epochs.map(({ validationLoss }) => validationLoss);
      expectLosses({ ...history, batchLosses: validation }, kerasAveraged[classes]);
    },
  );
});

describe('the gradient of the loss by the logits', () => {
  const gradientOf = (logits: number[][], labels: number[], weights: number[]) =>
    tidy(() => {
      const z = tensor2d(logits).variable();
      const targets = { labels: tensor1d(labels, 'int32'), weights: tensor1d(weights), smoothing: 0 };
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

function expectLosses({ batchLosses }: TrainingHistory, losses: readonly number[]): void {
  expect(batchLosses).toHaveLength(losses.length);
  losses.forEach((expected, step) => {
    expect(Math.abs((batchLosses[step] ?? 0) - expected)).toBeLessThan(1e-4);
  });
}

/** Grey level of pixel `i` of all the images. */
function waves(i: number): number {
  return (i * 37 + Math.floor(i / 64) * 11 + Math.floor(i / 8) * 5) % 256;
}

/** Every third image has two rows of one level, two of another, and so on. */
function wavesAndStripes(i: number): number {
  const image = Math.floor(i / 64);
  return image % 3 === 0 ? ((Math.floor(i / 16) % 2) * 128 + image * 11) % 256 : waves(i);
}

function jobOf(spec: NetworkSpec, classCount: 2 | 3, greyOf: (i: number) => number): TrainingJob {
  const pixels = Uint8Array.from({ length: 6 * 64 }, (_, i) => greyOf(i));
  const scans = { pixels, labels: Uint8Array.from({ length: 6 }, (_, scan) => scan % classCount) };
  return {
    network: spec,
    input: { size: 8, depth: 1 },
    classCount,
    hyperparameters: {
      epochs: 5,
      batchSize: 6,
      learningRate: 0.05,
      schedule: 'constant',
      classWeights: false,
      patience: null,
      ...noRefinements,
      seed: 1,
    },
    augmentation: noAugmentation,
    training: scans,
    validation: scans,
    checkpoint: startingFrom(weightsOf(spec, classCount)),
  };
}

/** 0.3 sin(0.7 i + k) for number i of weights k, in Keras's order. */
function weightsOf(spec: NetworkSpec, classCount: number): Float32Array<ArrayBuffer> {
  const network = buildNetwork(spec, { size: 8, depth: 1 }, classCount, 1);
  const sizes = network.weights.map(({ shape }) => shape.reduce<number>((size, side) => size * (side ?? 1), 1));
  network.dispose();
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
