import { dsvFormat } from 'd3-dsv';
import { isZip } from '../../../archive/zipStructure.ts';
import { cellsOfXml } from '../../../dataset/import/labelTables/annotationXml.ts';
import { headPlace, plainHead } from '../../../dataset/import/labelTables/columnHeads.ts';
import { type Cells, MOST_LETTERS, namesNumbers } from '../../../dataset/import/labelTables/joinTables.ts';
import { withoutJsonCells } from '../../../dataset/import/labelTables/jsonCells.ts';
import { cellsOfJson } from '../../../dataset/import/labelTables/labelJson.ts';
import {
  cellsOfClassNames,
  cellsOfList,
  isJson,
  isXml,
  mayBeList,
  TOO_LONG,
} from '../../../dataset/import/labelTables/labelList.ts';
import { bare } from '../../../dataset/import/labelTables/labelTable.ts';
import { withoutMergedCells } from '../../../dataset/import/labelTables/mergedCells.ts';
import { isNamed, LEAST_NAMED, shareNamed } from '../../../dataset/import/labelTables/namingColumns.ts';
import { UserError } from '../../../dataset/userError.ts';
import { hasSignature } from '../../../decoding/signature.ts';
import { IMAGE_ENDINGS } from './imageEndings.ts';
import { MOST_TEXT_BYTES, textOf } from './tableText.ts';

const MOST_ROWS = 500_000;
const DELIMITERS = [',', ';', '\t', '|'] as const;

/**
 * Reads a CSV, a spreadsheet, or a list as cells under a head. Rejects in words; a list that is too long with the code `TOO_LONG`. A text that is
 * none of them has no rows.
 *
 * @param name says how a text is read
 * @param names of files that are here, see `namesIn`
 */
export async function cellsOfFile(file: Blob, name: string, names: ReadonlySet<string>): Promise<Cells> {
  if (file.size > MOST_TEXT_BYTES) {
    if (mayBeList(name) && !(await beginsAsList(file, name, names))) return NO_CELLS;
    throw tooLong(`The table is larger than ${MOST_TEXT_BYTES / 2 ** 20} MB. Take a part of it.`);
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const isSpreadsheet = isZip(bytes) || hasSignature(bytes, OLD_OFFICE);
  const cells = isSpreadsheet ? await cellsOfSpreadsheet(file, bytes, names) : cellsOfText(bytes, name, names);
  if (cells.rows.length > MOST_ROWS)
    throw tooLong(`The table has more than ${MOST_ROWS.toLocaleString('en')} rows. Split it into several tables.`);
  return cells;
}

function tooLong(sentence: string): UserError {
  return new UserError(TOO_LONG, {}, sentence);
}

/** Of a text that is too large these bytes are looked at. */
const BEGINNING_BYTES = 2 ** 20;

/** Whether a text that is too large names files that are here, as far as its beginning shows. */
async function beginsAsList(file: Blob, name: string, names: ReadonlySet<string>): Promise<boolean> {
  const bytes = new Uint8Array(await file.slice(0, BEGINNING_BYTES).arrayBuffer());
  const isInParts = isJson(name) || isXml(name);
  // The last line is not whole; nor is what has parts within parts.
  if (!isInParts) return cellsOfText(bytes.subarray(0, bytes.lastIndexOf(LINE_FEED) + 1), name, names).rows.length > 0;
  const quoted = Array.from(textOf(bytes).matchAll(/"([^"<>\n]*)"/g), ([, word = '']) => word);
  return quoted.some((word) => IMAGE.test(word.toLowerCase()) && isNamed(word, names));
}

const LINE_FEED = 10;

/** The container of `.xls`, and of what a password protects. */
const OLD_OFFICE = '\xd0\xcf\x11\xe0';

async function cellsOfSpreadsheet(file: Blob, bytes: Uint8Array, names: ReadonlySet<string>): Promise<Cells> {
  if (hasSignature(bytes, OLD_OFFICE))
    throw new Error('It is of an old format, or protected by a password. Save it as .xlsx or CSV, without a password.');
  const { sheetsOf } = await import('./spreadsheet/workbook.ts'); // needed by few
  const { cellsOfSheets } = await import('./spreadsheet/cellsOfSheets.ts');
  const sheets = await sheetsOf(file, { mostRows: MOST_ROWS + 1, mostLetters: MOST_LETTERS });
  return cellsOfSheets(
    sheets.map(({ name, rows }) => ({ name, ...headed(rows.map(trimmed).filter(isFilled), names) })),
    names,
  );
}

function shortened({ head, rows }: Cells): Cells {
  return { head: trimmed(head), rows: rows.map(trimmed).filter(isFilled) };
}

const NO_CELLS: Cells = { head: [], rows: [] };

function cellsOfText(bytes: Uint8Array, name: string, names: ReadonlySet<string>): Cells {
  const text = textOf(bytes);
  if (!mayBeList(name)) return headed(cellsOf(text), names);
  const isInParts = isJson(name) || isXml(name);
  const list = isInParts ? null : (cellsOfList(text, names, name, IMAGE_ENDINGS) ?? cellsOfClassNames(text, name));
  if (list) return list;
  // Prose has commas, and settings have keys: a table in a text names files that are here.
  const inParts = () => shortened((isXml(name) ? cellsOfXml(text) : cellsOfJson(text)) ?? NO_CELLS);
  const table = isInParts ? inParts() : headed(cellsOf(text), names);
  // Of what is said of each file the files come first.
  const mayName = isInParts && table.head.length === 2 ? table.head.slice(0, 1) : table.head;
  const isTable = mayName.some((_, column) => shareNamed(table.rows, column, names) >= LEAST_NAMED);
  return isTable || namesNumbers(table) ? table : NO_CELLS;
}

function headed(all: readonly (readonly string[])[], names: ReadonlySet<string>): Cells {
  return underHead(all.slice(titleRows(all)), names);
}

function trimmed(cells: readonly string[]): string[] {
  return cells.map((cell) => cell.slice(0, MOST_LETTERS).trim());
}

function isFilled(cells: readonly string[]): boolean {
  return cells.some((cell) => cell !== '');
}

/** A title stands above the head of a table, alone in its row. */
const MOST_TITLES = 5;

function titleRows(rows: readonly (readonly string[])[]): number {
  const filled = (cells: readonly string[] = []) => cells.filter((cell) => cell !== '').length;
  const head = rows.slice(0, MOST_TITLES + 1).findIndex((cells) => filled(cells) > 1);
  return head > 0 && filled(rows[head + 1]) > 1 ? head : 0;
}

/** The first row is the head, but where it names an image as the rows below do. */
function underHead(all: readonly (readonly string[])[], names: ReadonlySet<string>): Cells {
  const [first = [], ...rest] = all;
  const isImage = (cell = '') => {
    const name =
      cell
        .toLowerCase()
        .split(/[/\\]/)
        .findLast((segment) => segment !== '') ?? '';
    return IMAGE.test(name) || (names.has(bare(name)) && /\d/.test(name));
  };
  // Of a table of few files a head may be called as they are: `Type_1`, beside folders of that name.
  const isHead = first.some((cell) => headPlace('file', plainHead(cell)) !== null);
  const hasNoHead = !isHead && first.some((cell, column) => isImage(cell) && isImage(rest[0]?.[column]));
  if (!hasNoHead) return withoutJsonCells(withoutMergedCells({ head: first, rows: rest }));
  return { head: first.map((_, column) => `column ${column + 1}`), rows: all };
}

const IMAGE = new RegExp(`\\.(${IMAGE_ENDINGS})$`);

/** The rows that are not empty. `parseRows` needs no code made at run time, as `parse` does. */
function cellsOf(text: string): string[][] {
  const { said, table } = withoutExcelsLine(text);
  const rows: string[][] = [];
  dsvFormat(said ?? delimiterOf(table)).parseRows(table, (cells) => {
    const row = trimmed(cells);
    if (rows.length <= MOST_ROWS + 1 && isFilled(row)) rows.push(row);
    return null;
  });
  return rows;
}

/** `sep=;` in the first line tells Excel the delimiter. */
function withoutExcelsLine(text: string): { readonly said: string | null; readonly table: string } {
  const line = /^sep=(.)\r?\n/i.exec(text);
  return { said: line?.[1] ?? null, table: line ? text.slice(line[0].length) : text };
}

/** The one that divides the first line most that any divides; a comma in quotes divides nothing. */
function delimiterOf(text: string): string {
  const lines = text
    .trimStart()
    .split(/[\r\n]+/, MOST_TITLES)
    .map((line) => line.replace(/"[^"]*"/g, ''));
  const line = lines.find((each) => DELIMITERS.some((delimiter) => each.includes(delimiter))) ?? '';
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}
