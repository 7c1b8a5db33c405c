import {
  type Augmentation,
  DEFAULT_INPUT,
  HARMONISED_INPUT,
  noAugmentation,
  type PreprocessingSpec,
} from '../preprocessing/preprocessingSpec.ts';
import { type Hyperparameters, noRefinements } from './hyperparameters.ts';
import type { LayerSpec } from './layers.ts';
import { networkName } from './networkNames.ts';
import type { NetworkSpec } from './networkSpec.ts';

/** A named starting point: the network and the settings it is known to train well with. */
export type Preset = {
  readonly id: Exclude<NetworkSpec['preset'], 'custom'>;
  readonly name: string;
  /** One sentence for the person who chooses. */
  readonly description: string;
  readonly network: NetworkSpec;
  readonly preprocessing: PreprocessingSpec;
  readonly augmentation: Augmentation;
  readonly hyperparameters: Hyperparameters;
};

/** The amounts with which the compact network reached AUC 0.98 on scans it had not seen. */
const fullAugmentation: Augmentation = {
  ...noAugmentation,
  horizontalFlip: true,
  rotation: 10,
  zoom: 0.1,
  shift: 0.06,
  brightness: 0.2,
};

const halve: LayerSpec = { kind: 'max-pool', size: 2, stride: 2 };

/** conv -> batch norm -> ReLU. */
function block(kernels: number, padding: 'same' | 'valid'): LayerSpec[] {
  return [
    {
      kind: 'conv',
      kernels,
      size: 3,
      stride: 1,
      padding,
      activation: 'linear',
    },
    { kind: 'batch-norm' },
    { kind: 'relu' },
  ];
}

/** Keras's defaults, as in the course: kernels stay inside the image. */
function courseConv(kernels: number): LayerSpec {
  return {
    kind: 'conv',
    kernels,
    size: 3,
    stride: 1,
    padding: 'valid',
    activation: 'relu',
  };
}

export const recommendedPreset: Preset = {
  ...identity('compact', 'Recommended: few parameters, augmented and harmonised scans, so it does better on new ones.'),
  network: {
    preset: 'compact',
    layers: [
      ...[...block(16, 'same'), halve],
      ...[...block(32, 'same'), halve],
      ...[...block(64, 'same'), halve],
      ...block(128, 'same'),
      { kind: 'global-average-max-pool' },
      { kind: 'dropout', rate: 0.3 },
    ],
  },
  preprocessing: HARMONISED_INPUT,
  augmentation: fullAugmentation,
  hyperparameters: {
    epochs: 60,
    batchSize: 32,
    learningRate: 1e-3,
    schedule: 'cosine',
    classWeights: false,
    patience: 10,
    ...noRefinements,
    testTimeFlips: true,
    seed: 1,
  },
};

/** The course's network, with its settings. */
export const coursePreset: Preset = {
  ...identity('course', "The course's own network: two convolutions and a large dense layer."),
  network: {
    preset: 'course',
    layers: [
      courseConv(32),
      halve,
      courseConv(64),
      halve,
      { kind: 'flatten' },
      { kind: 'dense', units: 512, activation: 'relu' },
    ],
  },
  preprocessing: DEFAULT_INPUT,
  augmentation: noAugmentation,
  hyperparameters: {
    epochs: 15,
    batchSize: 32,
    learningRate: 1e-3,
    schedule: 'constant',
    classWeights: false,
    patience: 4,
    ...noRefinements,
    seed: 1,
  },
};

const augmented: Preset = {
  ...coursePreset,
  ...identity('course-augmented', 'The Course CNN on scans that are changed a little at random each time.'),
  network: { ...coursePreset.network, preset: 'course-augmented' },
  augmentation: fullAugmentation,
};

const harmonised: Preset = {
  ...augmented,
  ...identity('course-harmonised', 'The same, on harmonised scans.'),
  network: { ...coursePreset.network, preset: 'course-harmonised' },
  preprocessing: HARMONISED_INPUT,
};

/** As in the course, with a batch norm before each ReLU. */
const normalisedConvolutions: LayerSpec[] = [...[...block(32, 'valid'), halve], ...[...block(64, 'valid'), halve]];

const normalised: Preset = {
  ...harmonised,
  ...identity('course-normalised', 'The same, with a batch norm behind each convolution.'),
  network: {
    preset: 'course-normalised',
    layers: [...normalisedConvolutions, ...coursePreset.network.layers.slice(-2)],
  },
};

const pooled: Preset = {
  ...normalised,
  ...identity('course-pooled', 'The same, with global pooling in place of Flatten and the dense layer.'),
  network: { preset: 'course-pooled', layers: [...normalisedConvolutions, { kind: 'global-average-max-pool' }] },
};

function identity<Id extends Preset['id']>(id: Id, description: string) {
  return { id, name: networkName(id), description };
}

/** What a step changes, and why, in a sentence. */
export type CourseStep = { readonly preset: Preset; readonly change: string; readonly why: string };

/** 'Course CNN, improved step by step': each step has the changes of those before it. */
export const courseSteps: readonly CourseStep[] = [
  {
    preset: coursePreset,
    change: "The course's network",
    why: 'Two convolutions and a dense layer of 512. Its training scans are soon memorised.',
  },
  {
    preset: augmented,
    change: 'Data augmentation',
    why: 'No scan looks the same twice, so that scans cannot be memorised.',
  },
  {
    preset: harmonised,
    change: 'Harmonised scans',
    why: 'Margins, sharpness and exposure no longer tell where a scan is from.',
  },
  {
    preset: normalised,
    change: 'Batch normalisation',
    why: 'Values stay in one range from layer to layer, so that training is faster and steadier.',
  },
  {
    preset: pooled,
    change: 'Global pooling',
    why: 'Mean and maximum of each feature map replace the dense layer, and nearly all parameters with it.',
  },
];

/** The recommended one first. */
export const presets: readonly Preset[] = [recommendedPreset, ...courseSteps.map(({ preset }) => preset)];
