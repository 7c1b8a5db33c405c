import { isPartOrStorage, subsetOfFolder } from '../../../../dataset/import/folderNames.ts';
import { byName } from '../../../../dataset/import/folders.ts';
import { LabelMatcher } from '../../../../dataset/import/labelTable.ts';
import { namesIn, type TableColumns } from '../../../../dataset/import/tableColumns.ts';
import type { Subset } from '../../../../dataset/split/splitSettings.ts';
import type { LabelTable, TableRequest } from '../../../../worker/protocol.ts';
import { failureSentence } from '../../../components/text/failureSentence.ts';
import type { DroppedFile } from '../../../drop/droppedFiles.ts';
import { folderAndName } from '../../../drop/droppedFiles.ts';
import { forEachInTimeSlices } from '../../../workspace/timeSlices.ts';
import type { ReviewedTable } from './labelSources.ts';
import {
  type AgreementWords,
  agreementWords,
  joinedSentence,
  MOST_CLASSES_OF_TABLE,
  rowNotes,
  rowSentences,
} from './tableWords.ts';

/** More of them are no tables of labels. */
const MOST_TABLES = 8;
const MOST_NOTES = 2000;

const NOT_COMPARED: AgreementWords = { sentence: '', disagrees: false, unlikeFolders: false, notes: [] };

type Labelled = { readonly name: string; readonly fileIndices: readonly number[] };

/** What is known of the images without any table. */
type Images = {
  readonly files: readonly DroppedFile[];
  readonly folders: readonly Labelled[];
  readonly loose: readonly number[];
};

export type ReadTable = (file: DroppedFile['file'], asked?: TableRequest) => Promise<LabelTable>;

/** By the path of the table. */
export type ColumnsChosen = ReadonlyMap<string, TableColumns>;

/** Whether the folders say more than how the images were divided or stored. */
export function foldersAreClasses(folders: readonly Labelled[]): boolean {
  return folders.filter(({ name }) => !isPartOrStorage(name)).length >= 2;
}

/**
 * Reads the tables among the files, those nearest to the top first. Tables that name no file are joined to those that do, where they have a
 * column in common. One that cannot be read says why; one without rows stays what it was: a file that is no image.
 */
export async function readTables(
  tables: readonly number[],
  images: Images,
  read: ReadTable,
  tell: (sentence: string) => void = () => {},
  columns: ColumnsChosen = new Map(),
): Promise<ReviewedTable[]> {
  const found: FoundTable[] = [];
  const failed: ReviewedTable[] = [];
  const names = tables.length > 0 ? await namesOfFiles(images.files) : [];
  const depth = (index: number) => images.files[index]?.path.split('/').length ?? 0;
  for (const index of tables.toSorted((a, b) => depth(a) - depth(b)).slice(0, MOST_TABLES)) {
    const dropped = images.files[index];
    if (!dropped) continue;
    tell(`Reading ${dropped.file.name}`);
    const table = await read(dropped.file, { columns: columns.get(dropped.path), names }).catch(inSentence);
    if (typeof table === 'string') failed.push(unreadTable(dropped.path, table));
    else if (table.head.length > 1) found.push({ path: dropped.path, file: dropped.file, table });
  }
  const reviewed: ReviewedTable[] = [];
  const joined = await joinKeyed(found, (file, beside, path) =>
    read(file, { columns: columns.get(path), names, beside }),
  );
  for (const { path, table, beside } of joinParts(joined)) reviewed.push(await matchTable(path, table, images, beside));
  return [...reviewed.filter(({ columns, rowCount }) => columns.file === null || rowCount > 0), ...failed];
}

type FoundTable = {
  readonly path: string;
  readonly file: DroppedFile['file'];
  readonly table: LabelTable;
  /** Tables that are joined to it. */
  readonly beside?: readonly DroppedFile[];
};

/** The names by which a cell may name a file. */
async function namesOfFiles(files: readonly DroppedFile[]): Promise<string[]> {
  const names = new Set<string>();
  await forEachInTimeSlices(files, (slice) => {
    namesIn(
      slice.map(({ path }) => path),
      names,
    );
  });
  return [...names];
}

/** Joins tables that name no file that is here to those that do. */
async function joinKeyed(
  tables: readonly FoundTable[],
  readWith: (file: DroppedFile['file'], beside: readonly DroppedFile['file'][], path: string) => Promise<LabelTable>,
): Promise<FoundTable[]> {
  const keyed = tables.filter(({ table }) => !table.namesFiles);
  const naming = tables.filter(({ table }) => table.namesFiles);
  if (keyed.length === 0 || naming.length === 0) return [...tables];
  const used = new Set<FoundTable>();
  const joined: FoundTable[] = [];
  for (const each of naming) {
    const others = keyed.map(({ file }) => file);
    const table = await readWith(each.file, others, each.path).catch(() => each.table);
    const beside = keyed.filter((_, index) => typeof table.joinedBy[index] === 'string');
    for (const other of beside) used.add(other);
    joined.push({ ...each, table, beside });
  }
  return [...joined, ...keyed.filter((each) => !used.has(each))];
}

function inSentence(failure: unknown): string {
  return failureSentence(failure);
}

/** A table that is there, and of which nothing is known but why. */
function unreadTable(path: string, sentence: string): ReviewedTable {
  const columns = { file: null, className: null, patient: null, subset: null, oneHot: null };
  return {
    ...{ path, head: [], columns, rowCount: 0, classes: [], unnamed: [], subjects: null, patientCount: 0 },
    ...{ subsets: null, sentences: [`${folderAndName(path)[1]} is not used. ${sentence}`] },
    ...{ disagrees: true, unlikeFolders: false, notes: [], beside: [] },
  };
}

/**
 * Joins tables of the same columns: sets that come split have one in each part. Their rows are of the folder of their table, or in the
 * subset that its name says (`train.csv`).
 */
function joinParts(tables: readonly FoundTable[]): FoundTable[] {
  const byHead = new Map<string, FoundTable[]>();
  for (const each of tables) {
    const key = JSON.stringify([each.table.head, each.table.columns]);
    byHead.set(key, [...(byHead.get(key) ?? []), each]);
  }
  return [...byHead.values()].flatMap((parts) => {
    const [first] = parts;
    if (!first || parts.length === 1) return parts;
    const folders = new Set(parts.map(({ path }) => folderOf(path)));
    const areApart = folders.size === parts.length;
    const rows = parts.flatMap(({ path, table }) => {
      const folder = folderOf(path);
      const named = subsetOfFolder(path.slice(folder.length).replace(/\.\w+$/, ''));
      return table.rows.map((row) => ({
        ...row,
        file: areApart && folder !== '' ? `${folder}${row.file}` : row.file,
        subset: row.subset ?? named,
      }));
    });
    const multiLabel = parts.reduce((sum, { table }) => sum + table.multiLabel, 0);
    return [{ ...first, table: { ...first.table, rows, multiLabel } }];
  });
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** Holds a table against the images, in slices. */
export async function matchTable(
  path: string,
  table: LabelTable,
  images: Images,
  beside: readonly Pick<DroppedFile, 'path' | 'file'>[] = [],
): Promise<ReviewedTable> {
  const { files, folders, loose } = images;
  const matcher = new LabelMatcher();
  await forEachInTimeSlices(table.rows, (slice) => matcher.addRows(slice));
  await forEachInTimeSlices(files, (slice) => matcher.addPaths(slice.map((each) => each.path)));
  const match = matcher.match();
  const classes = new Map<string, { name: string; fileIndices: number[] }>();
  const unnamed: number[] = [];
  const subjects: (string | null)[] = files.map(() => null);
  const subsets: (Subset | null)[] = files.map(() => null);
  const imageIndices = [...folders.flatMap(({ fileIndices }) => fileIndices), ...loose].sort((a, b) => a - b);
  let matched = 0;
  await forEachInTimeSlices(imageIndices, (slice) => {
    for (const index of slice) {
      const row = table.rows[match.rowOf[index] ?? -1];
      if (row) matched += 1;
      subjects[index] = row?.patient ?? null;
      subsets[index] = row?.subset ?? null;
      if (row?.className) classOf(classes, row.className).fileIndices.push(index);
      else unnamed.push(index);
    }
  });
  const isFew = classes.size <= MOST_CLASSES_OF_TABLE;
  const found = isFew ? [...classes.values()].sort((a, b) => byName(a.name, b.name)) : [];
  const patients = new Set(subjects.filter((subject) => subject !== null));
  const compare = found.length > 0 && foldersAreClasses(folders);
  const agreement = compare ? agreementWords(folders, found, files) : NOT_COMPARED;
  const counts = { matched, images: imageIndices.length, classes: classes.size };
  return {
    ...{ path, head: table.head, columns: table.columns, rowCount: table.rows.length, beside },
    ...{ classes: found, unnamed, subjects: patients.size > 0 ? subjects : null, patientCount: patients.size },
    subsets: new Set(subsets.filter((subset) => subset !== null)).size >= 2 ? subsets : null,
    sentences: [...rowSentences(path, table, match, counts), joinedSentence(table, beside), agreement.sentence].filter(
      Boolean,
    ),
    ...{ disagrees: agreement.disagrees, unlikeFolders: agreement.unlikeFolders },
    notes: [...agreement.notes, ...rowNotes(table, match, files)].slice(0, MOST_NOTES),
  };
}

function classOf(classes: Map<string, { name: string; fileIndices: number[] }>, name: string) {
  const known = classes.get(name.toLowerCase()) ?? { name, fileIndices: [] };
  classes.set(name.toLowerCase(), known);
  return known;
}
