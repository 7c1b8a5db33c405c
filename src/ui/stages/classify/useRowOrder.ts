import { useEffect, useMemo, useRef, useState } from 'react';
import type { ModelCard } from '../../../model/card.ts';
import type { ClassifiedRow } from '../../../worker/protocol.ts';
import { type Sorting, sortRows } from './sortRows.ts';

type Question = { readonly rows: readonly ClassifiedRow[]; readonly sorting: Sorting; readonly card: ModelCard };
type Sorted = Question & { readonly order: readonly number[] };

/**
 * Places in `rows` in the order asked for; null keeps the order in which they came. Tens of thousands take a moment to sort:
 * until then the order before stays, and rows that came since are not in it yet.
 */
export function useRowOrder(
  rows: readonly ClassifiedRow[],
  sorting: Sorting | null,
  card: ModelCard,
): readonly number[] {
  const [sorted, setSorted] = useState<Sorted | null>(null);
  const asked = useRef<{ next: Question | null; last: Sorted | null; busy: boolean }>({
    ...{ next: null, last: null, busy: false },
  });
  useEffect(() => {
    const { current } = asked;
    current.next = sorting && { rows, sorting, card };
    if (current.busy) return;
    const sortUntilQuiet = async () => {
      current.busy = true;
      for (let next = current.next; next; next = current.next) {
        current.next = null;
        current.last = { ...next, order: await sortAgain(next, current.last) };
        setSorted(current.last);
      }
      current.busy = false;
    };
    void sortUntilQuiet();
  }, [rows, sorting, card]);
  const asTheyCame = useMemo(() => placesFrom(0, rows.length), [rows]);
  return sorting && sorted && isBegunBy(rows, sorted.rows) ? sorted.order : asTheyCame;
}

/** What was sorted so already is nearly in order, with the rows that came since at its end. */
function sortAgain({ rows, sorting, card }: Question, last: Sorted | null): Promise<number[]> {
  const known = last?.sorting === sorting && isBegunBy(rows, last.rows) ? last.order : [];
  return sortRows(rows, sorting, card, known.concat(placesFrom(known.length, rows.length)));
}

/** Rows of one classification only ever join at the end. */
function isBegunBy(rows: readonly ClassifiedRow[], earlier: readonly ClassifiedRow[]): boolean {
  return rows.length >= earlier.length && rows[0] === earlier[0];
}

function placesFrom(first: number, end: number): readonly number[] {
  return Array.from({ length: end - first }, (_, index) => first + index);
}
