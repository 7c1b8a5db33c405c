import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { UserError } from '../../../../dataset/userError.ts';
import { parseRecipe, type Recipe } from '../../../../model/card/recipe.ts';
import type { ModelSummary } from '../../../../worker/jobs/models/modelProtocol.ts';
import type { TrainingRequest } from '../../../../worker/jobs/training/trainingProtocol.ts';
import { notify, notifyFailure, showStage, workspace } from '../../../workspace/workspace.ts';
import { editDraft } from '../settings/draft/draftStore.ts';

/** A recipe that is being repeated, for this visit. */
type Opened = { readonly recipe: Recipe /** ISO 8601, UTC. */; readonly at: string };
const store = createStore<{ readonly opened: Opened | null }>(() => ({ opened: null }));

const LARGEST_BYTES = 1_000_000;

export function useRecipe(): Opened | null {
  return useStore(store, ({ opened }) => opened);
}

export function closeRecipe(): void {
  store.setState({ opened: null });
}

/** Takes over the settings of a recipe. What is wrong with the file becomes a notice. */
export async function openRecipe(file: File): Promise<void> {
  try {
    if (file.size > LARGEST_BYTES)
      throw new UserError('recipe-too-large', {}, `${file.name} is larger than a recipe: choose another file.`);
    const recipe = parseRecipe(jsonOf(await file.text(), file.name));
    takeOver(recipe);
    const hasScans = workspace.getState().dataSet !== null;
    if (hasScans) showStage('train');
    else notify(`Read the recipe of ${recipe.name}. Now drop the folders of ${recipe.data.name}.`);
  } catch (failure) {
    notifyFailure(failure);
  }
}

/** Opens it as it would be read from a file. */
export function takeOver(recipe: Recipe): void {
  store.setState({ opened: { recipe, at: new Date().toISOString() } });
  editDraft((draft) => ({ ...draft, request: requestOf(recipe, workspace.getState().models) }));
}

function jsonOf(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UserError('recipe-no-json', {}, `${name} is not readable JSON: download the recipe again.`);
  }
}

/** What a recipe asks to train. A model that it began with is found by its fingerprint. */
export function requestOf(recipe: Recipe, models: readonly ModelSummary[]): TrainingRequest {
  const { network, preprocessing, augmentation, hyperparameters, split, parent } = recipe;
  const model = parent && models.find(({ fingerprint }) => fingerprint !== null && fingerprint === parent.fingerprint);
  return {
    ...{ network, preprocessing, augmentation, hyperparameters, split, backend: 'auto' },
    ...(model && { startFrom: { ...parent, name: model.name, modelId: model.id } }),
  };
}
