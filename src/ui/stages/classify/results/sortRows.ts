import type { ModelCard } from '../../../../model/card/card.ts';
import type { ClassifiedRow } from '../../../../worker/jobs/classify/classifyProtocol.ts';
import { byName } from '../../../drop/droppedFiles.ts';
import { forEachInTimeSlices, sortInTimeSlices } from '../../../workspace/timeSlices.ts';
import { verdictOf } from '../verdict/verdict.ts';

export type SortKey = 'file' | 'probability' | 'verdict';
export type Sorting = { readonly key: SortKey; readonly descending: boolean };

/**
 * Places in `rows`, in the order asked for; what is equal stays as it is in `places`. Rows without a probability stay at the
 * end either way. Goes through them in slices.
 *
 * @param places all of them, the nearer to that order the faster
 */
export async function sortRows(
  rows: readonly ClassifiedRow[],
  { key, descending }: Sorting,
  card: Pick<ModelCard, 'classes' | 'threshold' | 'undecided'>,
  places: readonly number[],
): Promise<number[]> {
  const sign = descending ? -1 : 1;
  if (key === 'file') {
    return sortInTimeSlices(places, (a, b) => sign * byName(rows[a]?.path ?? '', rows[b]?.path ?? ''));
  }
  const values: (number | null)[] = [];
  await forEachInTimeSlices(rows, (slice) => {
    for (const row of slice) values.push(shownValue(row, key, card));
  });
  return sortInTimeSlices(places, (a, b) => {
    const [first, second] = [values[a] ?? null, values[b] ?? null];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return sign * (first - second);
  });
}

function shownValue(row: ClassifiedRow, key: 'probability' | 'verdict', card: Parameters<typeof verdictOf>[1]) {
  if (row.status !== 'classified') return null;
  const { probability, classIndex, undecided } = verdictOf(row.probabilities, card);
  // Undecided ones stand between the classes.
  return key === 'verdict' ? (undecided ? 0.5 : classIndex) : probability;
}

/** The first click on a column sorts upwards, probabilities downwards; the second turns it round; the third undoes it. */
export function nextSorting(current: Sorting | null, key: SortKey): Sorting | null {
  const firstDescending = key === 'probability';
  if (current?.key !== key) return { key, descending: firstDescending };
  return current.descending === firstDescending ? { key, descending: !firstDescending } : null;
}
