import { speaksOfMasks } from '../names/folderNames.ts';
import { cellsOf, type Rows, SAMPLE_ROWS } from './columnCells.ts';
import type { Cells, CellsReading } from './joinTables.ts';
import { bareName, LEAST_NAMED, NEARLY_ALL, shareNamed } from './namingColumns.ts';

/** More columns are measurements: to try all pairs would take long. */
const MOST_COLUMNS = 16;
const BETWEEN = ['_', '-', ' ', ''];

/**
 * Makes one column of names where a table has none, or several: of `9001, L` the name `9001_L`, a third column; of a row with an image of each eye
 * two rows. `names` of files that are here, see `namesIn`.
 */
export function withOneName(cells: Cells, names: ReadonlySet<string>): Cells {
  if (names.size === 0 || cells.rows.length < 2) return cells;
  const naming = namingColumns(cells, names);
  if (naming.length === 0) return readAs('joined-names', cells, withJoinedNames(cells, names));
  const sample = cells.rows.slice(0, SAMPLE_ROWS);
  const isOfFolders = (column: number) => cellsOf(sample, column).some((cell) => names.has(`${bareName(cell)}/`));
  const ofFiles = naming.filter((column) => !isOfFolders(column));
  return ofFiles.length > 1 ? readAs('several-images', cells, withRowForEach(cells, ofFiles)) : cells;
}

function readAs(reading: CellsReading, before: Cells, found: Cells | null): Cells {
  return found ? { ...found, readings: [...(before.readings ?? []), reading] } : before;
}

/** The columns of which each names other files that are here, each row another one. */
function namingColumns({ head, rows }: Cells, names: ReadonlySet<string>): number[] {
  const sample = rows.slice(0, SAMPLE_ROWS);
  const taken = new Set<string>();
  return head.flatMap((name, column) => {
    if (speaksOfMasks(name) || shareNamed(sample, column, names) < LEAST_NAMED) return [];
    const own = cellsOf(sample, column).map(bareName);
    const areApart = new Set(own).size >= NEARLY_ALL * sample.length && !own.some((each) => taken.has(each));
    for (const each of own) taken.add(each);
    return areApart ? [column] : [];
  });
}

/** With a column of names that two columns make together: `9001` and `L` are `9001_L`. Null where none do. */
function withJoinedNames({ head, rows }: Cells, names: ReadonlySet<string>): Cells | null {
  if (head.length > MOST_COLUMNS) return null;
  const sample = rows.slice(0, SAMPLE_ROWS);
  const columns = head.map((_, column) => column);
  const isNamed = (sign: string, a: number, b: number) => {
    if (sign === '' && areNumbers(sample, a) && areNumbers(sample, b)) return false; // 1 and 2 are not 12
    const joined = sample.map((cells) => joinedName(cells, sign, a, b));
    const here = joined.filter((name) => names.has(name.toLowerCase()));
    return new Set(here).size >= LEAST_NAMED * sample.length;
  };
  for (const sign of BETWEEN) {
    for (const a of columns) {
      const b = columns.find((each) => each !== a && isNamed(sign, a, each));
      if (b === undefined) continue;
      return {
        head: [...head, `${head[a]} ${head[b]}`],
        rows: rows.map((cells) => [...head.map((_, at) => cells[at] ?? ''), joinedName(cells, sign, a, b)]),
      };
    }
  }
  return null;
}

function areNumbers(rows: Rows, column: number): boolean {
  return cellsOf(rows, column).every((cell) => /^\d+$/.test(cell));
}

/** Empty where a cell is. */
function joinedName(cells: readonly string[], sign: string, a: number, b: number): string {
  return cells[a] && cells[b] ? `${cells[a]}${sign}${cells[b]}` : '';
}

/**
 * A row for each image that it names. Columns about one of them, by a word that the column of its names has, too (`OD_file` and `OD_dx`), become one
 * column each (`dx`), where the others have one likewise.
 */
function withRowForEach({ head, rows }: Cells, naming: readonly number[]): Cells {
  const words = head.map((name) => name.toLowerCase().split(/[^\p{L}\p{N}]+/u));
  const ofAll = (word: string) => naming.every((column) => words[column]?.includes(word));
  const own = naming.map((column) => (words[column] ?? []).filter((word) => word !== '' && !ofAll(word)));
  const restOf = (column: number, place: number) => (words[column] ?? []).filter((word) => !own[place]?.includes(word));
  const isAbout = (column: number, place: number) => own[place]?.some((word) => words[column]?.includes(word)) ?? false;
  const others = head.flatMap((_, column) => (naming.includes(column) ? [] : [column]));
  const counterpart = (rest: string, place: number) =>
    others.find((column) => isAbout(column, place) && restOf(column, place).join(' ') === rest);
  // For each name that such columns have in common the column of each image.
  const pairs = others.flatMap((column) => {
    const rest = isAbout(column, 0) ? restOf(column, 0).join(' ') : '';
    const columns = naming.flatMap((_, place) => counterpart(rest, place) ?? []);
    return rest !== '' && columns.length === naming.length ? [{ rest, columns }] : [];
  });
  const inPairs = new Set(pairs.flatMap(({ columns }) => columns));
  const single = others.filter((column) => !inPairs.has(column));
  return {
    head: ['image', ...pairs.map(({ rest }) => rest), ...single.map((column) => head[column] ?? '')],
    rows: rows.flatMap((cells) =>
      naming.map((column, place) => [
        cells[column] ?? '',
        ...pairs.map(({ columns }) => cells[columns[place] ?? -1] ?? ''),
        ...single.map((each) => cells[each] ?? ''),
      ]),
    ),
  };
}
