import { networkName } from '../../../../model/networkNames.ts';
import type { ModelSummary } from '../../../../worker/jobs/models/modelProtocol.ts';
import type { TrainingRequest } from '../../../../worker/jobs/training/trainingProtocol.ts';

export type SplitKind = Exclude<TrainingRequest['split']['kind'], 'own'>;

/** In the order in which they are trained. */
export const SPLIT_KINDS: readonly SplitKind[] = ['random', 'grouped'];

/** The same network, settings, seed and data on both splits. */
export type LeakagePair = Readonly<Record<SplitKind, ModelSummary>>;

/** What is asked of each of the two trainings; the kind of its split is not part of it. */
type LeakageRequest = Omit<TrainingRequest, 'backend'>;

/** The saved models of a pair for this request on this version of the data set; null where it has yet to be trained. */
export function savedRuns(
  models: readonly ModelSummary[],
  request: LeakageRequest,
  version: string,
): Readonly<Record<SplitKind, ModelSummary | null>> {
  const key = keyOf(request);
  const half = (kind: SplitKind) =>
    models.find((model) => isHalf(model, version) && model.card.split.kind === kind && keyOf(model.card) === key) ??
    null;
  return { random: half('random'), grouped: half('grouped') };
}

/** The pair whose later half is the newest, of those that were trained on this version of the data set. */
export function newestPair(models: readonly ModelSummary[], version: string): LeakagePair | null {
  for (const { card } of models.filter((model) => isHalf(model, version))) {
    const pair = wholePair(savedRuns(models, card, version));
    if (pair) return pair;
  }
  return null;
}

function wholePair({ random, grouped }: ReturnType<typeof savedRuns>): LeakagePair | null {
  return random && grouped ? { random, grouped } : null;
}

/** 'Leak, random split: Course CNN 64 px' */
export function runName(kind: SplitKind, { network, preprocessing }: LeakageRequest): string {
  return `Leak, ${kind} split: ${networkName(network.preset)} ${preprocessing.size} px`;
}

/** Trained here on this version, and not stopped before its time: only then do two runs differ in nothing but the split. */
function isHalf({ card, imported }: ModelSummary, version: string): boolean {
  const { epochs, patience } = card.hyperparameters;
  const ranOut = patience !== null && card.epochsTrained - card.bestEpoch >= patience;
  return !imported && card.data.fingerprint === version && (card.epochsTrained === epochs || ranOut);
}

function keyOf({ network, preprocessing, augmentation, hyperparameters, split }: LeakageRequest): string {
  const { seed, shares, strata, testing } = split;
  return canonical({ network, preprocessing, augmentation, hyperparameters, seed, shares, strata, testing });
}

/** JSON whose text does not depend on the order of fields. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, field: unknown) =>
    typeof field === 'object' && field !== null && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  );
}
