import type { RandomState } from '../statistics/random.ts';
import type { TrainingHistory } from './history.ts';
import type { AdamState } from './optimizer/adam.ts';
import type { PlateauState } from './optimizer/schedule.ts';

/**
 * A run at the end of an epoch, as plain data that can be cloned and stored. Continuing from it gives exactly the losses
 * of the run that was not interrupted.
 */
export type Checkpoint = {
  readonly version: 1;
  /** Epochs finished, from 1. */
  readonly epoch: number;
  /** float32, all weights of the network in its order. */
  readonly weights: ArrayBuffer;
  /** The same buffer as `weights` where the last epoch is the best. */
  readonly best: KeptWeights;
  readonly adam: AdamState;
  /** float32, the moving averages of the trainable weights in their order; left out where none are kept. */
  readonly averages?: ArrayBuffer;
  readonly random: RandomStates;
  readonly plateau: PlateauState;
  readonly history: TrainingHistory;
};

/** Weights of the epoch with the lowest validation loss so far. */
export type KeptWeights = { readonly epoch: number; readonly loss: number; readonly weights: ArrayBuffer };

/** Each kind of chance has its own stream, so that switching one off leaves the others as they were. */
type RandomStates = {
  readonly order: RandomState;
  readonly augmentation: RandomState;
  /** Left out in runs saved before scans could be degraded. */
  readonly jitter?: RandomState;
  readonly dropout: RandomState;
};
