export type LearningRateSchedule = 'constant' | 'cosine' | 'reduce-on-plateau';

/** How a network is trained. The optimizer is Adam (beta1 0.9, beta2 0.999, epsilon 1e-7: Keras's defaults). */
export type Hyperparameters = {
  readonly epochs: number;
  readonly batchSize: number;
  /** Adam's step size at the start. */
  readonly learningRate: number;
  readonly schedule: LearningRateSchedule;
  /** Weigh the loss so that each class counts the same. */
  readonly classWeights: boolean;
  /** Epochs without a better validation loss before training stops; null: never. The best weights are kept either way. */
  readonly patience: number | null;
  /** Seeds initial weights, order of scans, augmentation and dropout. */
  readonly seed: number;
};
