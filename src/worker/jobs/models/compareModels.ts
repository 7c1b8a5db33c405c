import { UserError } from '../../../dataset/userError.ts';
import { type ComparedRun, compareRuns } from '../../../evaluation/comparison/compareRuns.ts';
import { type RocPoint, rocOf } from '../../../evaluation/curves/roc.ts';
import { isSealed } from '../../../model/card/decisionRecord.ts';
import type { StoredModel } from '../../../storage/models/modelRecords.ts';
import { listModels } from '../../../storage/models/modelStore.ts';
import { splitMembership } from '../classify/splitMembership.ts';
import type { JobsContext } from '../context.ts';
import type { ModelComparison } from './modelProtocol.ts';
import { shownOf } from './models.ts';

const SEALED = 'The test set of one of the two is sealed. Open it in Evaluate to compare them on it.';

/** Reads the models without their weights, and tests each against the first. */
export async function compareModels(context: JobsContext, ids: readonly string[]): Promise<ModelComparison> {
  const { models } = await listModels(context.db);
  const chosen = ids.flatMap((id) => models.find((model) => model.id === id) ?? []);
  const runs: ComparedRun[] = [];
  for (const model of chosen) runs.push(await runOf(context, model));
  const [first, ...others] = runs;
  const sealed = new Set(runs.filter((_, place) => chosen[place] && isSealed(chosen[place].card)));
  return {
    models: chosen.map(({ id, history, ...model }) => ({ id, history, roc: curveOf(model) })),
    against: first
      ? others.map((other) =>
          sealed.has(first) || sealed.has(other) ? { refusal: SEALED } : comparedOrRefused(first, other),
        )
      : [],
  };
}

async function runOf(context: JobsContext, model: StoredModel): Promise<ComparedRun> {
  const { card, predictions } = model;
  const subsetOf = await splitMembership(context, model);
  const all = context.dataSet?.scans ?? [];
  const training = all.map(({ sha256 }) => sha256).filter((sha256) => subsetOf(sha256) === 'training');
  return {
    ...{ classes: card.classes, threshold: card.threshold, test: predictions && shownOf(card, predictions).test },
    // Of several networks each scan's prediction is of one that had not seen it.
    trainedOn: card.folds ? new Set<string>() : training.length > 0 ? new Set(training) : null,
  };
}

function curveOf({ card, predictions }: Pick<StoredModel, 'card' | 'predictions'>): RocPoint[] {
  if (!predictions || card.classes.length !== 2) return [];
  const { test } = shownOf(card, predictions);
  return test ? rocOf(test) : [];
}

function comparedOrRefused(first: ComparedRun, other: ComparedRun): ModelComparison['against'][number] {
  try {
    return compareRuns(first, other);
  } catch (refusal) {
    if (refusal instanceof UserError) return { refusal: refusal.message };
    throw refusal;
  }
}
