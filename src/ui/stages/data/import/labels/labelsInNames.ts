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
import type { ReviewedTable } from './labelSources.ts';
import { foldersAreClasses, type Images } from './matchTable.ts';

/** Stands where a table's path does. */
const FILE_NAMES = 'the file name';

/** Classes that the names of the files say, as a table would, where the folders are none: `cat.0.jpg`, `dog.0.jpg`. Null where they say none. */
export async function labelsInNames(images: Images): Promise<ReviewedTable | null> {
  const { files, folders, loose } = images;
  if (foldersAreClasses(folders)) return null;
  const indices = [...folders.flatMap(({ fileIndices }) => fileIndices), ...loose].sort((a, b) => a - b);
  for (const place of PLACES_IN_NAME) {
    const classes = new Map<string, { name: string; fileIndices: number[] }>();
    const unnamed: number[] = [];
    await forEachInTimeSlices(indices, (slice) => {
      for (const index of slice) {
        const word = wordInName(folderAndName(files[index]?.path ?? '')[1], place);
        const found = word === null ? null : (classes.get(word.toLowerCase()) ?? { name: word, fileIndices: [] });
        if (word !== null && found) classes.set(word.toLowerCase(), found);
        (found?.fileIndices ?? unnamed).push(index);
      }
    });
    const counts = new Map([...classes].map(([word, { fileIndices }]) => [word, fileIndices.length]));
    const judged = judgeWords(counts, indices.length);
    if (judged === 'no-classes') continue;
    const found = [...classes.values()].sort((a, b) => byName(a.name, b.name));
    const columns = { file: null, folder: null, className: null, patient: null, subset: null, oneHot: null };
    const isOffered = judged === 'maybe-classes';
    return {
      ...{ path: FILE_NAMES, head: [], columns, rowCount: 0, beside: [], parts: [], notes: [] },
      ...{ classes: found, unnamed, subjects: null, patientCount: 0, subsets: null, isOffered },
      sentences: [sayWords(place, found, indices.length - unnamed.length, indices.length), isOffered ? OFFER : ''],
      ...{ disagrees: false, unlikeFolders: false },
    };
  }
  return null;
}

const OFFER = 'Choose them as labels if they are the classes.';

function sayWords(place: PlaceInName, classes: readonly { name: string }[], named: number, files: number): string {
  const names = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(classes.map(({ name }) => name));
  const where = place === 'before-number' ? 'begin' : 'end';
  return `The names of ${formatCount(named)} of ${formatCounted(files, 'file')} ${where} with ${names}.`;
}
