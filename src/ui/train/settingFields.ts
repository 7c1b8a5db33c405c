import type { SplitSettings } from '../../dataset/split.ts';
import type { Hyperparameters } from '../../model/hyperparameters.ts';
import type { LayerSpec } from '../../model/layers.ts';
import type { Augmentation } from '../../preprocessing/preprocessingSpec.ts';
import type { TrainingRequest } from '../../worker/protocol.ts';
import { type NumberLimits, numberProblem, scaled } from '../components/numberLimits.ts';

/** A field of numbers of the form. */
type SettingField = NumberLimits & {
  readonly label: string;
  readonly unit?: string;
  /** From the number of the request to the one that the field shows, where they differ. */
  readonly scale?: number;
};

const MOST_SEEDS = 2 ** 32 - 1;

export const SIZE_FIELD = { label: 'Input size', unit: 'pixels a side', min: 32, max: 256 } as const;

export const HYPERPARAMETER_FIELDS = {
  epochs: { label: 'Epochs', unit: 'passes', min: 1, max: 1000 },
  batchSize: { label: 'Batch size', min: 1, max: 512 },
  learningRate: { label: 'Learning rate', min: 0.000001, max: 1, step: 'any' },
  seed: { label: 'Seed', min: 0, max: MOST_SEEDS },
  patience: { label: 'Patience', unit: 'epochs', min: 1, max: 1000 },
} as const satisfies Partial<Record<keyof Hyperparameters, SettingField>>;

export const SPLIT_FIELDS = {
  validation: { label: 'Validation share', unit: '%', min: 5, max: 45, step: 'any', scale: 100 },
  test: { label: 'Test share', unit: '%', min: 5, max: 45, step: 'any', scale: 100 },
  seed: { label: 'Split seed', min: 0, max: MOST_SEEDS },
} as const satisfies Record<string, SettingField>;

/** 0 is no amount: it would mean that the change is off, which its switch says. */
export const AUGMENTATION_FIELDS = {
  rotation: { label: 'Angle', unit: '± °', min: 0.1, max: 180, step: 'any', scale: 1 },
  zoom: { label: 'Enlarge', unit: '± %', min: 0.1, max: 50, step: 'any', scale: 100 },
  shift: { label: 'Move', unit: '± %', min: 0.1, max: 50, step: 'any', scale: 100 },
  brightness: { label: 'Brightness', unit: '± %', min: 0.1, max: 100, step: 'any', scale: 100 },
} as const satisfies Record<Exclude<keyof Augmentation, 'horizontalFlip'>, SettingField>;

export const LAYER_FIELDS = {
  conv: {
    kernels: { label: 'Filters', min: 1, max: 1024 },
    size: { label: 'Kernel size', min: 1, max: 31 },
    stride: { label: 'Stride', min: 1, max: 16 },
  },
  pool: {
    size: { label: 'Pool size', min: 1, max: 64 },
    stride: { label: 'Stride', min: 1, max: 64 },
  },
  dropout: { rate: { label: 'Dropout rate', unit: '%', min: 0, max: 95, step: 'any', scale: 100 } },
  dense: { units: { label: 'Units', min: 1, max: 8192 } },
} as const satisfies Record<string, Record<string, SettingField>>;

/** The first number of the form that is not allowed, by the name of its field; null where all are. */
export function settingsProblem({ preprocessing, hyperparameters, augmentation, split, network }: TrainingRequest) {
  return (
    fieldProblem(SIZE_FIELD, preprocessing.size) ??
    hyperparameterProblem(hyperparameters) ??
    augmentationProblem(augmentation) ??
    splitProblem(split) ??
    layersProblem(network.layers)
  );
}

export function sizeIsAllowed(size: number): boolean {
  return fieldProblem(SIZE_FIELD, size) === null;
}

export function splitProblem({ shares, seed }: SplitSettings): string | null {
  return (
    fieldProblem(SPLIT_FIELDS.validation, shares.validation) ??
    fieldProblem(SPLIT_FIELDS.test, shares.test) ??
    fieldProblem(SPLIT_FIELDS.seed, seed)
  );
}

function hyperparameterProblem(values: Hyperparameters): string | null {
  const keys = Object.keys(HYPERPARAMETER_FIELDS) as (keyof typeof HYPERPARAMETER_FIELDS)[];
  return first(keys, (key) => (values[key] === null ? null : fieldProblem(HYPERPARAMETER_FIELDS[key], values[key])));
}

function augmentationProblem(values: Augmentation): string | null {
  const keys = Object.keys(AUGMENTATION_FIELDS) as (keyof typeof AUGMENTATION_FIELDS)[];
  return first(keys, (key) => (values[key] === 0 ? null : fieldProblem(AUGMENTATION_FIELDS[key], values[key])));
}

function layersProblem(layers: readonly LayerSpec[]): string | null {
  return first([...layers.entries()], ([place, layer]) => {
    const problem = layerProblem(layer);
    return problem === null ? null : `Layer ${place + 1}, ${problem}`;
  });
}

function layerProblem(layer: LayerSpec): string | null {
  switch (layer.kind) {
    case 'conv': {
      const { kernels, size, stride } = LAYER_FIELDS.conv;
      return (
        fieldProblem(kernels, layer.kernels) ?? fieldProblem(size, layer.size) ?? fieldProblem(stride, layer.stride)
      );
    }
    case 'max-pool':
    case 'average-pool':
      return fieldProblem(LAYER_FIELDS.pool.size, layer.size) ?? fieldProblem(LAYER_FIELDS.pool.stride, layer.stride);
    case 'dropout':
      return fieldProblem(LAYER_FIELDS.dropout.rate, layer.rate);
    case 'dense':
      return fieldProblem(LAYER_FIELDS.dense.units, layer.units);
    default:
      return null;
  }
}

function fieldProblem(field: SettingField, value: number): string | null {
  const problem = numberProblem(field.scale === undefined ? value : scaled(value, field.scale), field);
  return problem === null ? null : `${field.label}: ${problem.charAt(0).toLowerCase()}${problem.slice(1)}`;
}

function first<Item>(items: readonly Item[], problemOf: (item: Item) => string | null): string | null {
  for (const item of items) {
    const problem = problemOf(item);
    if (problem !== null) return problem;
  }
  return null;
}
