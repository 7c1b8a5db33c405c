import * as v from 'valibot';
import { backendChoiceSchema } from '../../compute/backendSchemas.ts';
import type { RecordOf } from '../../dataset/recordSchemas.ts';
import { splitSchema } from '../../dataset/split/splitSettings.ts';
import { startFromSchema } from '../../model/card/parentRecord.ts';
import { hyperparametersSchema } from '../../model/hyperparameters.ts';
import { networkSchema } from '../../model/networkSpec.ts';
import { augmentationSchema, preprocessingSchema } from '../../preprocessing/preprocessingSpec.ts';
import type { TrainingHistory } from '../../training/history.ts';
import { count, sha256 } from '../database/records.ts';

const epochSchema = v.object({
  epoch: count,
  trainingLoss: v.number(),
  trainingAccuracy: v.number(),
  validationLoss: v.number(),
  validationAccuracy: v.number(),
  learningRate: v.number(),
  seconds: v.number(),
});
export const historySchema: v.GenericSchema<unknown, TrainingHistory> = v.object({
  epochs: v.array(epochSchema),
  batchLosses: v.array(v.number()),
  filters: v.exactOptional(
    v.object({
      shape: v.array(count),
      epochs: v.array(v.object({ epoch: count, values: v.instance(Float32Array) })),
    }),
  ),
});

/** What a run was asked to do. */
const requestSchema = v.object({
  network: networkSchema,
  preprocessing: preprocessingSchema,
  augmentation: augmentationSchema,
  hyperparameters: hyperparametersSchema,
  split: splitSchema,
  backend: backendChoiceSchema,
  /** Left out where it begins with random weights. */
  startFrom: v.exactOptional(startFromSchema),
});
export type StoredTrainingRequest = RecordOf<typeof requestSchema>;

/** What is known of an interrupted run before it is resumed. */
export const runHeaderSchema = v.object({
  request: requestSchema,
  history: historySchema,
  /** ISO 8601, UTC. */
  savedAt: v.string(),
  /** `DataSetVersion.hash` of the data set that it is trained on; null in a run saved before that was noted. */
  dataFingerprint: v.optional(v.nullable(sha256), null),
  /** How many of its folds are done; null where it trains one network. */
  folds: v.optional(v.nullable(v.object({ done: count, of: count })), null),
});
export type RunHeader = RecordOf<typeof runHeaderSchema>;
