import * as v from 'valibot';
import { count, describeIssue, list, name, type RecordOf, sha256, text, whole } from '../../dataset/recordSchemas.ts';
import { MOST_CLASSES } from '../../dataset/scan.ts';
import { splitSchema } from '../../dataset/split/splitSettings.ts';
import { augmentationSchema, preprocessingSchema } from '../../preprocessing/preprocessingSpec.ts';
import { hyperparametersSchema } from '../hyperparameters.ts';
import { networkSchema } from '../networkSpec.ts';
import { isSameData } from './canonicalJson.ts';
import { figuresSchema, type ModelCard } from './card.ts';
import { parentSchema } from './parentRecord.ts';

const recipeSchema = v.strictObject({
  format: v.literal('axial-recipe'),
  formatVersion: v.literal(1),
  /** Of the model that it made. */
  name: name(1000),
  /** ISO 8601, UTC. */
  createdAt: text(40),
  data: v.strictObject({
    name: text(1000),
    fingerprint: sha256,
    version: v.exactOptional(count),
    /** `sha256`: `classHash`; left out of models made before there were recipes. */
    classes: list(v.strictObject({ name: name(500), scans: count, sha256: v.exactOptional(sha256) }), 2, MOST_CLASSES),
  }),
  preprocessing: preprocessingSchema,
  augmentation: augmentationSchema,
  hyperparameters: hyperparametersSchema,
  split: splitSchema,
  network: networkSchema,
  parent: v.exactOptional(parentSchema),
  /** What the training led to. */
  figures: figuresSchema,
  epochsTrained: whole(0, 1e6),
  bestEpoch: whole(0, 1e6),
  software: v.strictObject({ axial: text(100), backend: text(100), device: text(500) }),
});

/** How a model was trained, on what, and what came of it: all that it takes to repeat it. */
export type Recipe = RecordOf<typeof recipeSchema>;

/** The parts that decide what is trained. */
const SETTINGS = {
  network: 'network',
  preprocessing: 'preprocessing',
  augmentation: 'augmentation',
  hyperparameters: 'hyperparameters',
  split: 'split',
  parent: 'initial weights',
} as const;
type Settings = Pick<Recipe, keyof typeof SETTINGS>;

export function recipeOf(card: ModelCard): Recipe {
  const { data, split, software } = card;
  const { scans: _, testScansWithTwin: __, testGroups: ___, ...splitSettings } = split;
  return {
    ...{ format: 'axial-recipe', formatVersion: 1, name: card.name, createdAt: card.createdAt },
    data: {
      ...{ name: data.name, fingerprint: data.fingerprint },
      ...(data.version !== undefined && { version: data.version }),
      classes: card.classes.map((name, index) => {
        const hash = data.classHashes?.[index];
        return { name, scans: data.scansPerClass[index] ?? 0, ...(hash !== undefined && { sha256: hash }) };
      }),
    },
    ...{ preprocessing: card.preprocessing, augmentation: card.augmentation, hyperparameters: card.hyperparameters },
    ...{ split: splitSettings, network: card.network },
    ...(card.parent && { parent: card.parent }),
    ...{ figures: card.figures, epochsTrained: card.epochsTrained, bestEpoch: card.bestEpoch },
    software: { axial: software.axial, backend: software.backend, device: software.device },
  };
}

/** @throws Error of one sentence that names the first field that is wrong */
export function parseRecipe(raw: unknown): Recipe {
  const result = v.safeParse(recipeSchema, raw);
  if (result.success) return result.output;
  throw new Error(`The recipe is not valid: ${describeIssue(result.issues[0])}.`);
}

/** Which parts of the settings differ, by their names: ['hyperparameters', 'split']. */
export function settingsThatDiffer(one: Settings, other: Settings): string[] {
  const parts = Object.keys(SETTINGS) as (keyof Settings)[];
  return parts.filter((part) => !isSameData(one[part], other[part])).map((part) => SETTINGS[part]);
}

/** A class of the recipe, of the data set that is here, or of both. `same`: null where the recipe has no hash of it. */
export type ClassComparison = {
  readonly name: string;
  readonly wanted: number | null;
  readonly here: number | null;
  readonly same: boolean | null;
};

/** @param here the classes of the data set, with their hashes */
export function compareClasses(recipe: Recipe, here: Recipe['data']['classes']): ClassComparison[] {
  const names = [...new Set([...recipe.data.classes, ...here].map((each) => each.name))];
  return names.map((name) => {
    const wanted = recipe.data.classes.find((each) => each.name === name);
    const found = here.find((each) => each.name === name);
    const same = wanted && found && (wanted.sha256 === undefined ? null : wanted.sha256 === found.sha256);
    return { name, wanted: wanted?.scans ?? null, here: found?.scans ?? null, same: same === undefined ? false : same };
  });
}

/** What a figure was and what it is now. */
export type FigureComparison = { readonly key: string; readonly was: number; readonly is: number };

/** Sums in another order are off by less. */
const ROUNDING = 1e-9;

/**
 * The figures that differ, none where all are the same; null where they are not of the same subset of scans, which a sealed test set
 * makes so.
 */
export function figuresThatDiffer(was: Recipe['figures'], is: Recipe['figures']): FigureComparison[] | null {
  if (was.of !== is.of || was.n === 0) return null;
  return Object.entries(was.values)
    .map(([key, { value }]) => ({ key, was: value, is: is.values[key]?.value ?? Number.NaN }))
    .filter((each) => !(Math.abs(each.is - each.was) <= ROUNDING));
}
