import { LISTED_METRICS, METRICS, type MetricKey } from '../../../../evaluation/metrics/metrics.ts';
import { binaryResults, multiClassResults } from '../../../../evaluation/metrics/testResults.ts';
import type { ModelCard } from '../../../../model/card/card.ts';
import type { Estimate } from '../../../../statistics/intervals/estimate.ts';
import { differenceOf } from '../../../../statistics/intervals/intervals.ts';
import type { ModelDetail } from '../../../../worker/jobs/models/modelProtocol.ts';

type ExternalTest = ModelDetail['externalTests'][number];

/** A figure on both sets, and how far it is lower on the other one. */
type ExternalRow = {
  readonly key: MetricKey;
  readonly internal: Estimate;
  readonly external: Estimate;
  /** External less internal. */
  readonly change: Estimate;
};

/**
 * The figures of the short list on an external set beside those of the card. The scans are others, so the two are independent: the interval
 * of the change is Newcombe's, from those of the two.
 */
export function externalRows(card: ModelCard, { predictions }: ExternalTest): ExternalRow[] {
  const { classes, threshold, figures } = card;
  const results =
    threshold === null ? multiClassResults(predictions, classes.length) : binaryResults(predictions, threshold);
  const metrics: { readonly [key in MetricKey]?: Estimate | null } = results.metrics;
  return LISTED_METRICS.flatMap((key): ExternalRow[] => {
    const [internal, external] = [figures.values[key], metrics[key]];
    return internal && external ? [{ key, internal, external, change: differenceOf(external, internal) }] : [];
  });
}

/** 'AUC is 0.12 lower (0.03 to 0.21)': what the conclusion begins with; null where no figure can be compared. */
export function dropSentence(rows: readonly ExternalRow[]): string | null {
  const first = rows[0];
  if (!first) return null;
  const { label, unit } = METRICS[first.key];
  const { value, low, high } = first.change;
  const points = (share: number) => (unit === 'percent' ? `${(100 * share).toFixed(1)} points` : share.toFixed(3));
  const interval = `95 % interval of the change ${signed(low, unit)} to ${signed(high, unit)}`;
  if (high < 0) return `${label} is ${points(-value)} lower on this set (${interval}).`;
  if (low > 0) return `${label} is ${points(value)} higher on this set (${interval}).`;
  return `${label} on this set is not clearly different (${interval}).`;
}

function signed(value: number, unit: 'percent' | 'fraction'): string {
  const digits = unit === 'percent' ? (100 * Math.abs(value)).toFixed(1) : Math.abs(value).toFixed(3);
  return `${value < 0 ? '−' : '+'}${digits}`;
}
