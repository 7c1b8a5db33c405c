import { plainHead, speaksOfClass } from './columnHeads.ts';
import { type Cells, NUMBERS_NAMED } from './joinTables.ts';
import { isNamed, namingColumn } from './namingColumns.ts';

/** Texts that may list files, a line each, with what is known of them behind a blank: `train.txt`. JSON and XML may, too. */
const LIST = /\.(txt|lst|list)$/i;
/** What is written for people. */
const FOR_PEOPLE =
  /^(read[ _-]?me|licen[cs]e|copying|change[ _-]?log|requirements|citation|about|notes?|terms|agreement)([ _.-]|$)/i;

/** The code of what a list that names files is refused with: of any other text nobody said that it is one. */
export const TOO_LONG = 'table-too-long';

export function isJson(name: string): boolean {
  return /\.jsonl?$/i.test(name);
}

export function isXml(name: string): boolean {
  return /\.xml$/i.test(name);
}

/** Whether a file's name is one of a list that may say what images are. What is in it decides. */
export function mayBeList(name: string): boolean {
  return (LIST.test(name) || isJson(name) || isXml(name)) && !FOR_PEOPLE.test(name);
}

/**
 * Reads a list without delimiters: `n01440764/a.JPEG 0`, `banded/banded_0002.jpg`, `Abyssinian_100 1 1 1`, `scan (1).png no tumour`; or, of
 * several lists that belong together, one that says something of the numbers of another (`12 1` in `train_test_split.txt`). Null where it
 * is no list: then it is a text.
 *
 * @param names of the files that are here, in lower case, without folders and extensions
 * @param listName of the file; what the second column of two is called after
 * @param endings of the names of images, without the dot, as alternatives of a regular expression
 */
export function cellsOfList(text: string, names: ReadonlySet<string>, listName: string, endings: string): Cells | null {
  const lines = linesOf(text);
  const about = listName.replace(LIST, '');
  for (const read of readings(endings)) {
    const rows = lines.map(read);
    const file = isEven(rows) ? namingColumn(rows[0] ?? [], rows, names, null) : null;
    if (file !== null) return underHead(rows, file, names, about);
    const whole = underOwnHead(rows, names);
    if (whole) return whole;
  }
  return cellsOfNumbers(lines, about);
}

const CLASS_NAMES = /^(class(es)?([ _-]?(names?|list))?|labels|label[ _-]?names|names)\.(txt|names|lst|list)$/i;
const MOST_CLASS_NAMES = 1000;

/** Names of classes, a line each, whose numbers count from 0: `classes.txt` beside `train.txt`. Null of other texts. */
export function cellsOfClassNames(text: string, listName: string): Cells | null {
  const names = CLASS_NAMES.test(listName) ? linesOf(text) : [];
  const areNames = names.length >= 2 && names.length <= MOST_CLASS_NAMES && new Set(names).size === names.length;
  const areWords = names.every((name) => /^\p{L}[\p{L}\p{N} _.()/-]*$/u.test(name));
  return areNames && areWords
    ? { head: NUMBERS_NAMED, rows: names.map((name, number) => [String(number), name]) }
    : null;
}

/** Lines that say something; the first of some lists is their number of lines. */
function linesOf(text: string): string[] {
  const all = text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  return /^\d+$/.test(all[0] ?? '') && !/^\d+$/.test(all[1] ?? '0') ? all.slice(1) : all;
}

/** How a line may be divided: at every blank; behind the image's ending, where names have blanks; at the first blank, where labels do; not at all. */
function readings(endings: string): readonly ((line: string) => string[])[] {
  const upToEnding = new RegExp(`^(.*?\\.(?:${endings}))(?:\\s+(.*))?$`, 'i');
  return [
    (line) => line.split(/\s+/),
    (line) => (upToEnding.exec(line) ?? ['', line]).slice(1).map((part) => part ?? ''),
    (line) => [line.replace(/\s.*$/s, ''), line.replace(/^\S+\s*/, '')],
    (line) => [line],
  ];
}

/** Of the lines: a head, or a remark, has another number of words. */
const EVEN = 0.9;

function isEven(rows: readonly (readonly string[])[]): boolean {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  return Math.max(0, ...counts.values()) >= EVEN * rows.length;
}

/** Of more than a hundred thousand rows: so many arguments are no call. */
function longestOf(rows: readonly (readonly string[])[]): number {
  return rows.reduce((most, { length }) => Math.max(most, length), 0);
}

const LEAST_WORDS_OF_HEAD = 3;

/** Lines whose end may be missing, under a head that is as long as the longest: `mdb003 D NORM` beside `mdb001 G CIRC B 535 425 197` (MIAS). */
function underOwnHead(rows: readonly string[][], names: ReadonlySet<string>): Cells | null {
  const longest = longestOf(rows);
  const at = rows.findIndex(({ length }) => length === longest);
  const [head = [], ...rest] = rows.slice(at);
  const isHead =
    head.length >= LEAST_WORDS_OF_HEAD && head.every((word) => /^\p{L}/u.test(word) && !isNamed(word, names));
  if (!isHead || new Set(head).size < head.length) return null;
  const filled = rest.map((row) => [...row, ...Array.from({ length: longest - row.length }, () => '')]);
  return namingColumn(head, filled, names, null) === null ? null : { head, rows: filled };
}

function underHead(rows: string[][], file: number, names: ReadonlySet<string>, about: string): Cells {
  const [first = [], ...rest] = rows;
  // A head names no file, and has no number in it that the others have.
  const isHead = rest.length > 0 && !isNamed(first[file] ?? '', names) && !/[\d/\\.]/.test(first[file] ?? '');
  if (isHead) return { head: first, rows: rest };
  const width = longestOf(rows);
  return { head: Array.from({ length: width }, (_, column) => headOf(column, file, rows, about, width)), rows };
}

/** What stands right behind the file is its label, where it is one of few; what stands before it numbers the lines. */
function headOf(
  column: number,
  file: number,
  rows: readonly (readonly string[])[],
  about: string,
  width: number,
): string {
  if (column === file) return 'file';
  const cells = rows.map((row) => row[column] ?? '');
  const words = new Set(cells).size;
  if (column < file && words === cells.length) return 'id';
  if (column !== file + 1) return `column ${column + 1}`;
  if (width === 2 && saysSubsets(about)) return about;
  // A short list of a part may have each class once: `val.txt` of two lines.
  const areNumbers = width === 2 && cells.every((cell) => /^\d{1,3}$/.test(cell));
  return areNumbers || (words >= 2 && 2 * words <= cells.length) ? 'label' : `column ${column + 1}`;
}

/** `list_eval_partition`, `train_test_split`; not `train`, whose images have labels. */
function saysSubsets(about: string): boolean {
  return /partition|split/i.test(about);
}

/** `12 1`: of the image whose number another list says. Only where the list's name says what it is of it. */
function cellsOfNumbers(lines: readonly string[], about: string): Cells | null {
  if (lines.length < 2 || !(saysSubsets(about) || speaksOfClass(plainHead(about)))) return null;
  const rows = lines.map((line) => /^(\d+)\s+(\S.*)$/.exec(line)?.slice(1) ?? []);
  if (rows.some(({ length }) => length !== 2) || new Set(rows.map(([id]) => id)).size < rows.length) return null;
  return { head: ['id', about], rows };
}
