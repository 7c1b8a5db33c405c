import type { Hyperparameters } from '../model/hyperparameters.ts';
import type { NetworkArtifacts } from '../model/networkArtifacts.ts';
import type { NetworkSpec } from '../model/networkSpec.ts';
import type { StartingWeights } from '../model/startFrom.ts';
import type { Augmentation } from '../preprocessing/preprocessingSpec.ts';
import type { InputShape, LabelledPixels } from './batches.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { EpochRecord, TrainingHistory } from './history.ts';

export type TrainingJob = {
  readonly network: NetworkSpec;
  readonly input: InputShape;
  readonly classCount: number;
  readonly hyperparameters: Hyperparameters;
  readonly augmentation: Augmentation;
  readonly training: LabelledPixels;
  readonly validation: LabelledPixels;
  /** Left out: random weights, all of them trained. */
  readonly start?: StartingWeights;
  /** Where an interrupted run of this very job goes on; null: from the start. */
  readonly checkpoint: Checkpoint | null;
};

export type TrainingStep =
  /** The first batch compiles shaders or kernels. */
  | { readonly type: 'warming-up' }
  | {
      readonly type: 'batch';
      /** From 1. */
      readonly epoch: number;
      /** Batches finished in this epoch. */
      readonly batch: number;
      readonly batchesPerEpoch: number;
      /** Mean cross-entropy of the batch in nats, without class weights. */
      readonly loss: number;
      /** Scans in the batch. */
      readonly scans: number;
    }
  | {
      readonly type: 'epoch';
      readonly record: EpochRecord;
      /** True where this epoch has the lowest validation loss so far. */
      readonly best: boolean;
      /** The run as it stands; may be called until the next step is asked for. */
      readonly checkpoint: () => Promise<Checkpoint>;
    };

export type TrainingEnd = {
  readonly ended: 'completed' | 'early-stopped' | 'stopped' | 'non-finite';
  /** In words, for the user. */
  readonly reason: string;
  /** Null where no epoch was finished. */
  readonly best: { readonly artifacts: NetworkArtifacts; readonly epoch: number } | null;
  readonly history: TrainingHistory;
};
