/** More different values than this are put into bands. */
const MOST_VALUES = 8;

/**
 * What tells scans apart by a column of a table: its values as they stand, or, where they are numbers and many, the third of them that each is
 * in. Empty cells are of no group.
 */
export function columnValues(cells: readonly (string | null)[]): (string | null)[] {
  const words = cells.map((cell) => (cell === null || cell.trim() === '' ? null : cell.trim()));
  const filled = words.filter((word) => word !== null);
  const numbers = filled.map(Number);
  if (new Set(filled).size <= MOST_VALUES || !numbers.every(Number.isFinite)) return words;
  const sorted = numbers.toSorted((a, b) => a - b);
  const limits = [1, 2].map((third) => sorted[Math.round((third * sorted.length) / 3)] ?? 0);
  return words.map((word) => word && bandOf(Number(word), limits));
}

function bandOf(value: number, [low = 0, high = 0]: readonly number[]): string {
  if (value < low) return `below ${low}`;
  return value < high ? `${low} to below ${high}` : `${high} and more`;
}
