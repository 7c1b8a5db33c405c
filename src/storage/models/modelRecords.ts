import * as v from 'valibot';
import type { RecordOf } from '../../dataset/recordSchemas.ts';
import type { Predictions } from '../../evaluation/predictions.ts';
import { setDescriptionSchema } from '../../evaluation/setDescription.ts';
import type { ModelCard } from '../../model/card/card.ts';
import type { NetworkArtifacts } from '../../model/networkArtifacts.ts';
import { DEGRADATIONS, type DegradationName } from '../../preprocessing/degradations.ts';
import type { Estimate } from '../../statistics/intervals/estimate.ts';
import { count, sha256 } from '../database/records.ts';
import { historySchema } from '../training/runRecords.ts';

export const predictionsSchema: v.GenericSchema<unknown, Predictions> = v.pipe(
  v.object({
    sha256: v.array(sha256),
    labels: v.array(count),
    probabilities: v.array(v.array(v.number())),
    groups: v.exactOptional(v.array(count)),
    /** What `groups` was called until 30 November 2026. */
    bundles: v.exactOptional(v.array(count)),
  }),
  v.transform(({ bundles, ...predictions }) => (bundles ? { groups: bundles, ...predictions } : predictions)),
  v.check(
    ({ sha256: { length }, labels, probabilities, groups }) =>
      labels.length === length && probabilities.length === length && (groups?.length ?? length) === length,
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

/** What a model said of labelled scans from elsewhere. Never changed; it can be deleted. */
const externalTestSchema = v.object({
  id: v.string(),
  name: v.string(),
  /** ISO 8601, UTC. */
  at: v.string(),
  predictions: predictionsSchema,
  /** The scans of the test, and those of the model's own test set as far as they were there at that time. */
  external: setDescriptionSchema,
  internal: v.nullable(setDescriptionSchema),
  /** Why files are not in it. Duplicates: of a training or validation scan, to the bit or nearly; null where those scans were not there. */
  leftOut: v.object({
    exactDuplicates: v.nullable(count),
    nearDuplicates: v.nullable(count),
    repeated: count,
    refused: count,
  }),
});
export type ExternalTest = RecordOf<typeof externalTestSchema>;

const estimateSchema: v.GenericSchema<unknown, Estimate> = v.object({
  value: v.number(),
  low: v.number(),
  high: v.number(),
});

const robustnessSchema = v.object({
  /** At which it was measured: at another one it says nothing. Null for more than two classes. */
  threshold: v.nullable(v.number()),
  points: v.array(
    v.object({
      /** Null: the scans as they are. */
      degradation: v.nullable(
        v.object({ kind: v.picklist(Object.keys(DEGRADATIONS) as DegradationName[]), amount: v.number() }),
      ),
      /** Test scans. */
      n: count,
      accuracy: v.nullable(estimateSchema),
      auc: v.nullable(estimateSchema),
    }),
  ),
});
export type StoredRobustness = RecordOf<typeof robustnessSchema>;

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
  externalTests: v.optional(v.array(externalTestSchema), []),
  /** How it fares with degraded scans; null where that was not measured. */
  robustness: v.optional(v.nullable(robustnessSchema), null),
  /** What the user said for the report: see `export/report/statements.ts`. */
  statements: v.optional(v.record(v.string(), v.string()), {}),
  /** ISO 8601, UTC; null for a model that is not deleted. */
  deletedAt: v.nullable(v.string()),
});
export type StoredModelRecord = Omit<RecordOf<typeof storedModelSchema>, 'card'> & { readonly card: ModelCard };

/** A model without its network. */
export type StoredModel = Omit<StoredModelRecord, 'deletedAt'>;

/** A trained model with everything that is stored of it. */
export type ModelRecord = Omit<StoredModel, 'bytes' | 'fingerprint' | keyof LearnedLater> &
  Partial<LearnedLater> & { readonly artifacts: NetworkArtifacts };

/** What comes to a model after its training. */
export type LearnedLater = Pick<StoredModel, 'notes' | 'externalTests' | 'robustness' | 'statements'>;
export const NOTHING_YET: LearnedLater = { notes: '', externalTests: [], robustness: null, statements: {} };
