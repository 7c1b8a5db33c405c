import * as v from 'valibot';
import { backendChoiceSchema } from '../../../../../compute/backendSchemas.ts';
import type { Fields, SettingField } from '../../../../../dataset/settingFields.ts';
import { splitFields, splitSchema } from '../../../../../dataset/split/splitSettings.ts';
import { startFromSchema } from '../../../../../model/card/parentRecord.ts';
import { hyperparameterFields } from '../../../../../model/hyperparameters.ts';
import { type LayerSpec, layerKinds } from '../../../../../model/layers.ts';
import { maximalLayers, networkSchema } from '../../../../../model/networkSpec.ts';
import type { Preset } from '../../../../../model/presets.ts';
import {
  augmentationFields,
  preprocessingFields,
  preprocessingSchema,
} from '../../../../../preprocessing/preprocessingSpec.ts';
import type { TrainingRequest } from '../../../../../worker/jobs/training/trainingProtocol.ts';
import { type TrainingDraft, versionOf } from './trainingDraft.ts';

const KEY = 'axial-training-draft';

/** Keeps what the form holds for the next visit. */
export function saveDraft({ basis, request }: TrainingDraft): void {
  try {
    localStorage.setItem(KEY, writtenDraft({ basis, request }));
  } catch {
    // Storage may be shut off or full: it holds for this visit.
  }
}

/** As JSON, in which an empty field (NaN) keeps its place. */
export function writtenDraft({ basis, request }: TrainingDraft): string {
  const write = (_: string, value: unknown) => (Number.isNaN(value) ? NAN : value);
  return JSON.stringify({ basis: basis.id, request }, write);
}

/** What the form held at the last visit; null where nothing was saved, or no settings. */
export function readDraft(presets: readonly Preset[]): TrainingDraft | null {
  try {
    return parseDraft(JSON.parse(localStorage.getItem(KEY) ?? 'null'), presets);
  } catch {
    return null;
  }
}

/** A network that is called a preset is that preset as it is in this version. */
export function parseDraft(raw: unknown, presets: readonly Preset[]): TrainingDraft | null {
  const parsed = v.safeParse(schema, raw);
  const basis = parsed.success ? presets.find(({ id }) => id === parsed.output.basis) : undefined;
  if (!parsed.success || !basis) return null;
  const { request } = parsed.output;
  const named = presets.find(({ id }) => id === request.network.preset);
  const split = { ...request.split, strata: 'files' } as const; // drafts of before it was asked lack it
  const preprocessing = request.startFrom ? request.preprocessing : versionOf(basis, request.preprocessing);
  return { basis, request: { ...request, network: named?.network ?? request.network, preprocessing, split } };
}

// What the fields of the form can hold, no more: whether it can be trained is asked anew at every visit.

/** In JSON, which has none. */
const NAN = 'NaN';

/** Any number, allowed or not: its field shows it with what is wrong. NaN is an empty field. */
const number = v.pipe(v.union([v.number(), v.literal(NAN)]), v.transform(Number));

type Entries<Of extends Fields> = {
  readonly [Key in keyof Of]: v.GenericSchema<unknown, v.InferOutput<Of[Key]['schema']>>;
};

/** Entries of the schema of a draft with these fields. */
function draftOf<Of extends Fields>(fields: Of): Entries<Of> {
  return Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, draftField(field)])) as Entries<Of>;
}

function draftField(field: SettingField): v.GenericSchema {
  if (field.type !== 'number') return field.schema;
  const schema: v.GenericSchema = field.toggle?.off === null ? v.nullable(number) : number;
  return isAdded(field) ? v.optional(schema, field.toggle?.off) : schema;
}

/** Whether drafts that were saved before the field existed lack it. */
function isAdded({ schema }: SettingField): boolean {
  return schema.type === 'optional';
}

const layer = v.variant(
  'kind',
  layerKinds.map(({ kind, fields }) => v.strictObject({ kind: v.literal(kind), ...draftOf<Fields>(fields) })),
) as v.GenericSchema<unknown, LayerSpec>;

/** The number of networks can be empty while it is typed. */
const draftTesting = v.variant('by', [
  v.strictObject({ by: v.picklist(['folds', 'repeats']), count: number }),
  v.strictObject({ by: v.picklist(['folder', 'format']) }),
]);

const split = v.pipe(
  v.strictObject({
    ...draftOf(splitFields),
    strata: splitSchema.entries.strata,
    testing: v.exactOptional(draftTesting),
    shares: v.strictObject({ training: number, validation: number, test: number }),
  }),
  // The shares of the fields, and the rest; NaN where a field is empty.
  v.check(({ shares: { training, validation, test } }) => !(Math.abs(training + validation + test - 1) >= 1e-6)),
);

const requestSchema: v.GenericSchema<unknown, TrainingRequest> = v.strictObject({
  network: v.strictObject({
    preset: networkSchema.entries.preset,
    layers: v.pipe(v.array(layer), v.maxLength(maximalLayers)),
  }),
  preprocessing: v.strictObject({ version: preprocessingSchema.entries.version, ...draftOf(preprocessingFields) }),
  augmentation: v.strictObject(draftOf(augmentationFields)),
  hyperparameters: v.strictObject(draftOf(hyperparameterFields)),
  split,
  backend: backendChoiceSchema,
  startFrom: v.exactOptional(v.object({ ...startFromSchema.entries, frozen: number })),
});

const schema = v.object({ basis: v.string(), request: requestSchema });
