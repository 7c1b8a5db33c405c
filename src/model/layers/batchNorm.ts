import * as v from 'valibot';
import { fraction, initializer, nothing } from '../layerDefinition/kerasSettings.ts';
import { defineLayer, type Weight } from '../layerDefinition/layer.ts';

/**
 * Moving averages follow the batches of the last few epochs. Keras's default of 0.99 would still hold mostly its
 * starting value after an epoch of a small data set, and validation would evaluate a network that does not exist.
 */
const momentum = 0.9;
/** Keras's default. */
const epsilon = 1e-3;

export const batchNorm = defineLayer({
  kind: 'batch-norm',
  label: 'Batch normalisation',
  help: 'Normalises a batch to mean 0 and standard deviation 1, so that training is faster and more stable.',
  fields: {},
  defaults: {},
  summary: () => '',
  effect: 'pointwise',
  className: 'BatchNormalization',
  settings: {
    axis: v.literal(-1),
    momentum: fraction,
    epsilon: fraction,
    center: v.boolean(),
    scale: v.boolean(),
    beta_initializer: initializer,
    gamma_initializer: initializer,
    moving_mean_initializer: initializer,
    moving_variance_initializer: initializer,
    beta_regularizer: nothing,
    gamma_regularizer: nothing,
    beta_constraint: nothing,
    gamma_constraint: nothing,
  },
  config: () => ({ axis: -1 as const, momentum, epsilon, center: true, scale: true }),
  outputShape: (_, input) => input,
  weights: ({ scale, center }, input) => {
    const perChannel = (name: Weight['name'], role: Weight['role']): Weight => ({
      name,
      shape: [input.at(-1) ?? 0],
      role,
    });
    return [
      perChannel('moving_mean', 'moving-average'),
      perChannel('moving_variance', 'moving-average'),
      ...(scale ? [perChannel('gamma', 'per-channel')] : []),
      ...(center ? [perChannel('beta', 'per-channel')] : []),
    ];
  },
});
