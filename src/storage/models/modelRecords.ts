import * as v from 'valibot';
import type { RecordOf } from '../../dataset/recordSchemas.ts';
import type { Predictions } from '../../evaluation/predictions.ts';
import type { ModelCard } from '../../model/card.ts';
import type { NetworkArtifacts } from '../../model/networkArtifacts.ts';
import { count, sha256 } from '../database/records.ts';
import { historySchema } from '../training/runRecords.ts';

const predictionsSchema: v.GenericSchema<unknown, Predictions> = v.pipe(
  v.object({
    sha256: v.array(sha256),
    labels: v.array(count),
    probabilities: v.array(v.array(v.number())),
    bundles: v.exactOptional(v.array(count)),
  }),
  v.check(
    ({ sha256: { length }, labels, probabilities, bundles }) =>
      labels.length === length && probabilities.length === length && (bundles?.length ?? length) === length,
    'has lists of different lengths',
  ),
);

export const artifactsSchema: v.GenericSchema<unknown, NetworkArtifacts> = v.pipe(
  v.object({
    topology: v.looseObject({}),
    weightSpecs: v.array(
      v.object({
        name: v.string(),
        shape: v.array(count),
        dtype: v.literal('float32'),
      }),
    ),
    weights: v.instance(ArrayBuffer),
  }),
  v.check(
    ({ weightSpecs, weights }) =>
      weights.byteLength ===
      weightSpecs.reduce((sum, { shape }) => sum + 4 * shape.reduce((product, side) => product * side, 1), 0),
    'has weights of a wrong length',
  ),
);

/** What is kept of a model besides its network. The card is still to be parsed by its own schema. */
export const storedModelSchema = v.object({
  id: v.string(),
  card: v.unknown(),
  /** Null for an imported model. */
  history: v.nullable(historySchema),
  /** Null for an imported model: its scans are not here. */
  predictions: v.nullable(v.object({ validation: predictionsSchema, test: predictionsSchema })),
  imported: v.boolean(),
  /** Size of the weights. */
  bytes: v.number(),
  /** `weightsFingerprint`; null for a model that was kept before there were any. */
  fingerprint: v.optional(v.nullable(v.string()), null),
  /** What the user noted of it. */
  notes: v.optional(v.string(), ''),
  /** ISO 8601, UTC; null for a model that is not deleted. */
  deletedAt: v.nullable(v.string()),
});
export type StoredModelRecord = Omit<RecordOf<typeof storedModelSchema>, 'card'> & { readonly card: ModelCard };

/** A model without its network. */
export type StoredModel = Omit<StoredModelRecord, 'deletedAt'>;

/** A trained model with everything that is stored of it. */
export type ModelRecord = Omit<StoredModel, 'bytes' | 'fingerprint' | 'notes'> & {
  readonly notes?: string;
  readonly artifacts: NetworkArtifacts;
};
