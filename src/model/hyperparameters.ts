import * as v from 'valibot';
import type { RecordOf } from '../dataset/recordSchemas.ts';
import {
  choiceField,
  decimalField,
  entriesOf,
  flagField,
  seedField,
  wholeField,
  wholeFieldOrNull,
} from '../dataset/settingFields.ts';

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
  /** Seeds initial weights, order of scans, augmentation and dropout. */
  seed: seedField({
    label: 'Seed',
    help: {
      question: 'What is the seed?',
      answer: 'The start of all random numbers of training: the same seed and settings give the same run.',
    },
  }),
};

export const hyperparametersSchema = v.strictObject(entriesOf(hyperparameterFields));
/** How a network is trained. The optimizer is Adam (beta1 0.9, beta2 0.999, epsilon 1e-7: Keras's defaults). */
export type Hyperparameters = RecordOf<typeof hyperparametersSchema>;
export type LearningRateSchedule = Hyperparameters['schedule'];
