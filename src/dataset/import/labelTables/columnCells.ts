import { subsetOfCell } from '../names/folderNames.ts';

/** The cells of rows; some may be empty. */
export type Rows = readonly (readonly string[])[];

/** Rows that are looked at to know what columns hold. */
export const SAMPLE_ROWS = 2000;

/** Of a column, without the empty ones. */
export function cellsOf(rows: Rows, column: number): string[] {
  return rows.map((cells) => cells[column] ?? '').filter((cell) => cell !== '');
}

export const MANY_ALIKE = 4;

export function isConstant(rows: Rows, column: number): boolean {
  return rows.length >= MANY_ALIKE && new Set(cellsOf(rows, column)).size === 1;
}

/** Whether most cells differ: the number of a class may be the name of a file, too. */
export function isManifold(rows: Rows, column: number): boolean {
  const cells = cellsOf(rows, column);
  return new Set(cells).size * 4 >= cells.length;
}

const MOST_CLASSES_BY_HEAD = 100;

/** Whether a column holds few different words, each of them several times. */
export function holdsClasses(rows: Rows, column: number): boolean {
  const cells = cellsOf(rows, column);
  const words = new Set(cells).size;
  return words >= 2 && words <= MOST_CLASSES_BY_HEAD && 2 * words <= cells.length;
}

/** None is a number, with a comma or without. */
export function areWords(rows: Rows, column: number): boolean {
  return cellsOf(rows, column).every((cell) => Number.isNaN(Number(cell.replace(',', '.'))));
}

/** Of the cells of a split column, as a share: others may be left out of every subset. */
export const ENOUGH_SUBSETS = 0.6;

export function holdsSubsets(rows: Rows, column: number, enough: number): boolean {
  const cells = cellsOf(rows, column);
  const subsets = cells.map(subsetOfCell).filter((subset) => subset !== null);
  const isWhole = enough < 1 || new Set(cells).size <= 3;
  return isWhole && new Set(subsets).size >= 2 && subsets.length >= enough * cells.length;
}

/** Whether a column holds nothing but 0 and 1, True and False, yes and no, or crosses; -1 is 'not sure' in radiology. */
export function isBinary(rows: Rows, column: number): boolean {
  const cells = cellsOf(rows, column);
  return cells.length > 0 && cells.every((cell) => /^(-?[01](\.0*)?|true|false|yes|no|[x✓✔])$/i.test(cell));
}

export function isOne(cell = ''): boolean {
  return Number(cell) === 1 || /^(true|yes|[x✓✔])$/i.test(cell);
}

/** The columns of these in which a row has a 1. */
export function onesOf(cells: readonly string[], columns: readonly number[]): number[] {
  return columns.filter((column) => isOne(cells[column]));
}
