import { shortHash } from '../../../dataset/hashes.ts';
import { labelsOfCell } from '../../../dataset/import/labelTables/cellLabels.ts';
import { isOne, onesOf } from '../../../dataset/import/labelTables/columnCells.ts';
import { plainHead, subsetFlag } from '../../../dataset/import/labelTables/columnHeads.ts';
import { type Cells, joinTables } from '../../../dataset/import/labelTables/joinTables.ts';
import type { LabelRow } from '../../../dataset/import/labelTables/labelTable.ts';
import { withOneName } from '../../../dataset/import/labelTables/namesInColumns.ts';
import { shareNamed } from '../../../dataset/import/labelTables/namingColumns.ts';
import {
  columnsOf,
  type LabelTable,
  severalLabelColumns,
  type TableColumns,
} from '../../../dataset/import/labelTables/tableColumns.ts';
import { subsetOfCell } from '../../../dataset/import/names/folderNames.ts';
import type { Subset } from '../../../dataset/split/splitSettings.ts';
import type { Archives } from '../../archives.ts';
import { readAnnotations } from './annotationFiles.ts';
import { cellsOfFile } from './cellsOfFile.ts';
import type { ScanFile, TableRequest } from './importProtocol.ts';

type ReadFile = (file: ScanFile) => Promise<Blob>;
type Found = Pick<LabelTable, 'annotations'> & { readonly cells: Cells };

/** The same of files that may lie in archives: what comes out of one has lost its name, which says how a text is read. */
export async function readLabelTable(
  archives: Pick<Archives, 'contentOf'>,
  file: ScanFile,
  { columns, names = [], beside = [], annotations = [] }: TableRequest = {},
): Promise<LabelTable> {
  const contentOf: ReadFile = (each) => archives.contentOf(each);
  const known = new Set(names);
  const read = async (each: ScanFile) => cellsOfFile(await contentOf(each), each.name, known);
  const found: Found =
    annotations.length > 0 ? await readAnnotations(annotations, contentOf, known) : { cells: await read(file) };
  const others = beside.map((each) => () => read(each));
  return tableOf(found, others, columns, known);
}

/**
 * Reads a table of labels: CSV as in RFC 4180, or with another delimiter; a spreadsheet; a list in a text. Rejects in words. A text that is
 * none has no rows.
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
  const known = new Set(names);
  const read = (each: Blob) => cellsOfFile(each, each instanceof File ? each.name : '', known);
  const others = beside.map((each) => () => read(each));
  return tableOf({ cells: await read(file) }, others, columns, known);
}

async function tableOf(
  { cells: own, ...found }: Found,
  beside: readonly (() => Promise<Cells>)[],
  columns: TableColumns | undefined,
  known: ReadonlySet<string>,
): Promise<LabelTable> {
  let cells = own;
  const joinedBy: (string | null)[] = [];
  for (const read of beside) {
    const joined = joinTables(cells, await read());
    joinedBy.push(joined?.key ?? null);
    if (joined) cells = joined;
  }
  const { head, rows, readings = [] } = withOneName(cells, known);
  const chosen = columns ?? columnsOf(head, rows, known);
  const severalLabels = severalLabelColumns(head, rows);
  const { areOfVisits, ...labelled } = await labelRows(head, rows, chosen, severalLabels);
  return {
    ...{ head, columns: chosen, severalLabels, joinedBy, ...labelled, ...found },
    readings: areOfVisits ? [...readings, 'class-of-visits'] : readings,
    namesFiles: chosen.file !== null && (known.size === 0 || shareNamed(rows, chosen.file, known) > 0),
  };
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
