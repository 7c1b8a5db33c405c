import { byName } from '../../../../../dataset/import/classes/plannedClasses.ts';
import {
  judgeWords,
  PLACES_IN_NAME,
  type PlaceInName,
  wordInName,
} from '../../../../../dataset/import/names/classInName.ts';
import { formatCount, formatCounted } from '../../../../components/text/format.ts';
import { folderAndName } from '../../../../drop/droppedFiles.ts';
import { forEachInTimeSlices } from '../../../../workspace/timeSlices.ts';
import { NO_TABLE, type ReviewedTable } from './labelSources.ts';
import { classOf, foldersAreClasses, type Images, indicesOf } from './matchTable.ts';

/** Stands where a table's path does. */
const FILE_NAMES = 'the file name';

/** Files that are looked at first: of many without such words no more are. */
const SAMPLE = 1000;

/** Classes that the names of the files say, as a table would, where the folders are none: `cat.0.jpg`, `dog.0.jpg`. Null where they say none. */
export async function labelsInNames(images: Images): Promise<ReviewedTable | null> {
  const { files, folders, loose } = images;
  if (foldersAreClasses(folders)) return null;
  const indices = indicesOf(folders, loose);
  const step = Math.ceil(indices.length / SAMPLE);
  const sample = indices.filter((_, place) => place % step === 0);
  for (const place of PLACES_IN_NAME) {
    const first = await sortByWord(sample, files, place);
    if (judgeWords(countsOf(first), sample.length, 1) === 'no-classes') continue;
    const sorted = await sortByWord(indices, files, place);
    const judged = judgeWords(countsOf(sorted), indices.length);
    if (judged !== 'no-classes') return asTable(sorted, place, judged === 'maybe-classes');
  }
  return null;
}

type SortedByWord = {
  /** By the word in small letters. */
  readonly classes: ReadonlyMap<string, { readonly name: string; readonly fileIndices: readonly number[] }>;
  readonly unnamed: readonly number[];
};

async function sortByWord(
  indices: readonly number[],
  files: Images['files'],
  place: PlaceInName,
): Promise<SortedByWord> {
  const classes = new Map<string, { name: string; fileIndices: number[] }>();
  const unnamed: number[] = [];
  await forEachInTimeSlices(indices, (slice) => {
    for (const index of slice) {
      const word = wordInName(folderAndName(files[index]?.path ?? '')[1], place);
      (word === null ? unnamed : classOf(classes, word).fileIndices).push(index);
    }
  });
  return { classes, unnamed };
}

function countsOf({ classes }: SortedByWord): ReadonlyMap<string, number> {
  return new Map([...classes].map(([word, { fileIndices }]) => [word, fileIndices.length]));
}

function asTable({ classes, unnamed }: SortedByWord, place: PlaceInName, isOffered: boolean): ReviewedTable {
  const found = [...classes.values()].sort((a, b) => byName(a.name, b.name));
  const named = found.reduce((sum, { fileIndices }) => sum + fileIndices.length, 0);
  const sentences = [sayWords(place, found, named, named + unnamed.length)];
  return { ...NO_TABLE, path: FILE_NAMES, classes: found, unnamed, isOffered, sentences };
}

function sayWords(place: PlaceInName, classes: readonly { name: string }[], named: number, files: number): string {
  const names = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(classes.map(({ name }) => name));
  const where = place === 'before-number' ? 'begin' : 'end';
  return `The names of ${formatCount(named)} of ${formatCounted(files, 'file')} ${where} with ${names}.`;
}
