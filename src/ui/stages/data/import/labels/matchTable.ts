import { HASHES_PER_TASK, shortHash } from '../../../../../dataset/hashes.ts';
import { byName, type FolderDoubt } from '../../../../../dataset/import/classes/plannedClasses.ts';
import { headPlace, plainHead } from '../../../../../dataset/import/labelTables/columnHeads.ts';
import type { LabelTable } from '../../../../../dataset/import/labelTables/tableColumns.ts';
import {
  isAcquisition,
  isPartNumbered,
  isPartOrStorage,
  speaksOfStorage,
} from '../../../../../dataset/import/names/folderNames.ts';
import type { Subset } from '../../../../../dataset/split/splitSettings.ts';
import type { DroppedFile } from '../../../../drop/droppedFiles.ts';
import { forEachInTimeSlices } from '../../../../workspace/timeSlices.ts';
import type { ReviewedTable, TableFile } from './labelSources.ts';
import { matchInFolders, matchNearest, withoutDoubtfulSubsets } from './matchRows.ts';
import {
  type AgreementWords,
  agreementWords,
  annotationsSentence,
  doubtedSentence,
  joinedSentence,
  MOST_CLASSES_OF_TABLE,
  partsSentence,
  readingsSentence,
  rowNotes,
  rowSentences,
  seriesSentence,
} from './tableWords.ts';

const MOST_NOTES = 2000;

const NOT_COMPARED: AgreementWords = { sentence: '', disagrees: false, unlikeFolders: false, notes: [] };
/** Where each row is of a file in each folder, these are no classes. */
const UNLIKE_FOLDERS: AgreementWords = { ...NOT_COMPARED, unlikeFolders: true };

type Labelled = {
  readonly name: string;
  readonly fileIndices: readonly number[];
  readonly doubt?: FolderDoubt | null;
};

/** What is known of the images without any table. */
export type Images = {
  readonly files: readonly DroppedFile[];
  readonly folders: readonly Labelled[];
  readonly loose: readonly number[];
};

/** A table with rows, of one file or of several parts. */
export type FoundTable = TableFile & {
  readonly table: LabelTable;
  /** Tables that are joined to it. */
  readonly beside?: readonly DroppedFile[];
  /** The tables that it is made of; left out: itself alone. */
  readonly parts?: readonly TableFile[];
};

/** Whether the folders say more than how the images were divided or stored. */
export function foldersAreClasses(folders: readonly Labelled[]): boolean {
  const named = folders.filter(({ name, doubt }) => !doubt && !isPartOrStorage(name)).map(({ name }) => name);
  return named.length >= 2 && !isPartNumbered(named);
}

/** Holds a table against the images, in slices. */
export async function matchTable(read: FoundTable, images: Images, splits?: number): Promise<ReviewedTable> {
  const { path, beside = [], parts = [read] } = read;
  const { files, folders } = images;
  const { rows, doubted } = await withoutDoubtfulSubsets(read.table.rows);
  const saysNoClass = ({ name }: Labelled) => isAcquisition(name) || speaksOfStorage(name);
  const mayMeanSeveral = !foldersAreClasses(folders) || folders.every(saysNoClass);
  const alone = imagesAlone(images);
  const isInFolder = read.table.columns.folder !== null;
  const { match, reading, meansSeveral } = await (isInFolder
    ? matchInFolders(rows, alone)
    : matchNearest(rows, alone, path, mayMeanSeveral, namesPatients(read.table)));
  const table = { ...read.table, rows };
  const imageIndices = imagesOf(images, match.rowOf);
  const { classes, unnamed, subjects, subsets, matched } = await labelImages(rows, match.rowOf, imageIndices, files);
  const isFew = classes.size <= MOST_CLASSES_OF_TABLE;
  const found = isFew ? [...classes.values()].sort((a, b) => byName(a.name, b.name)) : [];
  if (table.columns.patient === null && !areRowsClasses(match.rowOf, classes.size, folders))
    await groupByRow(table.rows, match.rowOf, imageIndices, subjects);
  const patients = new Set(subjects.filter((subject) => subject !== null));
  const compare = found.length > 0 && foldersAreClasses(folders);
  const ofClasses = folders.filter(({ doubt }) => !doubt);
  const compared = () => (meansSeveral ? UNLIKE_FOLDERS : agreementWords(ofClasses, found, files));
  const agreement = compare ? compared() : NOT_COMPARED;
  const counts = { matched, images: imageIndices.length, classes: classes.size };
  return {
    ...{ path, head: table.head, columns: table.columns, rowCount: table.rows.length, beside, parts },
    ...{ classes: found, unnamed, subjects: patients.size > 0 ? subjects : null, patientCount: patients.size },
    subsets: new Set(subsets.filter((subset) => subset !== null)).size >= 2 ? subsets : null,
    sentences: [
      ...rowSentences(path, table, match, counts),
      ...[
        annotationsSentence(table),
        partsSentence(parts.length),
        seriesSentence(splits),
        readingsSentence(table),
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

function namesPatients({ head, columns }: LabelTable): boolean {
  return columns.file !== null && headPlace('patient', plainHead(head[columns.file] ?? '')) !== null;
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
  return indicesOf(areOthers ? others : folders, loose);
}

/** Of the files in folders and of loose ones, in the files' order. */
export function indicesOf(folders: readonly Labelled[], loose: readonly number[]): number[] {
  return [...folders.flatMap(({ fileIndices }) => fileIndices), ...loose].sort((a, b) => a - b);
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

/** Whether a row is of all images of one folder, and the folders are classes: `{"benign": 0, "malignant": 1}`. No group has two classes of a table. */
function areRowsClasses(rowOf: Int32Array, classCount: number, folders: readonly Labelled[]): boolean {
  const ofClasses = folders.filter(({ doubt }) => !doubt);
  if (!foldersAreClasses(folders) || (classCount !== 0 && classCount !== ofClasses.length)) return false;
  return ofClasses.every(({ fileIndices }) =>
    fileIndices.every((index) => rowOf[index] === rowOf[fileIndices[0] ?? -1]),
  );
}

/** Of a row that stands for several images, in a folder or with one beginning, they are a group: a patient's slices, a clip's frames. */
const LEAST_OF_ROW = 1.5;

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

/** The class of this name, whatever its capitals; a new one where there is none. */
export function classOf(classes: Map<string, { name: string; fileIndices: number[] }>, name: string) {
  const known = classes.get(name.toLowerCase()) ?? { name, fileIndices: [] };
  classes.set(name.toLowerCase(), known);
  return known;
}
