import { describe, expect, it } from 'vitest';
import type { ScanFile } from '../../../../../worker/jobs/import/importProtocol.ts';
import { readLabelTable } from '../../../../../worker/jobs/import/labelTable.ts';
import { importRequest } from '../importRequest.ts';
import type { ReadTable } from '../labels/readTables.ts';
import type { ImportReview } from '../review/importReview.ts';
import { subsetContradictions } from '../review/reviewedSubsets.ts';
import { reviewProblem } from '../review/reviewProblem.ts';
import { startReview } from '../review/startReview.ts';
import { SETS_WITH_ANNOTATIONS } from './annotations.fixture.ts';
import { SETS_BY_COLUMNS } from './columns.fixture.ts';
import { SETS_WITH_JSON } from './json.fixture.ts';
import { SETS_BY_KEYS } from './keys.fixture.ts';
import { SETS_IN_OTHER_LANGUAGES } from './languages.fixture.ts';
import { SETS_OF_LEVELS } from './levels.fixture.ts';
import { SETS_WITH_LISTS } from './lists.fixture.ts';
import { SETS_WITH_MASKS } from './masks.fixture.ts';
import { MEDICAL_FOLDERS } from './medicalFolders.fixture.ts';
import { MEDICAL_TABLES } from './medicalTables.fixture.ts';
import { SETS_BY_NAMES } from './names.fixture.ts';
import { SETS_ON_OWN_DISKS } from './ownDisks.fixture.ts';
import { type ExpectedReview, expand, type PublicSet } from './publicSet.fixture.ts';
import { SPLIT_SETS } from './splits.fixture.ts';
import { SETS_WITH_STRAY_FOLDERS } from './stray.fixture.ts';
import { SETS_WITH_TABLES } from './tables.fixture.ts';
import { SETS_WITH_ODD_TABLES } from './tableText.fixture.ts';

const dropped = (path: string, content: BlobPart) => ({
  path,
  file: new File([content], path.split('/').at(-1) ?? path),
});

const archives = {
  contentOf: async (file: ScanFile) => {
    if (!(file instanceof File)) throw new Error('not a file');
    return file;
  },
};
const readTable: ReadTable = (file, asked) => readLabelTable(archives, file, asked);

function reviewOf({ files, tables = {} }: PublicSet): Promise<ImportReview> {
  const images = files.flatMap((pattern) => expand(pattern)).map((path) => dropped(path, 'x'));
  const texts = Object.entries(tables).map(([path, content]) => dropped(path, content));
  return startReview([...images, ...texts], null, [], { readTable });
}

/** What the review says, in the terms of what is expected. */
async function saidBy(review: ImportReview): Promise<Omit<ExpectedReview, 'says' | 'offers' | 'problem'>> {
  const { plan, classes } = review;
  const { files } = await importRequest(review);
  const inSubset = (name: string) => files.filter(({ subset }) => subset === name).length;
  const parts = [inSubset('training'), inSubset('validation'), inSubset('test')] as const;
  const groups = new Set(files.flatMap(({ subject }) => (subject ? [subject.id] : []))).size;
  const masks = [...plan.masks.values()];
  return {
    classes: Object.fromEntries(
      classes.flatMap(({ name, included, fileIndices }) => (included ? [[name, fileIndices.length]] : [])),
    ),
    ...(parts.some((count) => count > 0) && { parts }),
    ...(masks.length > 0 && { masks: [masks.length, masks.filter((images) => images.length > 0).length] }),
    ...(groups > 0 && { groups }),
    ...(plan.augmented.length > 0 && { augmented: plan.augmented.length }),
  };
}

function wordsOf(review: ImportReview): string {
  const { onlySubset } = review.plan;
  return [
    ...review.tables.flatMap(({ sentences }) => sentences),
    onlySubset === null ? '' : `${onlySubset} subset`,
    `${subsetContradictions(review)} files in another subset`,
  ].join(' ');
}

describe.each([
  ['sets that come split', SPLIT_SETS],
  ['masks', SETS_WITH_MASKS],
  ['the class is not the innermost folder', SETS_OF_LEVELS],
  ['stray folders and augmented copies', SETS_WITH_STRAY_FOLDERS],
  ['lists in texts', SETS_WITH_LISTS],
  ['labels in JSON', SETS_WITH_JSON],
  ['an annotation for each image', SETS_WITH_ANNOTATIONS],
  ['public tables', SETS_WITH_TABLES],
  ['heads of columns', SETS_BY_COLUMNS],
  ['classes in the names of files', SETS_BY_NAMES],
  ['names in two columns, and longer ones', SETS_BY_KEYS],
  ['how tables are written', SETS_WITH_ODD_TABLES],
  ['what people have of their own', SETS_ON_OWN_DISKS],
  ['folders of sets for medicine', MEDICAL_FOLDERS],
  ['tables of sets for medicine', MEDICAL_TABLES],
  ['other languages', SETS_IN_OTHER_LANGUAGES],
])('%s', (_, sets) => {
  it.each(Object.entries(sets))('%s', async (_name, set) => {
    const review = await reviewOf(set);
    const { says = [], offers, problem, ...expected } = set.expect;
    for (const words of says) expect(wordsOf(review)).toMatch(words);
    if (offers) expect(review.suggestions.map(({ text }) => text)).toContain(offers);
    if (problem) {
      // Nothing is imported: of the files only the masks are said.
      expect(reviewProblem(review)).toMatch(problem);
      expect((await saidBy(review)).masks).toEqual(expected.masks);
    } else {
      expect(reviewProblem(review)).toBeNull();
      expect(await saidBy(review)).toEqual(expected);
    }
  });
});
