import type { ReportBlock } from './reportBlocks.ts';

/** A longer list is cut, and says so; the JSON has all of it. */
const MOST_ROWS = 200;

export function cutTable(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): ReportBlock[] {
  if (rows.length === 0) return [{ kind: 'text', text: `${caption}: none.` }];
  const table: ReportBlock = {
    kind: 'table',
    caption: `${caption}: ${rows.length}`,
    head,
    rows: rows.slice(0, MOST_ROWS),
  };
  if (rows.length <= MOST_ROWS) return [table];
  return [table, { kind: 'text', tone: 'quiet', text: `The first ${MOST_ROWS}; all are in the JSON.` }];
}

/** '2026-11-29 07:01 UTC' */
export function minute(at: string): string {
  return `${at.slice(0, 16).replace('T', ' ')} UTC`;
}
