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
  /** Left out in runs before filters were kept, and of a network whose first layers have none, or too many. */
  readonly filters?: KeptFilters;
};

/** How the filters of the first convolution came to be what they are. */
export type KeptFilters = {
  /** [height, width, input channels, filters] */
  readonly shape: readonly number[];
  /** Before training (0), after the epochs `KEPT_EPOCHS`, and after the last one, in this order. */
  readonly epochs: readonly { readonly epoch: number; readonly values: Float32Array }[];
};

/** In the first epochs filters change most. */
const KEPT_EPOCHS: readonly number[] = [0, 1, 3];

/** Numbers of one epoch; of all of them less than a megabyte is kept with a model. */
const MOST_KEPT = 60_000;

/** Adds the filters after `epoch`; those of a later epoch take the place of what was only the last one so far. */
export function withFilters(kept: KeptFilters | null, shape: readonly number[], epoch: number, values: Float32Array) {
  if (values.length > MOST_KEPT) return null;
  const before = kept?.epochs.filter((each) => each.epoch < epoch && KEPT_EPOCHS.includes(each.epoch)) ?? [];
  return { shape, epochs: [...before, { epoch, values }] } satisfies KeptFilters;
}
