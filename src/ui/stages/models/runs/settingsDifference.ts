import type { Fields } from '../../../../dataset/settingFields.ts';
import { labelOfSwitch, settingValueWords } from '../../../../dataset/settingWords.ts';
import { shareFields, splitFields } from '../../../../dataset/split/splitSettings.ts';
import { testingWords } from '../../../../dataset/split/splitWords.ts';
import type { ModelCard } from '../../../../model/card/card.ts';
import { hyperparameterFields } from '../../../../model/hyperparameters.ts';
import { networkName } from '../../../../model/networkNames.ts';
import { augmentationFields, preprocessingFields } from '../../../../preprocessing/preprocessingSpec.ts';
import type { ModelSummary } from '../../../../worker/jobs/models/modelProtocol.ts';

/** A setting in which some models differ: its name, and what it is in each. */
type SettingDifference = { readonly name: string; readonly values: readonly string[] };

/** What differs between the settings of some models, in the order of the forms; nothing of what they share. */
export function settingsDifference(cards: readonly ModelCard[]): SettingDifference[] {
  const each = cards.map((card) => new Map(settingsOf(card)));
  const names = [...new Set(each.flatMap((settings) => [...settings.keys()]))];
  return names.flatMap((name) => {
    const values = each.map((settings) => settings.get(name) ?? '–');
    return new Set(values).size > 1 ? [{ name, values }] : [];
  });
}

type Setting = readonly [name: string, value: string];

function settingsOf(card: ModelCard): Setting[] {
  const { network, preprocessing, augmentation, hyperparameters, split, data, software } = card;
  const scans = data.scansPerClass.reduce((sum, count) => sum + count, 0);
  return [
    ['Data', `${data.name}, ${scans} scans${data.version === undefined ? '' : `, version ${data.version}`}`],
    ['Data fingerprint', data.fingerprint.slice(0, 12)],
    ['Classes', card.classes.join(', ')],
    ...splitOf(split),
    ['Initial weights', card.parent?.name ?? 'random'],
    ['Network', networkName(network.preset)],
    ['Layers', network.layers.map(layerWords).join(', ')],
    ...named(preprocessingFields, preprocessing),
    ...named(augmentationFields, augmentation),
    ...named(hyperparameterFields, hyperparameters),
    ['Backend', software.backend],
    ['Axial', software.axial],
  ];
}

/** Where its scans went; all that two runs of one training on several splits may differ in. */
function splitOf(split: ModelCard['split']): Setting[] {
  return [
    ...named(splitFields, split),
    ...named(shareFields, split.shares),
    ['Tested on', split.testing ? testingWords(split.testing) : 'one split'],
  ];
}

/** The newest cross-validation of the same training, its split aside; the model itself where it is one; null where there is none. */
export function crossValidated<Model extends Pick<ModelSummary, 'card' | 'createdAt'>>(
  model: Model,
  models: readonly Model[],
): Model | null {
  if (isCrossValidated(model)) return model;
  const aside = new Set([...splitOf(model.card.split).map(([name]) => name), 'Backend', 'Axial']);
  const isSame = ({ card }: Model) => settingsDifference([model.card, card]).every(({ name }) => aside.has(name));
  const found = models.filter((other) => isCrossValidated(other) && isSame(other));
  return found.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))[0] ?? null;
}

function isCrossValidated({ card }: Pick<ModelSummary, 'card'>): boolean {
  return card.folds !== undefined && card.split.testing?.by === 'folds';
}

function named<Of extends Fields>(fields: Of, values: { readonly [Key in keyof Of]?: unknown }): Setting[] {
  return Object.entries(fields).map(([key, field]) => [labelOfSwitch(field), settingValueWords(field, values[key])]);
}

/** 'conv 32 3 same relu' */
function layerWords(layer: ModelCard['network']['layers'][number]): string {
  return Object.values(layer).map(String).join(' ');
}
