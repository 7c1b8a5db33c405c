import type { ClassifiedRow } from '../../worker/protocol.ts';

export type SortKey = 'file' | 'probability' | 'verdict';
export type Sorting = { readonly key: SortKey; readonly descending: boolean };

const byName = new Intl.Collator('en', { numeric: true }).compare;

/**
 * Places in `rows`, in the order asked for; null keeps the order in which the files came. Rows without a probability
 * stay at the end either way.
 *
 * @param classOf place of the verdict among the classes
 * @param probabilityOf what the column of probabilities shows
 */
export function sortRows(
  rows: readonly ClassifiedRow[],
  sorting: Sorting | null,
  classOf: (probabilities: readonly number[]) => number,
  probabilityOf: (probabilities: readonly number[]) => number,
): number[] {
  const order = rows.map((_, index) => index);
  if (!sorting) return order;
  const sign = sorting.descending ? -1 : 1;
  if (sorting.key === 'file') return order.sort((a, b) => sign * byName(rows[a]?.path ?? '', rows[b]?.path ?? ''));
  const toCompare = sorting.key === 'verdict' ? classOf : probabilityOf;
  const values = rows.map((row) => (row.status === 'classified' ? toCompare(row.probabilities) : null));
  return order.sort((a, b) => {
    const [first, second] = [values[a] ?? null, values[b] ?? null];
    if (first === null || second === null) return Number(first === null) - Number(second === null) || a - b;
    return sign * (first - second) || a - b;
  });
}

/** The first click on a column sorts upwards, probabilities downwards; the second turns it round; the third undoes it. */
export function nextSorting(current: Sorting | null, key: SortKey): Sorting | null {
  const firstDescending = key === 'probability';
  if (current?.key !== key) return { key, descending: firstDescending };
  return current.descending === firstDescending ? { key, descending: !firstDescending } : null;
}
