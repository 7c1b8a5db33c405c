import { cellsOf, isManifold, type Rows, SAMPLE_ROWS } from './columnCells.ts';
import { headPlace, plainHead } from './columnHeads.ts';
import { bare } from './labelTable.ts';

/**
 * What a cell may be called by that names a file: its name without extension, and the folders that it is in, these with a slash behind them, too.
 * All in lower case.
 */
export function namesIn(paths: Iterable<string>, names = new Set<string>()): Set<string> {
  for (const path of paths) {
    const segments = path.toLowerCase().split('/');
    const last = segments.length - 1;
    for (const [index, segment] of segments.entries()) {
      names.add(index === last ? bare(segment) : segment);
      if (index < last) names.add(`${segment}/`);
    }
  }
  return names;
}

/** The same without the folders: a list that names those, of persons say, is none of images. */
export function fileNamesIn(paths: Iterable<string>, names = new Set<string>()): Set<string> {
  for (const path of paths) names.add(bare(path.slice(path.lastIndexOf('/') + 1).toLowerCase()));
  return names;
}

/** Of the rows: others name files that did not come. */
export const LEAST_NAMED = 0.5;
/** A head that says so is believed before one of a few more hits. */
export const CLEARLY_MORE = 1.2;

/** How many of the cells of a column, as a share, name files or folders that are here. */
export function shareNamed(rows: Rows, column: number, names: ReadonlySet<string>): number {
  const cells = cellsOf(rows.slice(0, SAMPLE_ROWS), column);
  const named = (among: readonly string[]) => among.filter((cell) => isNamed(cell, names)).length;
  const count = named(cells) || named(withoutSharedEnd(cells) ?? []);
  return cells.length === 0 ? 0 : count / cells.length;
}

/** Names without the word that all of them end with: `0086af_study` is `0086af`. Null where there is none. */
export function withoutSharedEnd(names: readonly string[]): readonly string[] | null {
  const end = /_[a-z]+$/i.exec(names[0] ?? '')?.[0];
  return end && names.every((name) => name.endsWith(end)) ? names.map((name) => name.slice(0, -end.length)) : null;
}

/** Whether a cell names a file that is here, with its folders and its ending or without. */
export function isNamed(cell: string, names: ReadonlySet<string>): boolean {
  return names.has(bareName(cell));
}

/** The last name of a path in small letters, without ending. */
export function bareName(path: string): string {
  return bare(path.toLowerCase().split(/[/\\]/).at(-1) ?? '');
}

/** The column whose cells name files; null where none does clearly better than what the heads say. */
export function namingColumn(
  head: readonly string[],
  rows: Rows,
  names: ReadonlySet<string>,
  byHead: number | null,
): number | null {
  if (names.size === 0) return null;
  // A class may be the name of a folder, too.
  const mayName = head.map((name, column) => column === byHead || headPlace('className', plainHead(name)) === null);
  const shares = head.map((_, column) =>
    mayName[column] && isManifold(rows, column) ? shareNamed(rows, column, names) : 0,
  );
  const best = shares.indexOf(Math.max(...shares));
  const share = shares[best] ?? 0;
  if (share < LEAST_NAMED) {
    // Where each row is of another class, and its folder is here: `0, Speed limit 5`.
    const key = head.findIndex((_, column) => !mayName[column] && namesAll(cellsOf(rows, column), names));
    if (key >= 0) return key;
  }
  const isBetter = byHead === null || share > CLEARLY_MORE * (shares[byHead] ?? 0);
  return share >= LEAST_NAMED && isBetter ? best : null;
}

/** Of a name these places are looked at, where it may end for a cell. */
const MOST_BEGINNINGS = 4;

/**
 * The column whose cells are the beginnings of names of files: `bella` of `bella_left_1.jpg`. The one that the heads say, where it does hardly
 * worse; null where none does, or a column has paths, or names files or folders as they are.
 */
export function columnOfBeginnings(
  head: readonly string[],
  rows: Rows,
  names: ReadonlySet<string>,
  byHead: number | null,
): number | null {
  if (head.some((_, column) => shareNamed(rows, column, names) > 0)) return null;
  if (byHead !== null && cellsOf(rows, byHead).some((cell) => /[/\\]/.test(cell))) return null;
  const beginnings = new Set<string>();
  for (const name of names) {
    if (name.endsWith('/') || names.has(`${name}/`)) continue; // a folder's
    const ends = Array.from(name.matchAll(/[_\- .]/g), ({ index }) => index).slice(0, MOST_BEGINNINGS);
    for (const end of ends) beginnings.add(name.slice(0, end));
  }
  const shares = head.map((name, column) => {
    const cells = cellsOf(rows, column);
    // A single digit begins any name; what says a class, too: `glioma_1.png`.
    const isClass = column !== byHead && headPlace('className', plainHead(name)) !== null;
    if (isClass || new Set(cells).size * 4 < cells.length) return 0;
    return cells.filter((cell) => cell.length > 1 && beginnings.has(bareName(cell))).length / cells.length;
  });
  const best = shares.indexOf(Math.max(...shares));
  const share = shares[best] ?? 0;
  if (share < LEAST_NAMED) return null;
  return byHead !== null && CLEARLY_MORE * (shares[byHead] ?? 0) >= share ? byHead : best;
}

function namesAll(cells: readonly string[], names: ReadonlySet<string>): boolean {
  return cells.length > 1 && new Set(cells).size === cells.length && cells.every((cell) => isNamed(cell, names));
}

/** Of the rows: so many must be told apart. */
export const NEARLY_ALL = 0.9;

/**
 * Two columns that name a file together, a folder's and a file's, where no column alone tells the rows apart: `49, 1` of `049/brain/1.jpg`. Leading
 * zeros do not matter. Null where there are none.
 *
 * @param plain heads, see `plainHead`
 * @param alone the column that would name the files by itself
 */
export function folderAndFile(
  plain: readonly string[],
  rows: Rows,
  names: ReadonlySet<string>,
  alone: number | null,
): { readonly folder: number; readonly file: number } | null {
  const areApart = (count: number) => count >= NEARLY_ALL * rows.length;
  const apart = plain.map((_, column) => areApart(new Set(cellsOf(rows, column)).size));
  if (names.size === 0 || rows.length === 0 || (alone !== null && apart[alone])) return null;
  const here = new Set(Array.from(names, withoutZerosWithin));
  const naming = (end: string) =>
    plain.flatMap((_, column) => {
      const cells = cellsOf(rows, column);
      const named = cells.filter((cell) => here.has(plainName(cell) + end));
      return !apart[column] && named.length >= LEAST_NAMED * rows.length ? [column] : [];
    });
  const files = naming('');
  // A number of a person is a folder's rather than a slice's.
  const isOfGroup = (column: number) => headPlace('patient', plain[column] ?? '') !== null;
  const folders = naming('/').toSorted((a, b) => Number(isOfGroup(b)) - Number(isOfGroup(a)));
  const pairs = folders.flatMap((folder) => files.map((file) => ({ folder, file })));
  const keys = ({ folder, file }: (typeof pairs)[number]) =>
    new Set(rows.map((cells) => `${cells[folder]}/${cells[file]}`)).size;
  return pairs.find((pair) => pair.folder !== pair.file && areApart(keys(pair))) ?? null;
}

/** The same without leading zeros: `IMG_007.png` is `img_7`, `7.0` is 7. */
export function plainName(path: string): string {
  return withoutZerosWithin(bareName(path).replace(/^(\d+)\.0+$/, '$1'));
}

/** `UCSF-PDGM-0004` is `UCSF-PDGM-4`. */
export function withoutZerosWithin(name: string): string {
  return name.replace(/(?<!\d)0+(?=\d)/g, '');
}
