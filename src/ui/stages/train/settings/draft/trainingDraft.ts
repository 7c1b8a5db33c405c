import type { Fields, ValuesOf } from '../../../../../dataset/settingFields.ts';
import { settingName, settingValueWords } from '../../../../../dataset/settingWords.ts';
import { hyperparameterFields } from '../../../../../model/hyperparameters.ts';
import type { Preset } from '../../../../../model/presets.ts';
import { usuallyFrozen } from '../../../../../model/startFrom.ts';
import {
  type Augmentation,
  augmentationFields,
  type PreprocessingSpec,
  preprocessingFields,
} from '../../../../../preprocessing/preprocessingSpec.ts';
import type { ModelSummary } from '../../../../../worker/jobs/models/modelProtocol.ts';
import type { TrainingRequest } from '../../../../../worker/jobs/training/trainingProtocol.ts';

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
      split: { kind: 'grouped', seed: 1, strata: 'files', shares: DEFAULT_SHARES },
      backend: 'auto',
    },
  };
}

/** As it will be trained: scans of a harmonised data set go in harmonised, also where the form says otherwise. */
export function draftFor(draft: TrainingDraft, { harmonised }: { readonly harmonised: boolean }): TrainingDraft {
  const { preprocessing } = draft.request;
  if (!harmonised || preprocessing.fit === 'harmonise') return draft;
  return { ...draft, request: { ...draft.request, preprocessing: { ...preprocessing, fit: 'harmonise' } } };
}

/** Takes over a preset: its network, and its settings where the user had not changed the old preset's. */
export function choosePreset({ request, basis }: TrainingDraft, preset: Preset): TrainingDraft {
  const { startFrom: _, ...others } = request;
  return {
    basis: preset,
    request: {
      ...others,
      network: preset.network,
      preprocessing: versionOf(preset, takeOver(request.preprocessing, basis.preprocessing, preset.preprocessing)),
      augmentation: takeOver(request.augmentation, basis.augmentation, preset.augmentation),
      hyperparameters: takeOver(request.hyperparameters, basis.hyperparameters, preset.hyperparameters),
    },
  };
}

/** A tenth: what a model has learned is changed with care. */
const LOWER_RATE = 0.1;

/** Begins with a model: its network and input, a lower learning rate, and the layers that make feature maps frozen. Null: random weights. */
export function chooseStart({ basis, request }: TrainingDraft, model: StartModel | null): TrainingDraft {
  const { startFrom: before, ...rest } = request;
  if (!model) return { basis, request: before ? fromRandomWeights(rest, basis) : rest };
  const { network, preprocessing, hyperparameters } = model.card;
  const learningRate = Number((LOWER_RATE * hyperparameters.learningRate).toPrecision(6));
  return {
    basis,
    request: {
      ...{ ...rest, network, preprocessing },
      hyperparameters: { ...rest.hyperparameters, learningRate },
      startFrom: {
        modelId: model.id,
        name: model.name,
        fingerprint: model.fingerprint,
        frozen: usuallyFrozen(network),
      },
    },
  };
}

type StartModel = Pick<ModelSummary, 'id' | 'name' | 'fingerprint' | 'card'>;

function fromRandomWeights(request: TrainingRequest, basis: Preset): TrainingRequest {
  const { learningRate } = basis.hyperparameters;
  const preprocessing = versionOf(basis, request.preprocessing);
  return { ...request, preprocessing, hyperparameters: { ...request.hyperparameters, learningRate } };
}

/** What begins anew has the pixels of now: only a network that goes on from another one keeps that one's version. */
export function versionOf({ preprocessing: { version } }: Preset, preprocessing: PreprocessingSpec): PreprocessingSpec {
  return { ...preprocessing, version };
}

/** The stack stays as it is; from now on it is the user's own. */
export function chooseCustom(draft: TrainingDraft): TrainingDraft {
  const { request } = draft;
  return { ...draft, request: { ...request, network: { ...request.network, preset: 'custom' } } };
}

/** Fields of the new settings, but for those that differ from the old preset's: they are the user's. */
function takeOver<Settings extends object>(mine: Settings, old: Settings, fresh: Settings): Settings {
  const changed = Object.entries(mine).filter(([key, value]) => value !== old[key as keyof Settings]);
  return { ...fresh, ...Object.fromEntries(changed) };
}

/** Settings that are not the preset's, in words: 'epochs 5 instead of 30'. The network itself is not among them. */
export function changesFromPreset({ request, basis }: TrainingDraft): string[] {
  return [
    ...changed(preprocessingFields, request.preprocessing, basis.preprocessing),
    ...changed(hyperparameterFields, request.hyperparameters, basis.hyperparameters),
    ...changed(augmentationFields, request.augmentation, basis.augmentation),
  ];
}

/** The preset's settings again; the network, the split and the backend stay. */
export function backToPreset({ request, basis }: TrainingDraft): TrainingDraft {
  const { preprocessing, augmentation, hyperparameters } = basis;
  return { basis, request: { ...request, preprocessing, augmentation, hyperparameters } };
}

/** Which changes are on: ['flip', 'rotation']. */
export function changeNames(augmentation: Augmentation): string[] {
  return Object.entries(augmentationFields)
    .filter(([key]) => augmentation[key as keyof Augmentation])
    .map(([key, field]) => settingName(key, field));
}

function changed<Of extends Fields>(fields: Of, mine: ValuesOf<Of>, preset: ValuesOf<Of>): string[] {
  return Object.entries(fields)
    .filter(([key]) => mine[key] !== preset[key])
    .map(
      ([key, field]) =>
        `${settingName(key, field)} ${settingValueWords(field, mine[key])} instead of ${settingValueWords(field, preset[key])}`,
    );
}
