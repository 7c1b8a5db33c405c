import type { ModelCard } from '../model/card.ts';
import type { NetworkArtifacts, WeightSpec } from '../model/networkArtifacts.ts';

export const exampleCard: ModelCard = {
  format: 'axial-model-card',
  formatVersion: 1,
  name: 'Compact CNN, Monday',
  createdAt: '2026-11-23T08:00:00.000Z',
  classes: ['Healthy', 'Brain Tumor'],
  positiveClass: 'Brain Tumor',
  network: {
    preset: 'custom',
    layers: [
      { kind: 'conv', kernels: 2, size: 3, stride: 1, padding: 'same', activation: 'relu' },
      { kind: 'batch-norm' },
      { kind: 'max-pool', size: 2, stride: 2 },
      { kind: 'flatten' },
    ],
  },
  preprocessing: { version: 1, size: 32, depth: 1, fit: 'stretch' },
  augmentation: { horizontalFlip: true, rotation: 10, zoom: 0.1, shift: 0.06, brightness: 0.2 },
  hyperparameters: {
    epochs: 20,
    batchSize: 32,
    learningRate: 0.001,
    schedule: 'cosine',
    classWeights: true,
    patience: null,
    seed: 7,
  },
  threshold: 0.42,
  data: { name: 'Scans', synthetic: false, fingerprint: 'ab'.repeat(32), scansPerClass: [120, 140] },
  split: {
    kind: 'grouped',
    seed: 7,
    shares: { training: 0.7, validation: 0.15, test: 0.15 },
    scans: { training: 182, validation: 39, test: 39 },
    testScansWithTwin: 0,
  },
  figures: { n: 39, values: { accuracy: { value: 0.9, low: 0.77, high: 0.96 } } },
  golden: { seed: 1, probabilities: [[0.25, 0.75]] },
  epochsTrained: 20,
  bestEpoch: 17,
  software: { axial: '0.1.0', tfjs: '4.22.0', backend: 'wasm', device: 'SIMD, 1 thread' },
};

const zeros = { class_name: 'Zeros', config: {} };
const ones = { class_name: 'Ones', config: {} };
const glorot = {
  class_name: 'VarianceScaling',
  config: { scale: 1, mode: 'fan_avg', distribution: 'uniform', seed: 1 },
};
const learned = {
  kernel_initializer: glorot,
  kernel_regularizer: null,
  kernel_constraint: null,
  use_bias: true,
  bias_initializer: zeros,
  bias_regularizer: null,
  activity_regularizer: null,
  bias_constraint: null,
  trainable: true,
};

/** As tfjs-layers 4.22 writes the network of `exampleCard`: 32 x 32 x 1 -> 32 x 32 x 2 -> 16 x 16 x 2 -> 512 -> 1. */
export const exampleTopology = {
  class_name: 'Sequential',
  config: {
    name: 'example',
    layers: [
      {
        class_name: 'Conv2D',
        config: {
          ...learned,
          filters: 2,
          kernel_size: [3, 3],
          strides: [1, 1],
          padding: 'same',
          data_format: 'channels_last',
          dilation_rate: [1, 1],
          activation: 'relu',
          name: 'conv',
          batch_input_shape: [null, 32, 32, 1],
          dtype: 'float32',
        },
      },
      {
        class_name: 'BatchNormalization',
        config: {
          axis: -1,
          momentum: 0.99,
          epsilon: 0.001,
          center: true,
          scale: true,
          beta_initializer: zeros,
          gamma_initializer: ones,
          moving_mean_initializer: zeros,
          moving_variance_initializer: ones,
          beta_regularizer: null,
          gamma_regularizer: null,
          beta_constraint: null,
          gamma_constraint: null,
          name: 'norm',
          trainable: true,
        },
      },
      {
        class_name: 'MaxPooling2D',
        config: {
          pool_size: [2, 2],
          padding: 'valid',
          strides: [2, 2],
          data_format: 'channels_last',
          name: 'pool',
          trainable: true,
        },
      },
      { class_name: 'Flatten', config: { name: 'flatten', trainable: true } },
      { class_name: 'Dense', config: { ...learned, units: 1, activation: 'sigmoid', name: 'output' } },
    ],
  },
  keras_version: 'tfjs-layers 4.22.0',
  backend: 'tensor_flow.js',
};

const spec = (name: string, ...shape: number[]): WeightSpec => ({ name, shape, dtype: 'float32' });
/** In the order of tfjs: what is learned first, then the moving averages. */
const weightSpecs = [
  spec('conv/kernel', 3, 3, 1, 2),
  spec('conv/bias', 2),
  spec('norm/gamma', 2),
  spec('norm/beta', 2),
  spec('output/kernel', 512, 1),
  spec('output/bias', 1),
  spec('norm/moving_mean', 2),
  spec('norm/moving_variance', 2),
];
/** 18 + 2 + 2 + 2 + 512 + 1 + 2 + 2. */
const weightCount = 541;

export function exampleArtifacts(): NetworkArtifacts {
  const weights = Float32Array.from({ length: weightCount }, (_, index) => Math.sin(index + 1) / 4);
  weights.fill(1, weightCount - 2); // a variance is positive
  return { topology: exampleTopology, weightSpecs, weights: weights.buffer };
}
