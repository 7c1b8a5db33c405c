import type { NetworkArtifacts, WeightSpec } from '../../model/networkArtifacts.ts';

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
