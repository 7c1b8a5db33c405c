import type { Cells } from './joinTables.ts';

/**
 * Fills in what a spreadsheet leaves empty below merged cells: `Meier, ulcer, 101`, then `, , 102` and `, , 103`. Only where the first column and
 * another one have their gaps in the same rows, and a third has none: else an empty cell says that there is no value.
 */
export function withoutMergedCells({ head, rows }: Cells): Cells {
  const gapsOf = (column: number) => rows.flatMap((cells, row) => ((cells[column] ?? '') === '' ? [row] : []));
  const gaps = head.map((_, column) => gapsOf(column));
  const [first = []] = gaps;
  const isBelowFirst = first.length > 0 && first.length < rows.length && first[0] !== 0;
  const merged = new Set(isBelowFirst ? gaps.flatMap((each, at) => (each.join() === first.join() ? [at] : [])) : []);
  const isFull = gaps.some((each, at) => each.length === 0 && head[at] !== '');
  if (merged.size < 2 || !isFull) return { head, rows };
  let above: readonly string[] = [];
  const filled = rows.map((cells) => {
    const row = head.map((_, at) => (merged.has(at) ? cells[at] || (above[at] ?? '') : (cells[at] ?? '')));
    above = row;
    return row;
  });
  return { head, rows: filled };
}
