import { dsvFormat } from 'd3-dsv';
import { isZip } from '../../../archive/zipStructure.ts';
import { shortHash } from '../../../dataset/hashes.ts';
import { labelsOfCell } from '../../../dataset/import/labelTables/cellLabels.ts';
import { isOne, onesOf } from '../../../dataset/import/labelTables/columnCells.ts';
import { headPlace, plainHead, subsetFlag } from '../../../dataset/import/labelTables/columnHeads.ts';
import { type Cells, joinTables, namesNumbers } from '../../../dataset/import/labelTables/joinTables.ts';
import { withoutJsonCells } from '../../../dataset/import/labelTables/jsonCells.ts';
import { cellsOfJson } from '../../../dataset/import/labelTables/labelJson.ts';
import { cellsOfClassNames, cellsOfList, isJson, mayBeList } from '../../../dataset/import/labelTables/labelList.ts';
import { bare, type LabelRow } from '../../../dataset/import/labelTables/labelTable.ts';
import { withoutMergedCells } from '../../../dataset/import/labelTables/mergedCells.ts';
import { withOneName } from '../../../dataset/import/labelTables/namesInColumns.ts';
import { LEAST_NAMED, shareNamed } from '../../../dataset/import/labelTables/namingColumns.ts';
import {
  columnsOf,
  type LabelTable,
  severalLabelColumns,
  type TableColumns,
} from '../../../dataset/import/labelTables/tableColumns.ts';
import { subsetOfCell } from '../../../dataset/import/names/folderNames.ts';
import type { Subset } from '../../../dataset/split/splitSettings.ts';
import { hasSignature } from '../../../decoding/signature.ts';
import type { Archives } from '../../archives.ts';
import { IMAGE_ENDINGS } from './imageEndings.ts';
import type { ScanFile, TableRequest } from './importProtocol.ts';

const MOST_BYTES = 64 * 2 ** 20;
const MOST_ROWS = 500_000;
/** Longer cells are no labels: a quote was not closed, perhaps. */
const MOST_LETTERS = 1000;
const DELIMITERS = [',', ';', '\t', '|'] as const;

/** The same of files that may lie in archives: what comes out of one has lost its name, which says how a text is read. */
export async function readLabelTable(
  archives: Pick<Archives, 'contentOf'>,
  file: ScanFile,
  { columns, names, beside = [] }: TableRequest = {},
): Promise<LabelTable> {
  const others = await Promise.all(beside.map((each) => archives.contentOf(each)));
  const called = [file, ...beside].map(({ name }) => name);
  return labelTable(await archives.contentOf(file), columns, names, others, called);
}

/**
 * Reads a table of labels: CSV as in RFC 4180, or with another delimiter; a spreadsheet; a list in a text. Rejects in words. A text that is
 * none has no rows.
 *
 * @param names of files that are here, by which the file column is found
 * @param beside tables that are joined to it where they have a column in common
 * @param called the names of all these, which say how a text is read
 */
export async function labelTable(
  file: Blob,
  columns?: TableColumns,
  names: readonly string[] = [],
  beside: readonly Blob[] = [],
  called: readonly string[] = [file, ...beside].map((each) => (each instanceof File ? each.name : '')),
): Promise<LabelTable> {
  const known = new Set(names);
  let cells = await cellsIn(file, called[0], known);
  const joinedBy: (string | null)[] = [];
  for (const [place, other] of beside.entries()) {
    const joined = joinTables(cells, await cellsIn(other, called[place + 1], known));
    joinedBy.push(joined?.key ?? null);
    if (joined) cells = joined;
  }
  const { head, rows, readings = [] } = withOneName(cells, known);
  const found = columns ?? columnsOf(head, rows, known);
  const severalLabels = severalLabelColumns(head, rows);
  const { areOfVisits, ...labelled } = await labelRows(head, rows, found, severalLabels);
  return {
    ...{ head, columns: found, severalLabels, joinedBy, ...labelled },
    readings: areOfVisits ? [...readings, 'class-of-visits'] : readings,
    namesFiles: found.file !== null && (known.size === 0 || shareNamed(rows, found.file, known) > 0),
  };
}

async function cellsIn(file: Blob, name: string | undefined, names: ReadonlySet<string>): Promise<Cells> {
  if (file.size > MOST_BYTES)
    throw new Error(`The table is larger than ${MOST_BYTES / 2 ** 20} MB. Take a part of it.`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const isSpreadsheet = isZip(bytes) || hasSignature(bytes, OLD_OFFICE);
  const cells = isSpreadsheet ? await cellsOfSpreadsheet(file, bytes, names) : cellsOfText(bytes, name, names);
  if (cells.rows.length > MOST_ROWS)
    throw new Error(`The table has more than ${MOST_ROWS.toLocaleString('en')} rows. Split it into several tables.`);
  return cells;
}

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

function cellsOfText(bytes: Uint8Array, name = '', names: ReadonlySet<string>): Cells {
  const text = textOf(bytes);
  if (mayBeList(name)) {
    const list = isJson(name) ? null : cellsOfList(text, names, name, IMAGE_ENDINGS);
    if (list) return list;
    const classes = isJson(name) ? null : cellsOfClassNames(text, name);
    if (classes) return classes;
    // Prose has commas, and settings have keys: a table in a text names files that are here.
    const table = isJson(name) ? shortened(cellsOfJson(text) ?? NO_CELLS) : headed(cellsOf(text), names);
    // Of what an object says of each file the files come first.
    const mayName = isJson(name) && table.head.length === 2 ? table.head.slice(0, 1) : table.head;
    const isTable = mayName.some((_, column) => shareNamed(table.rows, column, names) >= LEAST_NAMED);
    return isTable || namesNumbers(table) ? table : NO_CELLS;
  }
  return headed(cellsOf(text), names);
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

/** By its byte-order mark, else UTF-8, else what Excel writes in the west. */
function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

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

/** How programs write that there is no value; `none` may be a class. */
const MISSING = /^(n\/?a|nan|null|<na>|#n\/a|-+|\?)?$/i;

async function labelRows(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  columns: TableColumns,
  severalLabels: readonly number[],
): Promise<Pick<LabelTable, 'rows' | 'multiLabel'> & { readonly areOfVisits: boolean }> {
  const { file, folder, patient, subset } = columns;
  if (file === null) return { rows: [], multiLabel: 0, areOfVisits: false };
  const classes = new RowClasses(head, rows, columns, severalLabels);
  const subsetOf = subsetReader(subset === null ? null : (head[subset] ?? ''));
  const open = new Set<string>();
  const labelled = rows.flatMap((cells) => {
    const path = pathOf(cellOf(cells, file), folder === null ? [] : [cellOf(cells, folder)]);
    if (!path) return [];
    const part = subsetOf(cellOf(cells, subset));
    if (columns.className !== null && cellOf(cells, columns.className) === null) open.add(path);
    return [{ file: path, className: classes.of(cells), patient: cellOf(cells, patient), subset: part }];
  });
  const whole = classes.multiLabel > 0 ? labelled : withClassOfVisits(labelled, open);
  return { rows: await withHashes(whole), multiLabel: classes.multiLabel, areOfVisits: whole !== labelled };
}

/**
 * A person has a row for each visit, and the diagnosis stands in the first: it is that of all. The same rows where nothing is open.
 *
 * @param open files of rows whose cell for it is empty
 */
function withClassOfVisits(rows: readonly LabelRow[], open: ReadonlySet<string>): readonly LabelRow[] {
  const classesOf = new Map<string, Set<string>>();
  for (const { file, className } of rows) {
    if (className === null || !open.has(file)) continue;
    classesOf.set(file, (classesOf.get(file) ?? new Set()).add(className));
  }
  if (classesOf.size === 0) return rows;
  let isAny = false;
  const found = rows.map((row) => {
    const [only, ...more] = classesOf.get(row.file) ?? [];
    if (row.className !== null || only === undefined || more.length > 0) return row;
    isAny = true;
    return { ...row, className: only };
  });
  return isAny ? found : rows;
}

/** Null where the name, or a folder that a column should name, is missing. */
function pathOf(name: string | null, folders: readonly (string | null)[]): string | null {
  return [...folders, name].every((each) => each !== null) ? [...folders, name].join('/') : null;
}

function cellOf(cells: readonly string[], column: number | null): string | null {
  const cell = column === null ? '' : (cells[column] ?? '');
  return MISSING.test(cell) ? null : cell;
}

/** @param head of the column; null where there is none */
function subsetReader(head: string | null): (cell: string | null) => Subset | null {
  const flag = head === null ? null : subsetFlag(plainHead(head));
  return (cell) => {
    if (cell === null) return null;
    if (flag === null) return subsetOfCell(cell);
    return isOne(cell) ? flag : isZero(cell) ? (flag === 'training' ? 'test' : 'training') : subsetOfCell(cell);
  };
}

/** Reads the class of each row, and counts those that name several. */
class RowClasses {
  multiLabel = 0;
  /** Where the column says of one label whether it holds. */
  private readonly label: string | null;
  private readonly words: ReadonlySet<string>;

  constructor(
    private readonly head: readonly string[],
    rows: readonly (readonly string[])[],
    private readonly columns: TableColumns,
    severalLabels: readonly number[],
  ) {
    const { className } = columns;
    this.label = className !== null && severalLabels.includes(className) ? (head[className] ?? '') : null;
    this.words = new Set(className === null ? [] : rows.map((cells) => cells[className] ?? ''));
  }

  of(cells: readonly string[]): string | null {
    const { oneHot, className } = this.columns;
    if (!oneHot) return this.ofWord(cellOf(cells, className));
    const [only, ...more] = onesOf(cells, oneHot);
    if (more.length > 0) this.multiLabel += 1;
    return only === undefined || more.length > 0 ? null : (this.head[only] ?? null);
  }

  private ofWord(word: string | null): string | null {
    if (word === null) return null;
    if (this.label !== null) return isOne(word) ? this.label : isZero(word) ? `not ${this.label}` : null;
    const [only, ...more] = labelsOfCell(word, (part) => this.words.has(part));
    if (more.length === 0) return only ?? null;
    this.multiLabel += 1;
    return null;
  }
}

function isZero(cell: string): boolean {
  return Number(cell) === 0 || /^(false|no)$/i.test(cell);
}

/** Who it is does not leave this thread. */
async function withHashes(rows: readonly LabelRow[]): Promise<LabelRow[]> {
  const patients = [...new Set(rows.flatMap(({ patient }) => (patient === null ? [] : [patient])))];
  const hashes = await Promise.all(patients.map((patient) => shortHash(`patient||${patient}`)));
  const hashOf = new Map(patients.map((patient, index) => [patient, hashes[index] ?? null]));
  return rows.map((row) => ({ ...row, patient: row.patient === null ? null : (hashOf.get(row.patient) ?? null) }));
}
