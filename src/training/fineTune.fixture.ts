import { noRefinements } from '../model/hyperparameters.ts';
import { noAugmentation } from '../preprocessing/preprocessingSpec.ts';
import type { TrainingJob } from './trainingJob.ts';

/*
 * Four frozen layers, batch norm among them, in Keras 3.15 on TensorFlow 2.21:
 *
 * model = keras.Sequential([keras.Input((8, 8, 1)), L.Conv2D(3, 3, use_bias=False), L.BatchNormalization(), L.ReLU(), L.MaxPooling2D(2),
 *   L.Flatten(), L.Dense(5, activation='relu'), L.Dense(units, activation='sigmoid' if units == 1 else 'softmax')])
 * model.set_weights([(0.3 * np.sin(np.arange(w.size) * 0.7 + k) + (1.5 if 'variance' in v.path else 0)).astype(np.float32)
 *   .reshape(w.shape) for k, (w, v) in enumerate(zip(model.get_weights(), model.weights))])
 * for layer in model.layers[:4]: layer.trainable = False
 * model.compile(keras.optimizers.Adam(0.05), 'binary_crossentropy' if units == 1 else 'sparse_categorical_crossentropy')
 * i = np.arange(6 * 64); pixels = (i * 37 + (i // 64) * 11 + (i // 8) * 5) % 256
 * x = (pixels.astype(np.float32) / 255).reshape(6, 8, 8, 1); y = np.arange(6) % max(2, units)
 * for _ in range(5): model.reset_metrics(); print(model.train_on_batch(x, y))
 */
export const fineTunedLosses = {
  2: [0.7140897, 0.6964638, 0.6922452, 0.6907086, 0.6904768],
  3: [1.1055285, 1.0989175, 1.0989525, 1.0957912, 1.0941615],
};

const WEIGHTS = [
  ['conv_1/kernel', 27],
  ['batch_norm_1/gamma', 3],
  ['batch_norm_1/beta', 3],
  ['batch_norm_1/moving_mean', 3],
  ['batch_norm_1/moving_variance', 3],
  ['dense_1/kernel', 135],
  ['dense_1/bias', 5],
] as const;

export function fineTuningJob(classCount: 2 | 3, frozen = 4): TrainingJob {
  const pixels = Uint8Array.from({ length: 6 * 64 }, (_, i) => (i * 37 + (i >> 6) * 11 + (i >> 3) * 5) % 256);
  const scans = { pixels, labels: Uint8Array.from({ length: 6 }, (_, scan) => scan % classCount) };
  const units = classCount === 2 ? 1 : 3;
  const head = [['output/kernel', 5 * units] as const, ['output/bias', units] as const];
  const weights = [...WEIGHTS, ...head].map(([name, size], k) => ({
    name,
    values: Float32Array.from({ length: size }, (_, i) => 0.3 * Math.sin(i * 0.7 + k) + (k === 4 ? 1.5 : 0)),
  }));
  return {
    network: {
      preset: 'custom',
      layers: [
        { kind: 'conv', kernels: 3, size: 3, stride: 1, padding: 'valid', activation: 'linear' },
        { kind: 'batch-norm' },
        { kind: 'relu' },
        { kind: 'max-pool', size: 2, stride: 2 },
        { kind: 'flatten' },
        { kind: 'dense', units: 5, activation: 'relu' },
      ],
    },
    ...{ input: { size: 8, depth: 1 }, classCount, augmentation: noAugmentation, training: scans, validation: scans },
    hyperparameters: {
      ...{ epochs: 5, batchSize: 6, learningRate: 0.05, schedule: 'constant', classWeights: false, patience: null },
      ...{ ...noRefinements, seed: 1 },
    },
    start: { frozen, weights },
    checkpoint: null,
  };
}
