import { dsvFormat } from 'd3-dsv';
import { shortHash } from '../../../dataset/hashes.ts';
import { subsetOfFolder } from '../../../dataset/import/folderNames.ts';
import { columnsOf, type LabelRow, onesOf, type TableColumns } from '../../../dataset/import/labelTable.ts';
import type { LabelTable } from '../../protocol.ts';

const MOST_BYTES = 64 * 2 ** 20;
const MOST_ROWS = 500_000;
/** Longer cells are no labels: a quote was not closed, perhaps. */
const MOST_LETTERS = 1000;
const DELIMITERS = [',', ';', '\t', '|'] as const;

/** Reads a table of labels (CSV as in RFC 4180, or with another delimiter). Rejects in words. */
export async function labelTable(file: Blob, columns?: TableColumns): Promise<LabelTable> {
  if (file.size > MOST_BYTES)
    throw new Error(`The table is larger than ${MOST_BYTES / 2 ** 20} MB. Take a part of it.`);
  const text = textOf(new Uint8Array(await file.arrayBuffer()));
  const [head = [], ...rows] = cellsOf(text);
  if (rows.length > MOST_ROWS)
    throw new Error(`The table has more than ${MOST_ROWS.toLocaleString('en')} rows. Split it into several tables.`);
  const found = columns ?? columnsOf(head, rows);
  return { head, columns: found, ...(await labelRows(head, rows, found)) };
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
): Promise<Pick<LabelTable, 'rows' | 'multiLabel'>> {
  if (file === null) return { rows: [], multiLabel: 0 };
  const said = (cells: readonly string[], column: number | null) => (column === null ? null : cells[column] || null);
  let multiLabel = 0;
  const classOf = (cells: readonly string[]) => {
    if (!oneHot) return said(cells, className);
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
