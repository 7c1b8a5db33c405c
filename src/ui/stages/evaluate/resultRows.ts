import { METRICS, type Metric, type MetricKey, metricsOf, type Report } from '../../../evaluation/metrics/metrics.ts';
import type { BinaryResults, MultiClassResults } from '../../../evaluation/metrics/testResults.ts';
import { groupsOf, type Predictions } from '../../../evaluation/predictions.ts';
import { LEAST_GROUPS, sampleSizeFor, TOO_FEW_GROUPS, WANTED_HALF_WIDTH } from '../../../evaluation/sampleSize.ts';
import type { ModelCard } from '../../../model/card/card.ts';
import type { Estimate } from '../../../statistics/intervals/estimate.ts';
import { formatCount, formatCounted } from '../../components/text/format.ts';
import type { Evaluated } from './evaluated.ts';

/** One line of the table of results. */
export type ResultRow = {
  readonly name: string;
  readonly help: string;
  readonly unit: 'percent' | 'fraction';
  readonly figure: Estimate | null;
  /** Scans that it is a share of; null where that is not known. */
  readonly n: number | null;
  /** What it is a share of, in words. */
  readonly of: string;
};

type Results = {
  readonly metrics: { readonly [key in MetricKey]?: Estimate | null };
  readonly denominators: { readonly [key in MetricKey]?: number };
};

/** @param classes [negative, positive] */
export function binaryRows(results: BinaryResults, [negative = '', positive = '']: readonly string[]): ResultRow[] {
  return rowsOf('binary', results, positive, negative);
}

/** The overall metrics, then those of each class. */
export function multiClassRows(results: MultiClassResults, classes: readonly string[]): ResultRow[] {
  const each = results.perClass.flatMap((ofClass, index) => {
    const name = classes[index] ?? '';
    return rowsOf('class', ofClass, name, '').map((row) => ({ ...row, name: `${name}: ${row.name}` }));
  });
  return [...rowsOf('overall', results, '', ''), ...each];
}

/** The card keeps the size of the test set, but not how many of its scans each metric is a share of. */
export function cardRows({ n, values, of: validation }: ModelCard['figures']): ResultRow[] {
  const subset = validation ?? 'test';
  return (Object.keys(METRICS) as MetricKey[]).flatMap((key): ResultRow[] => {
    const { label: name, help, unit, shareOf } = METRICS[key];
    const figure = values[key];
    if (!figure) return [];
    const of = shareOf ? `within ${formatCounted(n, `${subset} scan`)}` : `${subset} scans`;
    return [{ name, help, unit, figure, n: shareOf ? null : n, of }];
  });
}

function rowsOf(report: Report, { metrics, denominators }: Results, className: string, other: string): ResultRow[] {
  return metricsOf(report).map((key): ResultRow => {
    const { label, help, unit, shareOf, reports }: Metric = METRICS[key];
    const own = reports[report];
    const name = typeof own === 'string' ? own : label;
    const of = shareOf?.words(className, other) ?? 'scans';
    return { name, help, unit, figure: metrics[key] ?? null, n: denominators[key] ?? null, of };
  });
}

/** What is said below the intervals where they know of it. */
export const GROUPS_COUNT_ONCE = 'Duplicates and scans of one patient or volume count once.';

/** How exactly the test set tells the accuracy, and how many distinct images would tell it to five points. Null where it is undefined. */
export function sampleSizeSentence(
  accuracy: Estimate | null,
  predictions: Predictions,
  subset: Evaluated['subset'],
): string | null {
  if (!accuracy) return null;
  const { length } = predictions.labels;
  const groups = new Set(groupsOf(predictions)).size;
  if (groups < LEAST_GROUPS) return TOO_FEW_GROUPS;
  const { halfWidth, groupsNeeded } = sampleSizeFor(accuracy, groups);
  const points = (100 * halfWidth).toFixed(0);
  const of = groups < length ? ` of ${formatCount(groups)} distinct images` : '';
  const known = `With ${formatCounted(length, `${subset} scan`)}${of} the accuracy is known to about ±${points} points`;
  return groupsNeeded === null
    ? `${known}.`
    : `${known}; ±${100 * WANTED_HALF_WIDTH} takes about ${formatCount(groupsNeeded)} distinct images.`;
}
