import { plainHead } from '../../../../dataset/import/labelTables/columnHeads.ts';
import { type Cells, joinTables } from '../../../../dataset/import/labelTables/joinTables.ts';
import { shareNamed } from '../../../../dataset/import/labelTables/namingColumns.ts';
import { subsetOfCell } from '../../../../dataset/import/names/folderNames.ts';

type NamedCells = Cells & { readonly name: string };

/**
 * Makes one table of the sheets of a spreadsheet: the one that names most files, with those of the same heads below it (a sheet for each part
 * of the set), and beside it what others say of the same keys. No rows where no sheet is a table.
 */
export function cellsOfSheets(sheets: readonly NamedCells[], names: ReadonlySet<string>): Cells {
  const tables = sheets.filter(({ head, rows }) => head.length > 1 && rows.length > 0);
  const [main] = tables.toSorted((a, b) => filesNamed(b, names) - filesNamed(a, names));
  if (!main) return { head: [], rows: [] };
  const alike = tables.filter((each) => headsOf(each) === headsOf(main));
  const others = tables.filter((each) => !alike.includes(each));
  const whole: Cells = alike.length > 1 ? belowEachOther(alike) : main;
  return others.reduce<Cells>((cells, other) => joinTables(cells, other) ?? cells, whole);
}

/** Of the column that names most. */
function filesNamed({ head, rows }: Cells, names: ReadonlySet<string>): number {
  return rows.length * Math.max(...head.map((_, column) => shareNamed(rows, column, names)));
}

function headsOf({ head }: Cells): string {
  return head.map(plainHead).join('\n');
}

/** With a column for the names of the sheets, which may be those of subsets. */
function belowEachOther(sheets: readonly NamedCells[]): Cells {
  const [first] = sheets;
  const head = first?.head ?? [];
  const areSubsets = sheets.every(({ name }) => subsetOfCell(name) !== null);
  return {
    head: [...head, areSubsets ? 'split' : 'sheet'],
    rows: sheets.flatMap(({ name, rows }) => rows.map((cells) => [...head.map((_, i) => cells[i] ?? ''), name])),
  };
}
