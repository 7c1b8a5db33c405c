import type { ImportPlan } from '../../../../../dataset/import/importPlan.ts';
import { SUBSETS, type Subset } from '../../../../../dataset/split/splitSettings.ts';
import type { ReviewedTable } from '../labels/labelSources.ts';
import type { ImportReview } from './importReview.ts';

type SubsetSource = Pick<ImportReview, 'plan' | 'tables' | 'labelsFrom' | 'classes'>;

/**
 * The subset of each file that is imported, by its index, where the set comes split: by the table that names the classes, else by the
 * folders, else by any table. Null where nothing says it, or all are of one.
 */
export function subsetSource({ plan, tables, labelsFrom, classes }: SubsetSource): ReadonlyMap<number, Subset> | null {
  const chosen = tables.find(({ path }) => path === labelsFrom)?.subsets;
  const source = chosen ?? plan.subsets ?? tables.find(({ subsets }) => subsets !== null)?.subsets ?? null;
  if (source === null) return null;
  const all = isByFile(source) ? subsetsByTable(source) : subsetsByFolder(source);
  const found = new Map<number, Subset>();
  for (const { included, fileIndices } of classes) {
    if (!included) continue;
    for (const index of fileIndices) {
      const subset = all.get(index);
      if (subset) found.set(index, subset);
    }
  }
  return new Set(found.values()).size > 1 ? found : null;
}

/** How many files of each subset there are; null where the set does not come split. */
export function subsetCounts(source: ReturnType<typeof subsetSource>): Readonly<Record<Subset, number>> | null {
  if (source === null) return null;
  const counts = { training: 0, validation: 0, test: 0 };
  for (const subset of source.values()) counts[subset] += 1;
  return counts;
}

/** How many files a table and the folders put into different subsets. */
export function subsetContradictions({ plan, tables }: Pick<ImportReview, 'plan' | 'tables'>): number {
  const table = tables.find(({ subsets }) => subsets !== null)?.subsets;
  if (!table || !plan.subsets) return 0;
  let differing = 0;
  for (const [index, subset] of subsetsByFolder(plan.subsets)) {
    if (table[index] && table[index] !== subset) differing += 1;
  }
  return differing;
}

function isByFile(
  source: NonNullable<ReviewedTable['subsets'] | ImportPlan['subsets']>,
): source is readonly (Subset | null)[] {
  return Array.isArray(source);
}

function subsetsByTable(subsets: readonly (Subset | null)[]): Map<number, Subset> {
  const found = new Map<number, Subset>();
  for (const [index, subset] of subsets.entries()) if (subset) found.set(index, subset);
  return found;
}

function subsetsByFolder(subsets: NonNullable<ImportPlan['subsets']>): Map<number, Subset> {
  const found = new Map<number, Subset>();
  for (const subset of SUBSETS) for (const index of subsets[subset]) found.set(index, subset);
  return found;
}
