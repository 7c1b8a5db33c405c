import { byName } from '../../../../../dataset/import/classes/plannedClasses.ts';
import { isJson, isXml, mayBeList, TOO_LONG } from '../../../../../dataset/import/labelTables/labelList.ts';
import { fileNamesIn, namesIn } from '../../../../../dataset/import/labelTables/namingColumns.ts';
import type { LabelTable, TableColumns } from '../../../../../dataset/import/labelTables/tableColumns.ts';
import { columnsOfPart, joinParts } from '../../../../../dataset/import/labelTables/tableParts.ts';
import { subsetOfPath } from '../../../../../dataset/import/names/folderNames.ts';
import { templateOf } from '../../../../../dataset/import/names/nameWords.ts';
import { UserError } from '../../../../../dataset/userError.ts';
import type { TableRequest } from '../../../../../worker/jobs/import/importProtocol.ts';
import { failureCode, failureSentence } from '../../../../components/text/failureSentence.ts';
import { type DroppedFile, folderAndName } from '../../../../drop/droppedFiles.ts';
import { forEachInTimeSlices } from '../../../../workspace/timeSlices.ts';
import { asAnnotations } from './annotationTables.ts';
import { NO_TABLE, type ReviewedTable, type TableFile } from './labelSources.ts';
import { type FoundTable, type Images, matchTable } from './matchTable.ts';

/** More of them are no tables of labels. */
const MOST_TABLES = 8;

export type ReadTable = (file: DroppedFile['file'], asked?: TableRequest) => Promise<LabelTable>;

/** By the path of the table. */
export type ColumnsChosen = ReadonlyMap<string, TableColumns>;

/** Of a competition: what is to be filled in. */
const TO_FILL_IN = /submission/i;

/** What says which images are which. */
export type TablesHere = {
  /** Places among the files. */
  readonly tables: readonly number[];
  /** Annotations of one image each, as tables: see `annotationTables`. */
  readonly annotations?: readonly TableFile[];
};

/** Reads a table as it lies here, with its annotations, by the columns that were chosen. */
type ReadHere = (table: TableFile, asked?: TableRequest) => Promise<LabelTable>;

/**
 * Reads the tables among the files, those nearest to the top first. Tables that name no file are joined to those that do, where they have a
 * column in common. One that cannot be read says why; one without rows stays what it was: a file that is no image.
 */
export async function readTables(
  { tables, annotations = [] }: TablesHere,
  images: Images,
  read: ReadTable,
  tell: (sentence: string) => void = () => {},
  columns: ColumnsChosen = new Map(),
): Promise<ReviewedTable[]> {
  const names = new NamesHere(images.files);
  const readHere: ReadHere = async (table, asked = {}) => {
    const { path, file, annotations: files } = table;
    return read(file, { columns: columns.get(path), names: await names.for(path), annotations: files, ...asked });
  };
  const { chosen, seriesOf } = tablesToRead(tables.flatMap((index) => images.files[index] ?? []));
  const { found, failed } = await readEach([...chosen, ...annotations], readHere, tell);
  const alike = await readAlike(found, (table, asColumns) =>
    readHere(table, { columns: columns.get(table.path) ?? asColumns }),
  );
  const joined = await joinKeyed(alike, readHere);
  const reviewed: ReviewedTable[] = [];
  const paths = images.files.map(({ path }) => path);
  for (const each of wholeTables(joined, paths)) {
    // Names alone say nothing but the subset, by the names of several lists.
    if (each.table.head.length === 1 && !each.parts) continue;
    const table = await matchTable(each, images, seriesOf.get(each.path));
    if (!each.annotations) reviewed.push(table);
    else if (saysAnything(each.table)) reviewed.push(asAnnotations(table, each.table));
  }
  // Where a table names the classes, one that names no file says nothing: pixels, boxes, events.
  const isNamed = reviewed.some(({ classes, isOffered }) => classes.length > 0 && !isOffered);
  const says = ({ columns, rowCount }: ReviewedTable) => (columns.file === null ? !isNamed : rowCount > 0);
  return [...reviewed.filter(says), ...failed];
}

async function readEach(tables: readonly TableFile[], read: ReadHere, tell: (sentence: string) => void) {
  const found: FoundTable[] = [];
  const failed: ReviewedTable[] = [];
  for (const each of tables) {
    tell(`Reading ${folderAndName(each.path)[1]}`);
    const table = await read(each).catch((failure: unknown) => ({ failure }));
    if ('failure' in table) {
      // Of a text nobody said that it is a table, unless it names files and is too long.
      const isNone = mayBeList(each.path) && failureCode(table.failure) !== TOO_LONG;
      if (!isNone) failed.push(unreadTable(each.path, failureSentence(table.failure)));
    } else if (table.head.length > 1 || (table.namesFiles && table.rows.length > 0)) found.push({ ...each, table });
  }
  return { found, failed };
}

/** Annotations say more than a table of labels, or less: they are none of its parts. */
function wholeTables(tables: readonly FoundTable[], paths: readonly string[]): FoundTable[] {
  const isApart = ({ annotations }: FoundTable) => annotations !== undefined;
  return [
    ...joinParts(
      tables.filter((each) => !isApart(each)),
      paths,
    ),
    ...tables.filter(isApart),
  ];
}

/** Else its files stay what they are: data about the images. */
function saysAnything({ columns: { className, oneHot, patient, subset }, severalLabels }: LabelTable): boolean {
  return [className, oneHot, patient, subset].some((said) => said !== null) || severalLabels.length > 0;
}

/**
 * Which tables are read, those nearest to the top first, XML last, which is seldom one; of numbered splits (`train1.txt` to `train10.txt`,
 * `test1.txt`, ...) the first, with the number of splits by the path of its lists.
 */
function tablesToRead(tables: readonly DroppedFile[]) {
  const depth = ({ path }: DroppedFile) => path.split('/').length;
  const useful = tables
    .filter(({ path }) => !TO_FILL_IN.test(folderAndName(path)[1]))
    .toSorted((a, b) => Number(isXml(a.path)) - Number(isXml(b.path)) || depth(a) - depth(b));
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
    const namesOf = mayBeList(table) && !isJson(table) ? fileNamesIn : namesIn;
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
    const asked = { columns: own, names, beside: files, annotations: part.annotations };
    found.push({ ...part, table: await read(part.file, asked), beside });
  }
  const [whole, ...others] = wholeTables(
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
async function joinKeyed(tables: readonly FoundTable[], read: ReadHere): Promise<FoundTable[]> {
  // Where none does a table of numbers may name them by the beginnings of their names, and the others have no such column.
  const mayName = tables.some(({ table }) => table.namesFiles)
    ? ({ table }: FoundTable) => table.namesFiles
    : ({ table }: FoundTable) => table.columns.file !== null;
  const keyed = tables.filter((each) => !mayName(each));
  const naming = tables.filter(mayName);
  if (keyed.length === 0 || naming.length === 0) return [...tables];
  const used = new Set<FoundTable>();
  const joined: FoundTable[] = [];
  for (const each of naming) {
    const others = keyed.map(({ file }) => file);
    const table = await read(each, { beside: others }).catch(() => each.table);
    const beside = keyed.filter((_, index) => typeof table.joinedBy[index] === 'string');
    for (const other of beside) used.add(other);
    joined.push({ ...each, table, beside });
  }
  return [...joined, ...keyed.filter((each) => !used.has(each))];
}

/** A table that is there, and of which nothing is known but why. */
function unreadTable(path: string, sentence: string): ReviewedTable {
  return { ...NO_TABLE, path, sentences: [`${folderAndName(path)[1]} is not used. ${sentence}`], disagrees: true };
}
