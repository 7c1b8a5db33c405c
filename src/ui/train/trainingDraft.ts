import type { Preset } from '../../model/presets.ts';
import type { Augmentation } from '../../preprocessing/preprocessingSpec.ts';
import type { TrainingRequest } from '../../worker/protocol.ts';

/** What the form holds: a request that is being written, and the preset that it started from. */
export type TrainingDraft = {
  readonly request: TrainingRequest;
  readonly basis: Preset;
};

const DEFAULT_SHARES = { training: 0.7, validation: 0.15, test: 0.15 } as const;

export function draftOf(basis: Preset): TrainingDraft {
  return {
    basis,
    request: {
      network: basis.network,
      preprocessing: basis.preprocessing,
      augmentation: basis.augmentation,
      hyperparameters: basis.hyperparameters,
      split: { kind: 'grouped', seed: 1, shares: DEFAULT_SHARES },
      backend: 'auto',
    },
  };
}

/** As it will be trained: scans of a harmonised data set go in harmonised, whatever the form holds. */
export function draftFor(draft: TrainingDraft, { harmonised }: { readonly harmonised: boolean }): TrainingDraft {
  const { preprocessing } = draft.request;
  if (!harmonised || preprocessing.fit === 'harmonise') return draft;
  return { ...draft, request: { ...draft.request, preprocessing: { ...preprocessing, fit: 'harmonise' } } };
}

/** Takes over a preset: its network, and its settings where the user had not changed the old preset's. */
export function choosePreset({ request, basis }: TrainingDraft, preset: Preset): TrainingDraft {
  return {
    basis: preset,
    request: {
      ...request,
      network: preset.network,
      preprocessing: takeOver(request.preprocessing, basis.preprocessing, preset.preprocessing),
      augmentation: takeOver(request.augmentation, basis.augmentation, preset.augmentation),
      hyperparameters: takeOver(request.hyperparameters, basis.hyperparameters, preset.hyperparameters),
    },
  };
}

/** The stack stays as it is; from now on it is the user's own. */
export function chooseCustom(draft: TrainingDraft): TrainingDraft {
  const { request } = draft;
  return { ...draft, request: { ...request, network: { ...request.network, preset: 'custom' } } };
}

/** Fields of the new settings, but for those that differ from the old preset's: they are the user's. */
function takeOver<Settings extends object>(mine: Settings, old: Settings, fresh: Settings): Settings {
  const kept = Object.entries(mine).filter(([key, value]) => value !== old[key as keyof Settings]);
  return { ...fresh, ...Object.fromEntries(kept) };
}

/** Settings that are not the preset's, in words: 'epochs 5 instead of 30'. The network itself is not among them. */
export function changesFromPreset({ request, basis }: TrainingDraft): string[] {
  return [
    ...changed(PREPROCESSING_NAMES, request.preprocessing, basis.preprocessing),
    ...changed(HYPERPARAMETER_NAMES, request.hyperparameters, basis.hyperparameters),
    ...changed(AUGMENTATION_NAMES, request.augmentation, basis.augmentation),
  ];
}

/** The preset's settings again; the network, the split and the engine stay. */
export function backToPreset({ request, basis }: TrainingDraft): TrainingDraft {
  const { preprocessing, augmentation, hyperparameters } = basis;
  return { basis, request: { ...request, preprocessing, augmentation, hyperparameters } };
}

const PREPROCESSING_NAMES = { size: 'input size', depth: 'depth', fit: 'fit' };
const HYPERPARAMETER_NAMES = {
  epochs: 'epochs',
  batchSize: 'batch size',
  learningRate: 'learning rate',
  schedule: 'schedule',
  classWeights: 'class weights',
  patience: 'patience',
  seed: 'seed',
};
/** Which changes are on: ['flip', 'rotation']. */
export function changeNames(augmentation: Augmentation): string[] {
  const keys = Object.keys(AUGMENTATION_NAMES) as (keyof Augmentation)[];
  return keys.filter((key) => augmentation[key]).map((key) => AUGMENTATION_NAMES[key]);
}

const AUGMENTATION_NAMES = {
  horizontalFlip: 'flip',
  rotation: 'rotation',
  zoom: 'zoom',
  shift: 'shift',
  brightness: 'brightness',
};

function changed<Settings extends object>(
  names: Readonly<Partial<Record<keyof Settings & string, string>>>,
  mine: Settings,
  preset: Settings,
): string[] {
  const keys = Object.keys(names) as (keyof Settings & string)[];
  return keys
    .filter((key) => mine[key] !== preset[key])
    .map((key) => `${names[key]} ${valueWords(mine[key])} instead of ${valueWords(preset[key])}`);
}

function valueWords(value: unknown): string {
  if (value === true) return 'on';
  if (value === false || value === null) return 'off';
  if (Number.isNaN(value)) return 'empty';
  return String(value).replaceAll('-', ' ');
}
