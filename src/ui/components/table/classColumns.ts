import { formatCount } from '../text/format.ts';

/** Nobody compares more columns. */
const MOST = 12;

/** The classes that have a column in a table, and what its caption adds where these are not all. */
export function classColumns(classes: readonly string[]): {
  readonly shown: readonly string[];
  readonly words: string;
} {
  if (classes.length <= MOST) return { shown: classes, words: '' };
  return { shown: classes.slice(0, MOST), words: ` (the first ${MOST} of ${formatCount(classes.length)} classes)` };
}
