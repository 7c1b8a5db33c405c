import { dsvFormat } from 'd3-dsv';
import { shortHash } from '../../../dataset/hashes.ts';
import { subsetOfFolder } from '../../../dataset/import/folderNames.ts';
import { type Cells, joinTables } from '../../../dataset/import/joinTables.ts';
import type { LabelRow } from '../../../dataset/import/labelTable.ts';
import {
  columnsOf,
  onesOf,
  severalLabelColumns,
  shareNamed,
  type TableColumns,
} from '../../../dataset/import/tableColumns.ts';
import type { LabelTable } from '../../protocol.ts';

const MOST_BYTES = 64 * 2 ** 20;
const MOST_ROWS = 500_000;
/** Longer cells are no labels: a quote was not closed, perhaps. */
const MOST_LETTERS = 1000;
const DELIMITERS = [',', ';', '\t', '|'] as const;

/**
 * Reads a table of labels (CSV as in RFC 4180, or with another delimiter). Rejects in words.
 *
 * @param names of files that are here, by which the file column is found
 * @param beside tables that are joined to it where they have a column in common
 */
export async function labelTable(
  file: Blob,
  columns?: TableColumns,
  names: readonly string[] = [],
  beside: readonly Blob[] = [],
): Promise<LabelTable> {
  let cells = await cellsIn(file);
  const joinedBy: (string | null)[] = [];
  for (const other of beside) {
    const joined = joinTables(cells, await cellsIn(other));
    joinedBy.push(joined?.key ?? null);
    if (joined) cells = joined;
  }
  const { head, rows } = cells;
  const known = new Set(names);
  const found = columns ?? columnsOf(head, rows, known);
  const severalLabels = severalLabelColumns(head, rows);
  return {
    ...{ head, columns: found, severalLabels, joinedBy, ...(await labelRows(head, rows, found, severalLabels)) },
    namesFiles: found.file !== null && (known.size === 0 || shareNamed(rows, found.file, known) > 0),
  };
}

async function cellsIn(file: Blob): Promise<Cells> {
  if (file.size > MOST_BYTES)
    throw new Error(`The table is larger than ${MOST_BYTES / 2 ** 20} MB. Take a part of it.`);
  const [head = [], ...rows] = cellsOf(textOf(new Uint8Array(await file.arrayBuffer())));
  if (rows.length > MOST_ROWS)
    throw new Error(`The table has more than ${MOST_ROWS.toLocaleString('en')} rows. Split it into several tables.`);
  return { head, rows };
}

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
    const trimmed = cells.map((cell) => cell.slice(0, MOST_LETTERS).trim());
    if (rows.length <= MOST_ROWS + 1 && trimmed.some((cell) => cell !== '')) rows.push(trimmed);
    return null;
  });
  return rows;
}

/** `sep=;` in the first line tells Excel the delimiter. */
function withoutExcelsLine(text: string): { readonly said: string | null; readonly table: string } {
  const line = /^sep=(.)\r?\n/i.exec(text);
  return { said: line?.[1] ?? null, table: line ? text.slice(line[0].length) : text };
}

/** The one that divides the first line most; a comma in quotes divides nothing. */
function delimiterOf(text: string): string {
  const [line = ''] = text.trimStart().split(/[\r\n]/, 1);
  const bare = line.replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => bare.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

async function labelRows(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { file, className, patient, subset, oneHot }: TableColumns,
  severalLabels: readonly number[],
): Promise<Pick<LabelTable, 'rows' | 'multiLabel'>> {
  if (file === null) return { rows: [], multiLabel: 0 };
  const said = (cells: readonly string[], column: number | null) => (column === null ? null : cells[column] || null);
  let multiLabel = 0;
  const label = className !== null && severalLabels.includes(className) ? (head[className] ?? '') : null;
  const oneClass = (word: string | null) => {
    if (word === null) return null;
    if (label !== null) return Number(word) === 1 ? label : Number(word) === 0 ? `not ${label}` : null;
    if (!word.includes('|')) return word;
    multiLabel += 1;
    return null;
  };
  const classOf = (cells: readonly string[]) => {
    if (!oneHot) return oneClass(said(cells, className));
    const [only, ...more] = onesOf(cells, oneHot);
    if (more.length > 0) multiLabel += 1;
    return only === undefined || more.length > 0 ? null : (head[only] ?? null);
  };
  const labelled = rows.flatMap((cells) => {
    const named = said(cells, file);
    if (!named) return [];
    const part = subsetOfFolder(said(cells, subset) ?? '');
    return [{ file: named, className: classOf(cells), patient: said(cells, patient), subset: part }];
  });
  return { rows: await withHashes(labelled), multiLabel };
}

/** Who it is does not leave this thread. */
async function withHashes(rows: readonly LabelRow[]): Promise<LabelRow[]> {
  const patients = [...new Set(rows.flatMap(({ patient }) => (patient === null ? [] : [patient])))];
  const hashes = await Promise.all(patients.map((patient) => shortHash(`patient||${patient}`)));
  const hashOf = new Map(patients.map((patient, index) => [patient, hashes[index] ?? null]));
  return rows.map((row) => ({ ...row, patient: row.patient === null ? null : (hashOf.get(row.patient) ?? null) }));
}
