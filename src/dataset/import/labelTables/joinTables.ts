import { headPlace, plainHead } from './columnHeads.ts';

/**
 * How cells were read otherwise than they stand there: 'merged-cells': what is empty below another was filled in; 'joined-names': two columns make
 * the names of the files; 'several-images': each row was one of several images.
 */
export type CellsReading = 'merged-cells' | 'joined-names' | 'several-images';

/** Rows of cells under a head. */
export type Cells = {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly readings?: readonly CellsReading[];
};

/** Longer cells are no labels: a quote was not closed, or it is an image as base64. */
export const MOST_LETTERS = 1000;

/** The head of a table that says what the numbers of another one are. */
export const NUMBERS_NAMED: readonly string[] = ['id', 'class name'];

export function namesNumbers({ head }: Cells): boolean {
  return head.join() === NUMBERS_NAMED.join();
}

/** Of the different words of one column, as a share, those that are found in the other table. */
const ENOUGH = 0.8;
const SAMPLE_ROWS = 2000;

/**
 * Joins a table to another by a column that both have: `image, patient` and `patient, diagnosis`. The other table has one row for each of its
 * keys. Null where no column of the one holds the words of a column of the other.
 */
export function joinTables(main: Cells, other: Cells): (Cells & { readonly key: string }) | null {
  const found = commonKey(main, other);
  if (!found) return null;
  const { from, to, rowOf } = found;
  const keep = (cells: readonly string[] | undefined) => other.head.map((_, i) => cells?.[i] ?? '').toSpliced(to, 1);
  return {
    ...(main.readings && { readings: main.readings }),
    key: main.head[from] || other.head[to] || `column ${from + 1}`,
    head: [...main.head, ...other.head.toSpliced(to, 1)],
    rows: main.rows.map((cells) => [
      ...main.head.map((_, i) => cells[i] ?? ''),
      ...keep(rowOf.get((cells[from] ?? '').toLowerCase())),
    ]),
  };
}

/** Columns that are called alike first, then those that have most different words in common. */
function commonKey(main: Cells, other: Cells) {
  const sample = main.rows.slice(0, SAMPLE_ROWS);
  const wordsOf = main.head.map((_, column) => new Set(sample.map((cells) => (cells[column] ?? '').toLowerCase())));
  const pairs = other.head.flatMap((name, to) => {
    const rowOf = keysOf(other, to);
    if (!rowOf) return [];
    return main.head.flatMap((mine, from) => {
      const words = [...(wordsOf[from] ?? [])].filter((word) => word !== '');
      const shared = words.filter((word) => rowOf.has(word)).length;
      const isAlike = plain(mine) !== '' && plain(mine) === plain(name);
      const isNamed = namesNumbers(other) && headPlace('className', plainHead(mine)) !== null;
      // Numbers are alike in any two tables.
      const isTelling = isAlike || isNamed || words.some((word) => Number.isNaN(Number(word)));
      // A list that counts from 0 would fit nearly all numbers of a table that counts from 1.
      const enough = namesNumbers(other) ? words.length : ENOUGH * words.length;
      return shared > 1 && shared >= enough && isTelling ? [{ from, to, rowOf, shared, isAlike }] : [];
    });
  });
  return pairs.toSorted((a, b) => Number(b.isAlike) - Number(a.isAlike) || b.shared - a.shared)[0] ?? null;
}

/** The row of each word of a column; null where a word comes twice. */
function keysOf({ rows }: Cells, column: number): Map<string, readonly string[]> | null {
  const rowOf = new Map<string, readonly string[]>();
  for (const cells of rows) {
    const key = (cells[column] ?? '').toLowerCase();
    if (key === '') continue;
    if (rowOf.has(key)) return null;
    rowOf.set(key, cells);
  }
  return rowOf;
}

function plain(head: string): string {
  return head.toLowerCase().replace(/[^a-z0-9]/g, '');
}
