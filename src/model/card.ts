import * as v from 'valibot';
import type { BackendName } from '../compute/engineInfo.ts';
import type { PatientsKnown } from '../dataset/patients.ts';
import type { SplitSettings } from '../dataset/split.ts';
import type { VolumeChoice } from '../dataset/volumeChoice.ts';
import type { Augmentation, PreprocessingSpec } from '../preprocessing/preprocessingSpec.ts';
import type { Estimate } from '../statistics/estimate.ts';
import type { Hyperparameters } from './hyperparameters.ts';
import type { LayerSpec, NetworkSpec } from './networkSpec.ts';

/** Everything that must travel with the weights: `axial.json` in a downloaded model. */
export type ModelCard = {
  readonly format: 'axial-model-card';
  readonly formatVersion: 1;
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** Order of the outputs; for two classes [negative, positive]. */
  readonly classes: readonly string[];
  /** The class whose probability the sigmoid gives; null for more than two classes. */
  readonly positiveClass: string | null;
  readonly network: NetworkSpec;
  readonly preprocessing: PreprocessingSpec;
  readonly augmentation: Augmentation;
  readonly hyperparameters: Hyperparameters;
  /** Probability from which a scan is called positive; null for more than two classes. */
  readonly threshold: number | null;
  /** 'validation': chosen there, without a look at the test part; 'hand': moved since, so that figures at it are flattered. */
  readonly thresholdFrom: 'validation' | 'hand';
  readonly data: {
    readonly name: string;
    readonly synthetic: boolean;
    /** SHA-256 over the sorted 'sha256 class' lines of the data set, and 'sha256' lines of what was excluded. */
    readonly fingerprint: string;
    /** Number of the data set's version, from 1; left out in cards made before versions were counted. */
    readonly version?: number;
    readonly scansPerClass: readonly number[];
    /** Left out in cards made before it was asked whose the scans are. */
    readonly patients?: PatientsKnown;
    /** Which slices of volumes it was trained on; left out where there were none. */
    readonly volumes?: VolumeChoice;
  };
  readonly split: SplitSettings & {
    readonly scans: {
      readonly training: number;
      readonly validation: number;
      readonly test: number;
    };
    readonly testScansWithTwin: number;
    /** What the test scans are when copies, and scans of one patient or volume, count once. */
    readonly testGroups: number;
  };
  /** On the test part at `threshold`. Keys: accuracy, sensitivity, specificity, precision, f1, auc (two classes); accuracy, macroF1, macroAuc (more). */
  readonly figures: {
    readonly n: number;
    readonly values: Readonly<Record<string, Estimate>>;
    /**
     * 'bundles': in the intervals copies, and scans of one patient or volume, are one piece of evidence. Left out where each scan
     * was taken as one of its own.
     */
    readonly evidence?: 'bundles';
  };
  /** What the network answers to inputs that anyone can make again from the seed; checked on import. */
  readonly golden: {
    readonly seed: number;
    readonly probabilities: readonly (readonly number[])[];
  };
  readonly epochsTrained: number;
  /** The epoch whose weights these are, from 1. */
  readonly bestEpoch: number;
  readonly software: {
    readonly axial: string;
    readonly tfjs: string;
    readonly backend: BackendName;
    readonly device: string;
  };
};

/**
 * A model card from outside: a file, or a record read back from storage.
 * @throws Error of one sentence that names the first field that is wrong
 */
export function parseModelCard(raw: unknown): ModelCard {
  const result = v.safeParse(cardSchema, raw);
  if (result.success) return result.output;
  throw new Error(`The model card is not valid: ${describeIssue(result.issues[0])}.`);
}

/** `preprocessing.size must be between 32 and 256`: the field and what is wrong with it. */
export function describeIssue(issue: v.BaseIssue<unknown>): string {
  const field = v.getDotPath(issue) ?? 'the whole of it';
  const ours = issue.kind === 'validation' || issue.type === 'check';
  if (ours) return `${field} ${issue.message}`;
  if (issue.expected === 'never') return `${field} is not a known field`;
  if (issue.received === 'undefined') return `${field} is missing`;
  return `${field} must be ${issue.expected ?? 'of another kind'}, not ${shorten(issue.received)}`;
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}

const text = (max: number) => v.pipe(v.string(), v.maxLength(max, `is longer than ${max} characters`));
const name = (max: number) =>
  v.pipe(
    text(max),
    v.check((value) => value.trim() !== '', 'is empty'),
  );
const number = (min: number, max: number) =>
  v.pipe(
    v.number(),
    v.check((value) => value >= min && value <= max, `must be between ${min} and ${max}`),
  );
const whole = (min: number, max: number) => v.pipe(number(min, max), v.integer('must be a whole number'));
const share = number(0, 1);
/** A network's answer as it came: a float32 softmax may stand a rounding error above 1. */
const answer = number(0, 1.001);
const list = <Item extends v.GenericSchema>(item: Item, min: number, max: number) =>
  v.pipe(
    v.array(item),
    v.check((value) => value.length >= min && value.length <= max, `must have ${min} to ${max} entries`),
  );
/** A seed is a number that came from a field of the page. */
const seed = whole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
const count = whole(0, 1e9);
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'));

const activation = v.picklist(['linear', 'relu']);
const layerSchema: v.GenericSchema<LayerSpec> = v.variant('kind', [
  v.strictObject({
    kind: v.literal('conv'),
    kernels: whole(1, 65536),
    size: whole(1, 256),
    stride: whole(1, 256),
    padding: v.picklist(['same', 'valid']),
    activation,
  }),
  v.strictObject({
    kind: v.picklist(['max-pool', 'average-pool']),
    size: whole(1, 256),
    stride: whole(1, 256),
  }),
  v.strictObject({
    kind: v.picklist(['batch-norm', 'relu', 'flatten', 'global-average-pool']),
  }),
  v.strictObject({
    kind: v.literal('dropout'),
    rate: v.pipe(
      share,
      v.check((rate) => rate < 1, 'must be under 1'),
    ),
  }),
  v.strictObject({
    kind: v.literal('dense'),
    units: whole(1, 65536),
    activation,
  }),
]);

export const networkSchema: v.GenericSchema<NetworkSpec> = v.strictObject({
  preset: v.picklist(['course', 'compact', 'custom']),
  layers: list(layerSchema, 0, 200),
});

export const preprocessingSchema: v.GenericSchema<PreprocessingSpec> = v.strictObject({
  version: v.literal(1),
  size: whole(32, 256),
  depth: v.picklist([1, 3]),
  fit: v.picklist(['stretch', 'pad', 'harmonise']),
});

export const augmentationSchema: v.GenericSchema<Augmentation> = v.strictObject({
  horizontalFlip: v.boolean(),
  rotation: number(0, 180),
  zoom: share,
  shift: share,
  brightness: share,
});

export const hyperparametersSchema: v.GenericSchema<Hyperparameters> = v.strictObject({
  epochs: whole(1, 1e6),
  batchSize: whole(1, 1e6),
  learningRate: number(0, 1e3),
  schedule: v.picklist(['constant', 'cosine', 'reduce-on-plateau']),
  classWeights: v.boolean(),
  patience: v.nullable(whole(0, 1e6)),
  seed,
});

export const volumeChoiceSchema: v.GenericSchema<VolumeChoice> = v.pipe(
  v.strictObject({ plane: v.picklist(['axial', 'coronal', 'sagittal']), from: share, to: share }),
  v.check(({ from, to }) => from <= to, 'must begin before it ends'),
);

const splitEntries = {
  kind: v.picklist(['grouped', 'random']),
  seed,
  shares: v.strictObject({ training: share, validation: share, test: share }),
};
export const splitSchema: v.GenericSchema<SplitSettings> = v.strictObject(splitEntries);

const finite = v.pipe(v.number(), v.finite('must be a finite number'));
const figureSchema: v.GenericSchema<Estimate> = v.strictObject({ value: finite, low: finite, high: finite });

const fieldsSchema: v.GenericSchema<ModelCard> = v.strictObject({
  format: v.literal('axial-model-card'),
  formatVersion: v.literal(1),
  name: name(1000),
  createdAt: v.pipe(
    text(40),
    v.check((value) => !Number.isNaN(Date.parse(value)), 'must be a date in ISO 8601'),
  ),
  classes: v.pipe(
    list(name(500), 2, 1000),
    v.check((classes) => new Set(classes).size === classes.length, 'names a class twice'),
  ),
  positiveClass: v.nullable(text(500)),
  network: networkSchema,
  preprocessing: preprocessingSchema,
  augmentation: augmentationSchema,
  hyperparameters: hyperparametersSchema,
  threshold: v.nullable(share),
  thresholdFrom: v.picklist(['validation', 'hand']),
  data: v.strictObject({
    name: text(1000),
    synthetic: v.boolean(),
    fingerprint: sha256,
    version: v.exactOptional(count),
    scansPerClass: list(count, 2, 1000),
    patients: v.exactOptional(v.strictObject({ of: count, scans: count, patients: count, volumes: count })),
    volumes: v.exactOptional(volumeChoiceSchema),
  }),
  split: v.strictObject({
    ...splitEntries,
    scans: v.strictObject({ training: count, validation: count, test: count }),
    testScansWithTwin: count,
    testGroups: count,
  }),
  figures: v.strictObject({
    n: count,
    values: v.pipe(
      v.record(v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/, 'is not the name of a figure')), figureSchema),
      v.check((values) => Object.keys(values).length <= 50, 'must have at most 50 entries'),
    ),
    evidence: v.exactOptional(v.literal('bundles')),
  }),
  golden: v.strictObject({
    seed,
    probabilities: list(list(answer, 2, 1000), 0, 100),
  }),
  epochsTrained: whole(0, 1e6),
  bestEpoch: whole(0, 1e6),
  software: v.strictObject({
    axial: text(100),
    tfjs: text(100),
    backend: v.picklist(['webgl', 'webgpu', 'wasm', 'cpu']),
    device: text(500),
  }),
});

/** What holds between the fields. */
const cardSchema = v.pipe(
  fieldsSchema,
  v.forward(
    v.check(
      ({ classes, positiveClass }) => positiveClass === (classes.length === 2 ? classes[1] : null),
      'must be the second of two classes, and null for more than two',
    ),
    ['positiveClass'],
  ),
  v.forward(
    v.check(
      ({ classes, threshold }) => (classes.length === 2) === (threshold !== null),
      'must be a number for two classes, and null for more than two',
    ),
    ['threshold'],
  ),
  v.forward(
    v.check(({ classes, data }) => data.scansPerClass.length === classes.length, 'must have one number per class'),
    ['data', 'scansPerClass'],
  ),
  v.forward(
    v.check(
      ({ classes, golden }) => golden.probabilities.every((row) => row.length === classes.length),
      'must have one probability per class in each row',
    ),
    ['golden', 'probabilities'],
  ),
);
