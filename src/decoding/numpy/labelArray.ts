import { MOST_CLASSES } from '../../dataset/scan.ts';
import { decodingError } from '../messages.ts';
import { numbersOf, textsOf } from './npyCells.ts';
import { product, type StoredArray } from './storedArray.ts';

/** The class of each image: its place in `names`. */
export type ClassNames = { readonly names: readonly string[]; readonly of: readonly number[] };

/** Whether an array has one label, or one column for each class, for each image. */
export function mayBeLabels({ shape }: StoredArray): boolean {
  return shape.length === 1 || (shape.length === 2 && (shape[1] ?? 0) <= MOST_CLASSES);
}

/** Reads labels: whole numbers, texts, or rows with a 1 in the column of their class. Rejects with UserError where they are no classes. */
export async function classNamesOf(array: StoredArray): Promise<ClassNames> {
  const { shape, type } = array;
  const cells = await array.read(0, product(shape) * type.bytes);
  const isText = type.kind === 'U' || type.kind === 'S';
  const [rows = 0, columns = 1] = shape;
  const read = isText ? textsOf(cells, type, rows * columns) : numbersOf(cells, type, rows * columns);
  const cellAt = (row: number, column: number) =>
    read[array.fortranOrder ? row + column * rows : row * columns + column] ?? 0;
  if (columns > 1) return fromColumns(rows, columns, cellAt);
  return fromCells(Array.from({ length: rows }, (_, row) => cellAt(row, 0)));
}

function fromCells(cells: readonly (string | number)[]): ClassNames {
  if (cells.some((cell) => typeof cell === 'number' && !Number.isInteger(cell))) throw decodingError('npz-fractions');
  const found = [...new Set(cells)].sort((a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : 0));
  if (found.length > MOST_CLASSES) throw decodingError('npz-many-classes', { classes: found.length });
  const places = new Map(found.map((cell, place) => [cell, place]));
  return { names: found.map(classNameOf), of: cells.map((cell) => places.get(cell) ?? 0) };
}

/** It becomes the name of a folder. */
function classNameOf(cell: string | number): string {
  return String(cell).replace(/[/\\]/g, ' ').trim() || 'no label';
}

function fromColumns(
  rows: number,
  columns: number,
  cellAt: (row: number, column: number) => string | number,
): ClassNames {
  const names = Array.from({ length: columns }, (_, column) => String(column));
  const of = Array.from({ length: rows }, (_, row) => {
    const ones = names.flatMap((_, column) => (Number(cellAt(row, column)) === 1 ? [column] : []));
    const isRest = names.every((_, column) => [0, 1].includes(Number(cellAt(row, column))));
    if (ones.length !== 1 || !isRest) throw decodingError('npz-multi-label');
    return ones[0] ?? 0;
  });
  return { names, of };
}
