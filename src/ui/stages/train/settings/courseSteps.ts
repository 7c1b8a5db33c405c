import type { CourseStep } from '../../../../model/presets.ts';
import type { ModelSummary } from '../../../../worker/protocol.ts';
import { formatCounted, formatProbability } from '../../../components/text/format.ts';

/** The newest network of this step that was trained here on this version of the data set; null where there is none. */
export function trainedStep(
  { preset }: CourseStep,
  models: readonly ModelSummary[],
  version: string,
): ModelSummary | null {
  const made = models.filter(
    ({ card, imported }) => !imported && card.network.preset === preset.id && card.data.fingerprint === version,
  );
  return made.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))[0] ?? null;
}

/** 'AUC 0.925 (0.901 to 0.944) on 488 test scans' */
export function stepResult({ card }: ModelSummary): string {
  const { n, values, of = 'test' } = card.figures;
  const scans = formatCounted(n, `${of} scan`);
  const area = values.auc ?? values.macroAuc;
  if (!area) return `trained; no AUC on ${scans}`;
  const [value, low, high] = [area.value, area.low, area.high].map((each) => formatProbability(each, 3));
  return `AUC ${value} (${low} to ${high}) on ${scans}`;
}
