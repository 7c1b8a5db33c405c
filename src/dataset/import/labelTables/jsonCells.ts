import type { Cells } from './joinTables.ts';

/** Of the cells of a column that are not empty: the others hold a word for what was skipped. */
const ENOUGH = 0.8;
/** More fields of one column are no labels. */
const MOST_FIELDS = 50;

type Fields = ReadonlyMap<string, string>;

/** Makes columns of a column that holds objects of JSON, as tools for labels write them: `{"finding":"effusion"}` is `effusion` below `finding`. */
export function withoutJsonCells(cells: Cells): Cells {
  const found = cells.head.map((_, column) => fieldsOf(cells, column));
  if (found.every((column) => column === null)) return cells;
  const columns = found.map((rows) => rows && [...new Set(rows.flatMap((fields) => [...fields.keys()]))]);
  return {
    ...cells,
    head: cells.head.flatMap((name, at) => columns[at] ?? [name]),
    rows: cells.rows.map((row, index) =>
      cells.head.flatMap((_, at) => columns[at]?.map((key) => found[at]?.[index]?.get(key) ?? '') ?? [row[at] ?? '']),
    ),
  };
}

/** What the cells of a column say, by row; null where it is a column like any other. */
function fieldsOf({ rows }: Cells, column: number): Fields[] | null {
  const first = rows.find((cells) => (cells[column] ?? '') !== '');
  if (!first?.[column]?.startsWith('{')) return null;
  const filled = rows.filter((cells) => (cells[column] ?? '') !== '');
  const fields = rows.map((cells) => fieldsOfCell(cells[column] ?? ''));
  const read = fields.filter((each) => each !== null).length;
  const names = new Set(fields.flatMap((each) => [...(each?.keys() ?? [])]));
  if (read < ENOUGH * filled.length || names.size > MOST_FIELDS) return null;
  return fields.map((each) => each ?? new Map());
}

/** Null of what is no object; of a list with one word the word; without fields that have parts of their own. */
function fieldsOfCell(cell: string): Fields | null {
  if (!cell.startsWith('{')) return null;
  try {
    const fields = Object.entries(JSON.parse(cell) as object).map(([key, value]) => {
      const [only, ...more] = Array.isArray(value) ? value : [value];
      return [
        key,
        more.length === 0 && ['string', 'number', 'boolean'].includes(typeof only) ? String(only).trim() : '',
      ] as const;
    });
    return new Map(fields);
  } catch {
    return null;
  }
}
