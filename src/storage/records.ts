import * as v from 'valibot';
import { backendChoiceSchema } from '../compute/backendSchemas.ts';
import type { ColourMode, FileOutcome, Scan } from '../dataset/scan.ts';
import { SUBSETS, splitSchema } from '../dataset/split/splitSettings.ts';
import { inWords } from '../dataset/userError.ts';
import { FORMAT_NAMES } from '../decoding/formats/descriptions.ts';
import type { Predictions } from '../evaluation/predictions.ts';
import { describeIssue } from '../model/card.ts';
import { hyperparametersSchema } from '../model/hyperparameters.ts';
import type { NetworkArtifacts } from '../model/networkArtifacts.ts';
import { networkSchema } from '../model/networkSpec.ts';
import { augmentationSchema, preprocessingSchema } from '../preprocessing/preprocessingSpec.ts';
import type { TrainingHistory } from '../training/history.ts';
import type { PackedThumbnail, PixelChunk, ScanBatch, StoredTrainingRequest } from './schema.ts';

/** A record read back from IndexedDB that is not what was written there. */
export class BrokenRecordError extends Error {
  override readonly name = 'BrokenRecordError';
}

const bytes = v.instance(Uint8Array);
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const figures = v.array(v.number());
export const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'is not 64 hexadecimal digits'));

const hash16 = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/, 'is not 16 hexadecimal digits'));

export const colourModeSchema: v.GenericSchema<unknown, ColourMode> = v.picklist([
  'grey',
  'grey-alpha',
  'rgb',
  'rgb-alpha',
  'palette',
  'cmyk',
]);

export const scanSchema: v.GenericSchema<unknown, Scan> = v.object({
  sha256,
  name: v.string(),
  path: v.string(),
  className: v.string(),
  format: v.picklist(FORMAT_NAMES),
  width: count,
  height: count,
  bytes: count,
  fingerprint: v.object({
    grey: v.pipe(bytes, v.length(256, 'is not 16 x 16')),
    differenceHash: v.pipe(v.instance(Uint32Array), v.length(8, 'is not 256 bits')),
  }),
  colourMode: v.optional(v.nullable(colourModeSchema), null),
  facts: v.optional(
    v.nullable(v.object({ mean: v.number(), contrast: v.number(), border: v.number(), sharpness: v.number() })),
    null,
  ),
  subject: v.optional(
    v.nullable(v.object({ id: hash16, from: v.picklist(['dicom', 'volume', 'table', 'name']) })),
    null,
  ),
  slice: v.optional(v.nullable(v.object({ series: hash16, position: v.number() })), null),
  subset: v.optional(v.picklist(SUBSETS)),
});

/** Each of its scans is still to be judged alone. */
export const scanPackSchema: v.GenericSchema<
  unknown,
  Omit<ScanBatch, 'scans'> & { readonly scans: readonly unknown[] }
> = v.pipe(
  v.object({ number: count, sha256s: v.array(v.string()), scans: v.array(v.unknown()), ends: v.array(count) }),
  v.check(
    ({ sha256s, scans, ends }) => sha256s.length === scans.length && ends.length === scans.length,
    'has lists of different lengths',
  ),
);

const path = v.string();
export const codedEntries = { code: v.string(), params: v.record(v.string(), v.union([v.string(), v.number()])) };
const className = v.string();
export const outcomeSchema: v.GenericSchema<unknown, FileOutcome> = v.pipe(
  v.unknown(),
  v.transform(withCode('reason')),
  v.variant('status', [
    v.object({ status: v.literal('imported'), path, className }),
    v.object({
      status: v.literal('duplicate'),
      path,
      className,
      of: v.string(),
      ofClassName: v.string(),
      sha256: v.exactOptional(v.string()),
      isSlice: v.exactOptional(v.literal(true)),
    }),
    v.object({ status: v.literal('refused'), path, className, ...codedEntries }),
    v.object({ status: v.literal('ignored'), path, ...codedEntries }),
  ]),
);

/** Earlier versions stored a sentence where there is a code now: it becomes the code of a sentence that has no other. */
export function withCode(field: string): (raw: unknown) => unknown {
  return (raw) => {
    const sentence = (raw as Record<string, unknown> | null)?.[field];
    return typeof sentence === 'string' ? { ...(raw as object), ...inWords(sentence) } : raw;
  };
}

export const thumbnailSchema: v.GenericSchema<unknown, PackedThumbnail> = v.pipe(
  v.object({
    width: count,
    height: count,
    channels: v.picklist([1, 3]),
    pixels: bytes,
  }),
  v.check(({ width, height, channels, pixels }) => pixels.length === width * height * channels, 'has a wrong length'),
);

export const pixelChunkSchema: v.GenericSchema<unknown, PixelChunk> = v.pipe(
  v.object({ sha256s: v.array(v.string()), bytes }),
  v.check((chunk) => chunk.sha256s.length > 0 && chunk.bytes.length % chunk.sha256s.length === 0, 'has a wrong length'),
);

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
  batchLosses: figures,
});

export const requestSchema: v.GenericSchema<unknown, StoredTrainingRequest> = v.object({
  network: networkSchema,
  preprocessing: preprocessingSchema,
  augmentation: augmentationSchema,
  hyperparameters: hyperparametersSchema,
  split: splitSchema,
  backend: backendChoiceSchema,
});

export const predictionsSchema: v.GenericSchema<unknown, Predictions> = v.pipe(
  v.object({
    sha256: v.array(sha256),
    labels: v.array(count),
    probabilities: v.array(figures),
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

/**
 * The one way from a record to what the program works with.
 * @param what names the record in the sentence: 'The stored run'
 * @throws BrokenRecordError
 */
export function parseRecord<Value>(what: string, schema: v.GenericSchema<unknown, Value>, raw: unknown): Value {
  const result = v.safeParse(schema, raw);
  if (result.success) return result.output;
  throw new BrokenRecordError(`${what} cannot be read back (${describeIssue(result.issues[0])}).`);
}

/** Null where the record is not what was written. */
export function readable<Value>(schema: v.GenericSchema<unknown, Value>, raw: unknown): Value | null {
  const result = v.safeParse(schema, raw);
  return result.success ? result.output : null;
}
