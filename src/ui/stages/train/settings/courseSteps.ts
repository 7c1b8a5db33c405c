import { testedBy } from '../../../../dataset/split/splitSettings.ts';
import { testingWords } from '../../../../dataset/split/splitWords.ts';
import type { CourseStep } from '../../../../model/presets.ts';
import type { ModelSummary } from '../../../../worker/jobs/models/modelProtocol.ts';
import { formatCounted, formatProbability } from '../../../components/text/format.ts';
import { choosePreset, type TrainingDraft } from './draft/trainingDraft.ts';

/** Steps are there to be compared: three networks each, which take three times as long. */
const FOLDS = 3;

/** A step's preset, tested by cross-validation unless another way is chosen already. */
export function chooseStep(draft: TrainingDraft, { preset }: CourseStep): TrainingDraft {
  const { request, basis } = choosePreset(draft, preset);
  const isChosen = request.split.testing !== undefined || request.split.kind === 'own';
  const split = isChosen ? request.split : testedBy(request.split, { by: 'folds', count: FOLDS });
  return { basis, request: { ...request, split } };
}

/**
 * The newest network of this step that was trained here on this version of the data set, of cross-validated ones where there are some; null
 * where there is none.
 */
export function trainedStep(
  { preset }: CourseStep,
  models: readonly ModelSummary[],
  version: string,
): ModelSummary | null {
  const made = models.filter(
    ({ card, imported }) => !imported && card.network.preset === preset.id && card.data.fingerprint === version,
  );
  const newest = made.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  return newest.find(({ card }) => card.folds) ?? newest[0] ?? null;
}

/** 'AUC 0.925 (0.901 to 0.944) on 3717 test scans of 3 folds' */
export function stepResult({ card }: ModelSummary): string {
  const { n, values, of = 'test' } = card.figures;
  const { testing } = card.split;
  const scans = `${formatCounted(n, `${of} scan`)}${testing ? ` of ${testingWords(testing)}` : ', one split'}`;
  const area = values.auc ?? values.macroAuc;
  if (!area) return `trained; no AUC on ${scans}`;
  const [value, low, high] = [area.value, area.low, area.high].map((each) => formatProbability(each, 3));
  return `AUC ${value} (${low} to ${high}) on ${scans}`;
}
