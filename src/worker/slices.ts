/** A list that is taken from another thread piece by piece; the list itself stays where it is. */
export type ListTicket = { readonly id: number; readonly length: number };

/** Rows of a few short texts and numbers: some milliseconds to clone. */
const ROWS_PER_MESSAGE = 2000;

/** Lists that wait to be taken. */
export class ListDesk {
  private readonly lists = new Map<number, readonly unknown[]>();
  private lastId = 0;

  leave(list: readonly unknown[]): ListTicket {
    this.lastId += 1;
    if (list.length > 0) this.lists.set(this.lastId, list);
    return { id: this.lastId, length: list.length };
  }

  /** The rows from `at` on, a message's worth. With the last of them the list is forgotten. */
  take(id: number, at: number): readonly unknown[] {
    const list = this.lists.get(id) ?? [];
    const end = at + ROWS_PER_MESSAGE;
    if (end >= list.length) this.lists.delete(id);
    return list.slice(at, end);
  }
}

/**
 * Fetches a whole list, each message in a task of its own: tens of thousands of rows in one would hold the page up.
 *
 * @throws when the other side does not have the list any more
 */
export async function takeList<Row>(
  { id, length }: ListTicket,
  take: (id: number, at: number) => Promise<readonly unknown[]>,
): Promise<readonly Row[]> {
  const rows: unknown[] = [];
  while (rows.length < length) {
    const some = await take(id, rows.length);
    if (some.length === 0) throw new Error('The list of scans was interrupted. Reload the page.');
    for (const row of some) rows.push(row);
  }
  return rows as Row[];
}
