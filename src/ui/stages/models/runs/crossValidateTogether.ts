import { testedBy, USUAL_FOLDS } from '../../../../dataset/split/splitSettings.ts';
import { UserError } from '../../../../dataset/userError.ts';
import { recipeOf } from '../../../../model/card/recipe.ts';
import type { ModelSummary } from '../../../../worker/jobs/models/modelProtocol.ts';
import { workspace } from '../../../workspace/workspace.ts';
import { requestOf } from '../../train/recipe/recipeStore.ts';
import { trainAside } from '../../train/run/trainingMachine.ts';
import { crossValidated } from './settingsDifference.ts';

/** The folds that all are to be tested on: of the first that was cross-validated already, else of the first. */
export function sharedFolds(models: readonly ModelSummary[], all: readonly ModelSummary[]) {
  const before = models.flatMap((model) => crossValidated(model, all) ?? [])[0];
  const split = before ?? models[0];
  return (
    split && testedBy(recipeOf(split.card).split, before?.card.split.testing ?? { by: 'folds', count: USUAL_FOLDS })
  );
}

/**
 * Cross-validates the settings of each model, where that was not done yet, all over the same folds (`sharedFolds`). One after another,
 * while the rest of the page stays as it is.
 *
 * @param onNext hears which one is trained now
 * @returns their cross-validations; null where one was stopped
 * @throws UserError where one could not be trained
 */
export async function crossValidateTogether(
  models: readonly ModelSummary[],
  onNext: (model: ModelSummary) => void,
): Promise<readonly ModelSummary[] | null> {
  const now = () => workspace.getState().models;
  const folds = sharedFolds(models, now());
  if (!folds) return [];
  const found: string[] = [];
  for (const model of models) {
    const done = crossValidated(model, now());
    if (done) {
      found.push(done.id);
      continue;
    }
    onNext(model);
    const request = { ...requestOf(recipeOf(model.card), now()), split: folds };
    const { modelId, ended, reason, notKept } = await trainAside(request);
    if (ended === 'stopped') return null;
    if (modelId === null) throw new UserError('run-not-kept', {}, notKept ?? reason);
    found.push(modelId);
  }
  return found.flatMap((id) => now().find((model) => model.id === id) ?? []);
}
