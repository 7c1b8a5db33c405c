import * as v from 'valibot';
import type { RecordOf } from '../dataset/recordSchemas.ts';
import {
  addedField,
  choiceField,
  decimalField,
  entriesOf,
  flagField,
  seedField,
  wholeField,
  wholeFieldOrNull,
} from '../dataset/settingFields.ts';
import { labelOfSwitch } from '../dataset/settingWords.ts';

export const hyperparameterFields = {
  epochs: wholeField({
    label: 'Epochs',
    unit: 'passes',
    hint: 'Passes over the training scans.',
    ...{ min: 1, max: 1000, accepts: [1, 1e6] },
  }),
  batchSize: wholeField({
    label: 'Batch size',
    help: {
      question: 'What is batch size?',
      answer: 'The number of scans that the network sees before each update of its weights.',
    },
    ...{ min: 1, max: 512, accepts: [1, 1e6] },
  }),
  /** Adam's step size at the start. */
  learningRate: decimalField({
    label: 'Learning rate',
    help: {
      question: 'What is learning rate?',
      answer: 'The size of each update (the step size of Adam). Too large: the loss jumps. Too small: it hardly falls.',
    },
    ...{ min: 1e-6, max: 1, accepts: [0, 1e3] },
  }),
  schedule: choiceField({
    label: 'Learning-rate schedule',
    hint: 'The optimizer is Adam (beta 0.9 and 0.999, epsilon 1e-7).',
    options: [
      { value: 'constant', label: 'Constant' },
      { value: 'cosine', label: 'Cosine: falls to 0 over the run' },
      { value: 'reduce-on-plateau', label: 'Reduce on plateau: falls when validation loss stalls' },
    ],
  }),
  classWeights: flagField({
    label: 'Class weights',
    hint: 'Every class counts the same in the loss, however few scans it has.',
  }),
  /** Epochs without a better validation loss before training stops; null: never. The best weights are kept either way. */
  patience: wholeFieldOrNull({
    label: 'Patience',
    unit: 'epochs',
    toggle: {
      label: 'Early stopping',
      hint: 'Stops when the validation loss stalls; with a cosine, not before the rate is a tenth. The best weights are kept either way.',
      ...{ off: null, usual: 5 },
    },
    ...{ min: 1, max: 1000, accepts: [0, 1e6] },
  }),
  /** Share of the truth that is spread over all classes alike. */
  labelSmoothing: addedField(
    decimalField({
      label: 'Smoothing',
      unit: '%',
      toggle: {
        label: 'Label smoothing',
        hint: 'The target is a little below 100 %, so that the network is less sure of itself.',
        ...{ off: 0, usual: 0.1 },
      },
      ...{ min: 0.1, max: 50, scale: 100, accepts: [0, 0.99] },
    }),
    0,
  ),
  /** Of kernels, times the learning rate, at each step (AdamW). */
  weightDecay: addedField(
    decimalField({
      label: 'Decay',
      toggle: {
        label: 'Weight decay',
        hint: 'Every step pulls the weights towards 0 (AdamW), so that none grows large without need.',
        ...{ off: 0, usual: 0.004 },
      },
      ...{ min: 1e-6, max: 1, accepts: [0, 1] },
    }),
    0,
  ),
  /** Epochs in which the learning rate rises from 0; the schedule begins after them. */
  warmUp: addedField(
    wholeField({
      label: 'Rise',
      unit: 'epochs',
      toggle: {
        label: 'Warm-up',
        hint: 'The learning rate rises from 0, so that the first steps do no harm.',
        ...{ off: 0, usual: 1 },
      },
      ...{ min: 1, max: 100, accepts: [0, 1e6] },
    }),
    0,
  ),
  /** Momentum of the moving average of the weights (Keras's `ema_momentum`); the average is what is evaluated and kept. */
  weightAveraging: addedField(
    decimalField({
      label: 'Momentum',
      toggle: {
        label: 'Weight averaging',
        hint: 'A moving average of the weights (EMA), which varies less, is evaluated and kept.',
        ...{ off: 0, usual: 0.99 },
      },
      ...{ min: 0.5, max: 0.9999, accepts: [0, 0.9999] },
    }),
    0,
  ),
  testTimeFlips: addedField(
    flagField({
      label: 'Test-time flips',
      hint: 'A prediction is the mean of those for a scan and its mirror image. It takes twice as long.',
    }),
    false,
  ),
  /** Seeds initial weights, order of scans, augmentation and dropout. */
  seed: seedField({
    label: 'Seed',
    help: {
      question: 'What is the seed?',
      answer: 'The start of all random numbers of training: the same seed and settings give the same run.',
    },
  }),
};

/** Refinements that are off. */
export const noRefinements = {
  labelSmoothing: 0,
  weightDecay: 0,
  warmUp: 0,
  weightAveraging: 0,
  testTimeFlips: false,
} as const;

/** ['label smoothing', 'warm-up']: those that are on. */
export function refinementNames(settings: Hyperparameters): string[] {
  return refinements
    .filter((name) => settings[name])
    .map((name) => labelOfSwitch(hyperparameterFields[name]).toLowerCase());
}

export const refinements = ['labelSmoothing', 'weightDecay', 'warmUp', 'weightAveraging', 'testTimeFlips'] as const;

export const hyperparametersSchema = v.strictObject(entriesOf(hyperparameterFields));
/** How a network is trained. The optimizer is Adam (beta1 0.9, beta2 0.999, epsilon 1e-7: Keras's defaults). */
export type Hyperparameters = RecordOf<typeof hyperparametersSchema>;
export type LearningRateSchedule = Hyperparameters['schedule'];
