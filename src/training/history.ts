/** One finished epoch. Losses are mean binary (or categorical) cross-entropy in nats, without class weights. */
export type EpochRecord = {
  /** From 1. */
  readonly epoch: number;
  readonly trainingLoss: number;
  readonly trainingAccuracy: number;
  readonly validationLoss: number;
  readonly validationAccuracy: number;
  readonly learningRate: number;
  readonly seconds: number;
};

/** Everything that is drawn of a run. */
export type TrainingHistory = {
  readonly epochs: readonly EpochRecord[];
  /** Loss of every batch since the run began. */
  readonly batchLosses: readonly number[];
};
