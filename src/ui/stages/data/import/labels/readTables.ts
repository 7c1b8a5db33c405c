import { shortHash } from '../../../../../dataset/hashes.ts';
import { byName, type FolderDoubt } from '../../../../../dataset/import/classes/plannedClasses.ts';
import { mayBeList } from '../../../../../dataset/import/labelTables/labelList.ts';
import {
  fileNamesIn,
  type LabelTable,
  namesIn,
  type TableColumns,
} from '../../../../../dataset/import/labelTables/tableColumns.ts';
import { columnsOfPart, joinParts } from '../../../../../dataset/import/labelTables/tableParts.ts';
import {
  isAcquisition,
  isPartNumbered,
  isPartOrStorage,
  subsetOfPath,
} from '../../../../../dataset/import/names/folderNames.ts';
import { templateOf } from '../../../../../dataset/import/names/nameWords.ts';
import type { Subset } from '../../../../../dataset/split/splitSettings.ts';
import { UserError } from '../../../../../dataset/userError.ts';
import type { TableRequest } from '../../../../../worker/jobs/import/importProtocol.ts';
import { failureSentence } from '../../../../components/text/failureSentence.ts';
import { type DroppedFile, folderAndName } from '../../../../drop/droppedFiles.ts';
import { forEachInTimeSlices } from '../../../../workspace/timeSlices.ts';
import type { ReviewedTable } from './labelSources.ts';
import { matchNearest, withoutDoubtfulSubsets } from './matchRows.ts';
import {
  type AgreementWords,
  agreementWords,
  doubtedSentence,
  joinedSentence,
  MOST_CLASSES_OF_TABLE,
  partsSentence,
  rowNotes,
  rowSentences,
  seriesSentence,
} from './tableWords.ts';

/** More of them are no tables of labels. */
const MOST_TABLES = 8;
const MOST_NOTES = 2000;

const NOT_COMPARED: AgreementWords = { sentence: '', disagrees: false, unlikeFolders: false, notes: [] };

type Labelled = {
  readonly name: string;
  readonly fileIndices: readonly number[];
  readonly doubt?: FolderDoubt | null;
};

/** What is known of the images without any table. */
type Images = {
  readonly files: readonly DroppedFile[];
  readonly folders: readonly Labelled[];
  readonly loose: readonly number[];
};

type TableFile = Pick<DroppedFile, 'path' | 'file'>;

type FoundTable = TableFile & {
  readonly table: LabelTable;
  /** Tables that are joined to it. */
  readonly beside?: readonly DroppedFile[];
  /** The tables that it is made of; left out: itself alone. */
  readonly parts?: readonly TableFile[];
};

export type ReadTable = (file: DroppedFile['file'], asked?: TableRequest) => Promise<LabelTable>;

/** By the path of the table. */
export type ColumnsChosen = ReadonlyMap<string, TableColumns>;

/** Whether the folders say more than how the images were divided or stored. */
export function foldersAreClasses(folders: readonly Labelled[]): boolean {
  const named = folders.filter(({ name, doubt }) => !doubt && !isPartOrStorage(name)).map(({ name }) => name);
  return named.length >= 2 && !isPartNumbered(named);
}

/** Of a competition: what is to be filled in. */
const TO_FILL_IN = /submission/i;

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
  const names = new NamesHere(images.files);
  const { chosen, seriesOf } = tablesToRead(tables.flatMap((index) => images.files[index] ?? []));
  for (const dropped of chosen) {
    tell(`Reading ${dropped.file.name}`);
    const asked = { columns: columns.get(dropped.path), names: await names.for(dropped.path) };
    const table = await read(dropped.file, asked).catch(inSentence);
    // Of a text nobody said that it is a table.
    if (typeof table === 'string') failed.push(...(mayBeList(dropped.path) ? [] : [unreadTable(dropped.path, table)]));
    else if (table.head.length > 1 || (table.namesFiles && table.rows.length > 0))
      found.push({ path: dropped.path, file: dropped.file, table });
  }
  const reviewed: ReviewedTable[] = [];
  const alike = await readAlike(found, async ({ file, path }, asColumns) =>
    read(file, { columns: columns.get(path) ?? asColumns, names: await names.for(path) }),
  );
  const joined = await joinKeyed(alike, async (file, beside, path) =>
    read(file, { columns: columns.get(path), names: await names.for(path), beside }),
  );
  const paths = images.files.map(({ path }) => path);
  for (const each of joinParts(joined, paths)) {
    // Names alone say nothing but the subset, by the names of several lists.
    if (each.table.head.length === 1 && !each.parts) continue;
    reviewed.push(await matchTable(each, images, seriesOf.get(each.path)));
  }
  // Where a table names the classes, one that names no file says nothing: pixels, boxes, events.
  const isNamed = reviewed.some(({ classes }) => classes.length > 0);
  const says = ({ columns, rowCount }: ReviewedTable) => (columns.file === null ? !isNamed : rowCount > 0);
  return [...reviewed.filter(says), ...failed];
}

/**
 * Which tables are read, those nearest to the top first; of numbered splits (`train1.txt` to `train10.txt`, `test1.txt`, ...) the first, with the
 * number of splits by the path of its lists.
 */
function tablesToRead(tables: readonly DroppedFile[]) {
  const depth = ({ path }: DroppedFile) => path.split('/').length;
  const useful = tables
    .filter(({ path }) => !TO_FILL_IN.test(folderAndName(path)[1]))
    .toSorted((a, b) => depth(a) - depth(b));
  const series = new Map<string, DroppedFile[]>();
  for (const table of useful) {
    const key = seriesKey(table.path);
    series.set(key, [...(series.get(key) ?? []), table]);
  }
  const seriesOf = new Map<string, number>();
  const chosen = [...series.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const [lowest = first] = [first, ...others].toSorted((a, b) => byName(a.path, b.path));
    if (others.length > 0) seriesOf.set(lowest.path, others.length + 1);
    return [lowest];
  });
  return { chosen: chosen.slice(0, MOST_TABLES), seriesOf };
}

/** Of lists in one folder that differ by a number behind the name of a subset; of any other table its path. */
function seriesKey(path: string): string {
  const [folder, name] = folderAndName(path);
  const isNumbered = mayBeList(path) && /\d+\.\w+$/.test(name) && subsetOfPath([name]) !== null;
  return isNumbered ? `${folder}/${templateOf(name)}` : path;
}

/** The names by which a cell may name a file that is here. */
class NamesHere {
  private readonly found = new Map<typeof namesIn, Promise<string[]>>();

  constructor(private readonly files: readonly DroppedFile[]) {}

  for(table: string): Promise<string[]> {
    const namesOf = mayBeList(table) ? fileNamesIn : namesIn;
    const names = this.found.get(namesOf) ?? this.collect(namesOf);
    this.found.set(namesOf, names);
    return names;
  }

  private async collect(namesOf: typeof namesIn): Promise<string[]> {
    const names = new Set<string>();
    await forEachInTimeSlices(this.files, (slice) => {
      namesOf(
        slice.map(({ path }) => path),
        names,
      );
    });
    return [...names];
  }
}

/** Reads a table, with its parts, again, with other columns. */
export async function rereadTable(
  { path, head, parts, beside }: ReviewedTable,
  columns: TableColumns,
  images: Images,
  read: ReadTable,
): Promise<ReviewedTable> {
  const files = beside.map(({ file }) => file);
  const here = new NamesHere(images.files);
  const found: FoundTable[] = [];
  for (const part of parts) {
    const names = await here.for(part.path);
    const own = found.length === 0 ? columns : columnsOfPart(columns, head, (await read(part.file, { names })).head);
    found.push({ ...part, table: await read(part.file, { columns: own, names, beside: files }), beside });
  }
  const [whole, ...others] = joinParts(
    found,
    images.files.map((each) => each.path),
  );
  if (!whole || others.length > 0)
    throw new UserError('table-columns', {}, `${path} cannot be read with these columns. Choose others.`);
  return matchTable(whole, images);
}

/** Tables with the same head are read alike, by the columns of the longest: a short one shows less of what its columns hold. */
async function readAlike(
  tables: readonly FoundTable[],
  readWith: (table: TableFile, columns: TableColumns) => Promise<LabelTable>,
): Promise<FoundTable[]> {
  const byHead = new Map<string, FoundTable>();
  const keyOf = ({ table }: FoundTable) => JSON.stringify(table.head);
  for (const each of tables) {
    if (!each.table.namesFiles) continue;
    const longest = byHead.get(keyOf(each));
    if (!longest || each.table.rows.length > longest.table.rows.length) byHead.set(keyOf(each), each);
  }
  const read: FoundTable[] = [];
  for (const each of tables) {
    const { columns } = (each.table.namesFiles && byHead.get(keyOf(each))?.table) || each.table;
    const isAlike = JSON.stringify(columns) === JSON.stringify(each.table.columns);
    read.push(isAlike ? each : { ...each, table: await readWith(each, columns).catch(() => each.table) });
  }
  return read;
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
    ...{ disagrees: true, unlikeFolders: false, notes: [], beside: [], parts: [] },
  };
}

/** Holds a table against the images, in slices. */
async function matchTable(read: FoundTable, images: Images, splits?: number): Promise<ReviewedTable> {
  const { path, beside = [], parts = [read] } = read;
  const { files, folders } = images;
  const { rows, doubted } = await withoutDoubtfulSubsets(read.table.rows);
  const mayMeanSeveral = !foldersAreClasses(folders) || folders.every(({ name }) => isAcquisition(name));
  const { match, reading } = await matchNearest(rows, imagesAlone(images), path, mayMeanSeveral);
  const table = { ...read.table, rows };
  const imageIndices = imagesOf(images, match.rowOf);
  const { classes, unnamed, subjects, subsets, matched } = await labelImages(rows, match.rowOf, imageIndices, files);
  const isFew = classes.size <= MOST_CLASSES_OF_TABLE;
  const found = isFew ? [...classes.values()].sort((a, b) => byName(a.name, b.name)) : [];
  if (table.columns.patient === null) await groupByRow(table.rows, match.rowOf, imageIndices, subjects);
  const patients = new Set(subjects.filter((subject) => subject !== null));
  const compare = found.length > 0 && foldersAreClasses(folders);
  const ofClasses = folders.filter(({ doubt }) => !doubt);
  const agreement = compare ? agreementWords(ofClasses, found, files) : NOT_COMPARED;
  const counts = { matched, images: imageIndices.length, classes: classes.size };
  return {
    ...{ path, head: table.head, columns: table.columns, rowCount: table.rows.length, beside, parts },
    ...{ classes: found, unnamed, subjects: patients.size > 0 ? subjects : null, patientCount: patients.size },
    subsets: new Set(subsets.filter((subset) => subset !== null)).size >= 2 ? subsets : null,
    sentences: [
      ...rowSentences(path, table, match, counts),
      ...[
        partsSentence(parts.length),
        seriesSentence(splits),
        reading,
        doubted > 0 ? doubtedSentence(doubted) : '',
        joinedSentence(table, beside),
        agreement.sentence,
      ],
    ].filter(Boolean),
    ...{ disagrees: agreement.disagrees, unlikeFolders: agreement.unlikeFolders },
    notes: [...agreement.notes, ...rowNotes(table, match, files)].slice(0, MOST_NOTES),
  };
}

/** The files, of which only images have a path: a row means no mask. */
function imagesAlone({ files, folders, loose }: Images): readonly { readonly path: string }[] {
  const isImage = new Uint8Array(files.length);
  for (const index of [...folders.flatMap(({ fileIndices }) => fileIndices), ...loose]) isImage[index] = 1;
  return files.map((file, index) => (isImage[index] ? file : NO_IMAGE));
}

const NO_IMAGE = { path: '' };

/** All images, but those in folders of thumbnails or results where the rows name others, too: `4_thumbnail.png` beside `4.png`. */
function imagesOf({ folders, loose }: Images, rowOf: Int32Array): number[] {
  const others = folders.filter(({ doubt }) => doubt !== 'unlabelled');
  const isNamed = (index: number) => (rowOf[index] ?? -1) >= 0;
  const areOthers = loose.some(isNamed) || others.some(({ fileIndices }) => fileIndices.some(isNamed));
  return [...(areOthers ? others : folders).flatMap(({ fileIndices }) => fileIndices), ...loose].sort((a, b) => a - b);
}

/** What the rows say of the images that they match. */
async function labelImages(
  rows: LabelTable['rows'],
  rowOf: Int32Array,
  images: readonly number[],
  files: readonly DroppedFile[],
) {
  const classes = new Map<string, { name: string; fileIndices: number[] }>();
  const unnamed: number[] = [];
  const subjects: (string | null)[] = files.map(() => null);
  const subsets: (Subset | null)[] = files.map(() => null);
  let matched = 0;
  await forEachInTimeSlices(images, (slice) => {
    for (const index of slice) {
      const row = rows[rowOf[index] ?? -1];
      if (row) matched += 1;
      subjects[index] = row?.patient ?? null;
      subsets[index] = row?.subset ?? null;
      if (row?.className) classOf(classes, row.className).fileIndices.push(index);
      else unnamed.push(index);
    }
  });
  return { classes, unnamed, subjects, subsets, matched };
}

/** Of a row that stands for several images, in a folder or with one beginning, they are a group: a patient's slices, a clip's frames. */
const LEAST_OF_ROW = 1.5;
/** Answers of `crypto.subtle` that come in one task. */
const HASHES_PER_TASK = 200;

async function groupByRow(
  rows: LabelTable['rows'],
  rowOf: Int32Array,
  images: readonly number[],
  subjects: (string | null)[],
): Promise<void> {
  const used = new Set<number>();
  let matched = 0;
  for (const index of images) {
    const row = rowOf[index] ?? -1;
    if (row < 0) continue;
    used.add(row);
    matched += 1;
  }
  if (used.size < 2 || matched < LEAST_OF_ROW * used.size) return;
  const hashOf = new Map<number, string>();
  const hash = async (row: number) => hashOf.set(row, await shortHash(`patient||${rows[row]?.file ?? ''}`));
  await forEachInTimeSlices([...used], async (slice) => void (await Promise.all(slice.map(hash))), HASHES_PER_TASK);
  for (const index of images) subjects[index] = hashOf.get(rowOf[index] ?? -1) ?? null;
}

function classOf(classes: Map<string, { name: string; fileIndices: number[] }>, name: string) {
  const known = classes.get(name.toLowerCase()) ?? { name, fileIndices: [] };
  classes.set(name.toLowerCase(), known);
  return known;
}
