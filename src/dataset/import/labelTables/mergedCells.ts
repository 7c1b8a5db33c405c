import type { Cells } from './joinTables.ts';

/**
 * Fills in what a spreadsheet leaves empty below merged cells: `Meier, ulcer, 101`, then `, , 102` and `, , 103`. Only where the first column and
 * another one have their gaps in the same rows, and a third has none: else an empty cell says that there is no value.
 */
export function withoutMergedCells({ head, rows }: Cells): Cells {
  const isEmpty = (cells: readonly string[], at: number) => (cells[at] ?? '') === '';
  const [first = []] = rows;
  const hasGaps = rows.some((cells) => isEmpty(cells, 0));
  if (!hasGaps || isEmpty(first, 0)) return { head, rows };
  const isMerged = head.map((_, at) => rows.every((cells) => isEmpty(cells, at) === isEmpty(cells, 0)));
  const isFull = head.some((name, at) => name !== '' && rows.every((cells) => !isEmpty(cells, at)));
  if (isMerged.filter(Boolean).length < 2 || !isFull) return { head, rows };
  let above = first;
  const filled = rows.map((cells) => {
    const row = head.map((_, at) => cells[at] || (isMerged[at] ? (above[at] ?? '') : ''));
    above = row;
    return row;
  });
  return { head, rows: filled, readings: ['merged-cells'] };
}
