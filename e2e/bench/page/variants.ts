import type { Hyperparameters } from '../../../src/model/hyperparameters.ts';
import type { LayerSpec } from '../../../src/model/layers.ts';
import { type Preset, presets } from '../../../src/model/presets.ts';
import { preprocessingKey } from '../../../src/preprocessing/preprocess.ts';
import {
  type Augmentation,
  DEFAULT_INPUT,
  noAugmentation,
  type PreprocessingSpec,
} from '../../../src/preprocessing/preprocessingSpec.ts';

const [recommended] = presets;

/** A preset by its id; the first is also called 'recommended'; 'small'; or the recommended one with a change of this name. */
export function presetCalled(name: string): Preset {
  const changed = [...ablations, small].find((ablation) => ablation.name === name);
  const preset = name === 'recommended' || changed ? recommended : presets.find(({ id }) => id === name);
  if (!preset) throw new Error(`There is no preset '${name}': ${presets.map(({ id }) => id).join(', ')}.`);
  return changed ? { ...preset, ...changed.change(preset) } : preset;
}

type Ablation = { readonly name: string; readonly change: (preset: Preset) => Partial<Preset> };

const pooledBy = (name: string, kind: 'global-average-pool' | 'global-max-pool'): Ablation => ({
  name,
  change: ({ network }) => ({
    network: {
      preset: 'custom',
      layers: network.layers.map((layer): LayerSpec => (layer.kind === 'global-average-max-pool' ? { kind } : layer)),
    },
  }),
});
const trainedWith = (name: string, settings: Partial<Hyperparameters>): Ablation => ({
  name,
  change: ({ hyperparameters }) => ({ hyperparameters: { ...hyperparameters, ...settings } }),
});

const degradedBy = (name: string, amounts: Partial<Augmentation>): Ablation => ({
  name,
  change: ({ augmentation }) => ({ augmentation: { ...augmentation, ...amounts } }),
});

/** The recommended preset with one change each: one of its parts left out, or one refinement added. */
export const ablations: readonly Ablation[] = [
  pooledBy('average pooling alone', 'global-average-pool'),
  pooledBy('max pooling alone', 'global-max-pool'),
  { name: 'stretched instead of harmonised', change: () => ({ preprocessing: DEFAULT_INPUT }) },
  degradedBy('contrast and gamma', { contrast: 0.2, gamma: 0.3 }),
  degradedBy('blur and resolution', { blur: 1, resolution: 0.5 }),
  degradedBy('noise', { noise: 0.05 }),
  degradedBy('JPEG', { compression: 0.6 }),
  degradedBy('cut-out', { cutOut: 0.3 }),
  { name: 'no augmentation', change: () => ({ augmentation: noAugmentation }) },
  trainedWith('no test-time flips', { testTimeFlips: false }),
  trainedWith('constant learning rate', { schedule: 'constant' }),
  trainedWith('label smoothing 10 %', { labelSmoothing: 0.1 }),
  trainedWith('weight decay 0.004', { weightDecay: 0.004 }),
  trainedWith('warm-up of 1 epoch', { warmUp: 1 }),
  trainedWith('averaged weights 0.99', { weightAveraging: 0.99 }),
];

/** Learns in seconds, so that intervals can be held against hundreds of splits. */
const small: Ablation = {
  name: 'small',
  change: ({ hyperparameters }) => ({
    preprocessing: DEFAULT_INPUT,
    augmentation: noAugmentation,
    network: {
      preset: 'custom',
      layers: [
        { kind: 'max-pool', size: 4, stride: 4 },
        { kind: 'conv', kernels: 8, size: 3, stride: 1, padding: 'same', activation: 'relu' },
        { kind: 'max-pool', size: 2, stride: 2 },
        { kind: 'flatten' },
      ],
    },
    hyperparameters: { ...hyperparameters, epochs: 8, learningRate: 0.004, testTimeFlips: false },
  }),
};

/** How a scan must be prepared so that every preset and variant can be trained; some more than once. */
const wanted = [...presets, ...[...ablations, small].map(({ name }) => presetCalled(name))].map(
  ({ preprocessing }) => preprocessing,
);

/** The same, each once. */
export const inputsOfVariants: readonly PreprocessingSpec[] = [
  ...new Map(wanted.map((spec) => [preprocessingKey(spec), spec])).values(),
];
