import * as v from 'valibot';
import { backendNameSchema } from '../../compute/backendSchemas.ts';
import { patientsKnownSchema } from '../../dataset/patientsKnown.ts';
import {
  count,
  describeIssue,
  list,
  name,
  number,
  type RecordOf,
  seed,
  sha256,
  share,
  text,
  whole,
} from '../../dataset/recordSchemas.ts';
import { MOST_CLASSES } from '../../dataset/scan.ts';
import { MOST_FOLDS, splitSchema } from '../../dataset/split/splitSettings.ts';
import { volumeChoiceSchema } from '../../dataset/volumeChoice.ts';
import { augmentationSchema, preprocessingSchema } from '../../preprocessing/preprocessingSpec.ts';
import type { Estimate } from '../../statistics/intervals/estimate.ts';
import { hyperparametersSchema } from '../hyperparameters.ts';
import { networkSchema } from '../networkSpec.ts';
import { temperatureSchema, testAccessSchema, thresholdRuleSchema, undecidedSchema } from './decisionRecord.ts';
import { familiaritySchema } from './familiarityRecord.ts';
import { parentSchema } from './parentRecord.ts';

/** A network's answer as it came: a float32 softmax may stand a rounding error above 1. */
const answer = number(0, 1.001);
const finite = v.pipe(v.number(), v.finite('must be a finite number'));
const estimateSchema: v.GenericSchema<Estimate> = v.strictObject({ value: finite, low: finite, high: finite });

export const figuresSchema = v.strictObject({
  n: count,
  values: v.pipe(
    v.unknown(),
    v.check((values) => !Array.isArray(values), 'must be an object'), // a record would take a list for an empty one
    v.record(v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/, 'is not the name of a figure')), estimateSchema),
    v.check((values) => Object.keys(values).length <= 50, 'must have at most 50 entries'),
  ),
  /**
   * 'bundles': in the intervals copies, and scans of one patient or volume, are one piece of evidence. Left out where each scan
   * was taken as one of its own.
   */
  evidence: v.exactOptional(v.literal('bundles')),
  /** Left out where they are of the test part. */
  of: v.exactOptional(v.literal('validation')),
});

const originSchema = v.strictObject({
  /** That saved the weights: 'Keras 3.15.1'. */
  program: text(100),
  /** What its file did not say, and Axial assumed. */
  assumed: list(v.picklist(['classes', 'preprocessing', 'threshold']), 0, 3),
});

const fieldsSchema = v.strictObject({
  format: v.literal('axial-model-card'),
  formatVersion: v.literal(1),
  name: name(1000),
  /** ISO 8601, UTC. */
  createdAt: v.pipe(
    text(40),
    v.check((value) => !Number.isNaN(Date.parse(value)), 'must be a date in ISO 8601'),
  ),
  /** Order of the outputs; for two classes [negative, positive]. */
  classes: v.pipe(
    list(name(500), 2, MOST_CLASSES),
    v.check((classes) => new Set(classes).size === classes.length, 'names a class twice'),
  ),
  /** The class whose probability the sigmoid gives; null for more than two classes. */
  positiveClass: v.nullable(text(500)),
  network: networkSchema,
  preprocessing: preprocessingSchema,
  augmentation: augmentationSchema,
  hyperparameters: hyperparametersSchema,
  /** Probability from which a scan is called positive; null for more than two classes. */
  threshold: v.nullable(share),
  /** 'validation': chosen there, without a look at the test part; 'hand': moved after such a look, so that figures at it are flattered. */
  thresholdFrom: v.picklist(['validation', 'hand']),
  /** Left out in cards made before there were rules: Youden's, or by hand. */
  thresholdRule: v.exactOptional(thresholdRuleSchema),
  /** Left out where every scan is decided. */
  undecided: v.exactOptional(undecidedSchema),
  /** What the logits are divided by so that probabilities are as sure as they should be; left out where they are as the network says. */
  temperature: v.exactOptional(temperatureSchema),
  /** When the test set was looked at. Left out in cards made before that was counted: it was, nobody knows how often. */
  testAccess: v.exactOptional(testAccessSchema),
  /** Left out where Axial trained it and wrote the file. */
  origin: v.exactOptional(originSchema),
  /** The model whose weights it began with; left out where they were random. */
  parent: v.exactOptional(parentSchema),
  data: v.strictObject({
    name: text(1000),
    synthetic: v.boolean(),
    /** SHA-256 over the sorted 'sha256 class' lines of the data set, and 'sha256' lines of what was excluded. */
    fingerprint: sha256,
    /** Number of the data set's version, from 1; left out in cards made before versions were counted. */
    version: v.exactOptional(count),
    scansPerClass: list(count, 2, MOST_CLASSES),
    /** `classHash` of each class; left out in cards made before there were recipes. */
    classHashes: v.exactOptional(list(sha256, 2, MOST_CLASSES)),
    /** Left out in cards made before it was asked whose the scans are. */
    patients: v.exactOptional(patientsKnownSchema),
    /** Which slices of volumes it was trained on; left out where there were none. */
    volumes: v.exactOptional(volumeChoiceSchema),
  }),
  split: v.strictObject({
    ...splitSchema.entries,
    scans: v.strictObject({ training: count, validation: count, test: count }),
    testScansWithTwin: count,
    /** What the test scans are when copies, and scans of one patient or volume, count once. */
    testGroups: count,
  }),
  /**
   * Where networks were trained on several splits, and answer together: each one's share in `figures`, which are then of all its test
   * scans, each told by a network that had not seen it.
   */
  folds: v.exactOptional(
    list(
      v.strictObject({
        /** 'Fold 2', 'Split seed 3', or the source that was held out. */
        name: name(1000),
        training: count,
        validation: count,
        testGroups: count,
        bestEpoch: whole(0, 1e6),
        /** On its test set, at the threshold that was chosen on validation. */
        figures: figuresSchema,
      }),
      1,
      MOST_FOLDS,
    ),
  ),
  /** On the test part (while that is sealed, on the validation part) at `threshold`. Keys: accuracy, sensitivity, specificity, precision, f1, auc (two classes); accuracy, macroF1, macroAuc (more). */
  figures: figuresSchema,
  /** What the network itself answers (before `temperature`) to images that anyone can make again from the seed; checked on import. */
  golden: v.strictObject({
    seed,
    probabilities: list(list(answer, 2, MOST_CLASSES), 0, 100),
    /**
     * The class of each column: the images are then full-size ones, prepared as the card says. Left out in cards from before, whose
     * images are the network's input itself.
     */
    columns: v.exactOptional(list(name(500), 2, MOST_CLASSES)),
  }),
  /** Left out in cards made before it was asked, and where there were too few scans. */
  familiarity: v.exactOptional(familiaritySchema),
  epochsTrained: whole(0, 1e6),
  /** The epoch whose weights these are, from 1. */
  bestEpoch: whole(0, 1e6),
  software: v.strictObject({
    axial: text(100),
    tfjs: text(100),
    backend: backendNameSchema,
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
  v.forward(
    v.check(
      ({ classes, golden: { columns = classes } }) =>
        columns.length === classes.length && columns.every((name, index) => name === classes[index]),
      'must be the classes in their order',
    ),
    ['golden', 'columns'],
  ),
);

/** Whether nothing is known of the scans that it was trained on: the file of another program did not say. */
export function isOfUnknownData({ origin, data }: Pick<ModelCard, 'origin' | 'data'>): boolean {
  return origin !== undefined && data.scansPerClass.every((scans) => scans === 0);
}

/** Everything that must travel with the weights: `axial.json` in a downloaded model. */
export type ModelCard = RecordOf<typeof cardSchema>;

/**
 * A model card from outside: a file, or a record read back from storage.
 * @throws Error of one sentence that names the first field that is wrong
 */
export function parseModelCard(raw: unknown): ModelCard {
  const result = v.safeParse(cardSchema, completed(raw));
  if (result.success) return result.output;
  throw new Error(`The model card is not valid: ${describeIssue(result.issues[0])}.`);
}

const firstCardSchema = v.looseObject({
  classes: v.array(v.unknown()),
  thresholdFrom: v.optional(v.undefined()),
  golden: v.looseObject({ columns: v.optional(v.undefined()) }),
  split: v.looseObject({ testGroups: v.optional(v.undefined()), scans: v.looseObject({ test: v.number() }) }),
});

/**
 * The cards of the first ninety minutes do not say where their threshold is from: as it could be moved after a look at the test set, that is
 * assumed. They count no distinct test scans, and have a threshold, which meant nothing, for more than two classes.
 */
function completed(raw: unknown): unknown {
  const first = v.safeParse(firstCardSchema, raw);
  if (!first.success) return raw;
  const { split, ...card } = first.output;
  return {
    ...card,
    ...(card.classes.length > 2 && { threshold: null }),
    ...{ thresholdFrom: 'hand', split: { ...split, testGroups: split.scans.test } },
  };
}
