import {
  bare,
  type LabelMatch,
  LabelMatcher,
  type LabelRow,
  sharedStart,
} from '../../../../../dataset/import/labelTables/labelTable.ts';
import {
  plainName,
  withoutSharedEnd,
  withoutZerosWithin,
} from '../../../../../dataset/import/labelTables/namingColumns.ts';
import { isPatientFolder, subsetOfPath } from '../../../../../dataset/import/names/folderNames.ts';
import { SUBSETS } from '../../../../../dataset/split/splitSettings.ts';
import { forEachInTimeSlices } from '../../../../workspace/timeSlices.ts';

type Files = readonly { readonly path: string }[];

/** How rows fit the files, and in words how they were read where they fit none as they are, or several. */
export type MatchedRows = {
  readonly match: LabelMatch;
  readonly reading: string;
  /** Each row is of a file in each of several folders, which are no classes then. */
  readonly meansSeveral?: true;
};

/** With what matched them, which knows all files that a row fits. */
type MatcherRows = MatchedRows & { readonly matcher: LabelMatcher };

/** Of the rows: so many must name files in the same folders. */
const NEARLY_ALL = 0.9;
/** More folders are patients whose files are numbered alike. */
const MOST_VERSIONS = 4;

/**
 * The same of a table that lies at a path. Where rows fit several files, those below the table's own folder are meant, if that says as much;
 * else all, where each row has one in each of several folders: planes, windows or sizes of one scan.
 *
 * @param mayMeanSeveral the folders are no classes, of which each may have a file of the same name
 * @param areOfPersons the head of what names the files says that it is a person's
 */
export async function matchNearest(
  rows: readonly LabelRow[],
  files: Files,
  path: string,
  mayMeanSeveral: boolean,
  areOfPersons: boolean,
): Promise<MatchedRows> {
  const ofPersons = areOfPersons ? await matchPersons(rows, files) : null;
  if (ofPersons) return ofPersons;
  const all = await matchRows(rows, files);
  if (all.match.ambiguous.length === 0) return all;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const inFolder =
    folder === '' || rows.some(({ scope }) => scope) ? null : rows.map((row) => ({ ...row, scope: { folder } }));
  const here = inFolder && (await matchRows(inFolder, files));
  const named = ({ match }: MatchedRows) => match.rowOf.reduce((sum, row) => sum + Number(row >= 0), 0);
  if (here && here.match.ambiguous.length < all.match.ambiguous.length && named(here) >= named(all)) return here;
  if (!mayMeanSeveral) return all;
  const several = all.matcher.matchAll();
  return (await areVersions(several, files)) ? meaningSeveral(several, all.reading) : all;
}

/** Numbers of persons are those of their folders, and not of the files in these: `1` is `Patient 1/slice_3.png`. Null where most have no folder. */
async function matchPersons(rows: readonly LabelRow[], files: Files): Promise<MatchedRows | null> {
  const numbers = onlyNumbers(rows);
  const match = numbers && (await matchWith(numbers, files, new LabelMatcher(foldersOfPatients)));
  return match && 2 * match.missing.length < rows.length
    ? { match, reading: 'Only the numbers of patients’ folders are compared.' }
    : null;
}

function meaningSeveral(match: LabelMatch, reading: string): MatchedRows {
  return { match, reading: [reading, MEANS_SEVERAL].filter(Boolean).join(' '), meansSeveral: true };
}

const MEANS_SEVERAL =
  'Each of its rows names a file in each of several folders. They are taken for one scan and stay together.';

/** Whether each row names a file in each of the same folders, all of one subset: `049/bone` and `049/brain` of any patient are the same. */
async function areVersions({ rowOf }: LabelMatch, files: Files): Promise<boolean> {
  const foldersOfRow = new Map<number, string[]>();
  let index = 0;
  await forEachInTimeSlices(files, (slice) => {
    for (const { path } of slice) {
      const row = rowOf[index++] ?? -1;
      if (row < 0) continue;
      const known = foldersOfRow.get(row) ?? [];
      known.push(path.slice(0, path.lastIndexOf('/')));
      foldersOfRow.set(row, known);
    }
  });
  const counts = new Map<string, number>();
  await forEachInTimeSlices([...foldersOfRow.values()], (slice) => {
    for (const folders of slice) {
      const isOne = new Set(folders).size === folders.length && folders.length > 1 && folders.length <= MOST_VERSIONS;
      const subsets = new Set(folders.map((folder) => subsetOfPath(folder.split('/'))));
      if (!isOne || subsets.size > 1) continue;
      const key = withoutShared(folders).toSorted().join('\0');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  });
  // Each subset has folders of its own.
  const most = [...counts.values()].toSorted((a, b) => b - a).slice(0, SUBSETS.length);
  return most.reduce((sum, count) => sum + count, 0) >= NEARLY_ALL * foldersOfRow.size;
}

/** What is left of folders once those above all of them are left out. */
function withoutShared(folders: readonly string[]): string[] {
  const apart = folders.map((folder) => folder.split('/'));
  const shared = apart.reduce<readonly string[] | null>(sharedStart, null) ?? [];
  return apart.map((names) => names.slice(shared.length).join('/'));
}

const IN_FOLDERS = 'Its rows name a file by a folder, at any depth above it, and a name. Leading zeros do not matter.';

/** Holds rows whose file is a folder and a name against files: `49/1` is `Patients/049/brain/1.jpg`. The nearest folder counts. */
export async function matchInFolders(rows: readonly LabelRow[], files: Files): Promise<MatchedRows> {
  const keys = new Set<string>();
  await forEachInTimeSlices(rows, (slice) => {
    for (const { file } of slice) keys.add(keyOf(file.slice(0, file.lastIndexOf('/')), file));
  });
  const nearest = (path: readonly string[]) => {
    const [name = '', ...above] = path.toReversed();
    const key = above.map((folder) => keyOf(folder, name)).find((each) => keys.has(each));
    return key === undefined ? [] : [key];
  };
  const matcher = new LabelMatcher(nearest);
  const match = await matchWith(rows, files, matcher);
  const several = match.ambiguous.length > 0 ? matcher.matchAll() : null;
  if (several && (await areVersions(several, files))) return meaningSeveral(several, IN_FOLDERS);
  return { match, reading: IN_FOLDERS };
}

/** One name for both: nothing else than the whole of it is to fit. */
function keyOf(folder: string, path: string): string {
  return `${plainName(folder)}\0${plainName(path)}`;
}

/**
 * Holds rows against files. Where no row names one as it is written, numbers are compared without leading zeros (a spreadsheet has lost
 * them: the longest may be as they were), then names without their folders, then the folders of the rows' paths with those that are here.
 */
async function matchRows(rows: readonly LabelRow[], files: Files): Promise<MatcherRows> {
  const plain = new LabelMatcher();
  const asWritten = { match: await matchWith(rows, files, plain), reading: '', matcher: plain };
  if (rows.length === 0) return asWritten;
  const said = async (reading: string, read: readonly LabelRow[] | null, matcher = new LabelMatcher()) => {
    const found = read && (await matchWith(read, files, matcher));
    return found && namesAny(found) ? { match: found, reading, matcher } : null;
  };
  if (asWritten.match.missing.length === 0) return asWritten;
  if (namesAny(asWritten.match)) {
    const numbers = await said(WITHOUT_ZEROS, onlyNumbers(rows), readingParts(withoutZeros));
    const isMore = numbers && numbers.match.missing.length < asWritten.match.missing.length;
    return isMore ? numbers : ((await withOtherEndings(asWritten, rows, files)) ?? asWritten);
  }
  const readings: readonly (() => Promise<MatcherRows | null>)[] = [
    () => withOtherEndings(asWritten, rows, files),
    async () => said(WITHOUT_ZEROS, rows, readingParts(withoutZeros)),
    async () => said('Numbers in names are compared without leading zeros.', rows, readingNames(withoutZerosWithin)),
    async () => said('Names are compared without the word that all rows end with.', withoutWord(rows)),
    async () => said('Names are compared without the code that the rows’ begin with.', withoutCodes(rows)),
    async () => said('Only the names are compared: the folders are others here.', rows.map(nameAlone)),
    async () => said('Only the numbers in the names are compared.', onlyNumbers(rows), readingNames(numberWithin)),
    async () => said('Only the first numbers in the names are compared.', onlyNumbers(rows), readingNames(firstNumber)),
    async () =>
      said('Its paths are matched by their folders: the files have other names here.', await byFolder(rows, files)),
    async () => said('A row means the files that have its word in their name.', onlyCodes(rows), wordsAmong(rows)),
  ];
  for (const read of readings) {
    const found = await read();
    if (found) return found;
  }
  return asWritten;
}

function readingNames(nameOf: (name: string) => string): LabelMatcher {
  return new LabelMatcher((segments) => {
    const name = segments.at(-1);
    return name === undefined ? segments : segments.with(-1, nameOf(name));
  });
}

/** Of the parts of a path each by itself. */
function readingParts(partOf: (name: string) => string): LabelMatcher {
  return new LabelMatcher((segments) => segments.map(partOf));
}

const WITHOUT_ZEROS = 'Numbers are compared without leading zeros.';

/**
 * The same, where rows without a file here name one by another ending: pictures were converted, and the table was not. Only a file that no row
 * names as it is, and whose name, with the folder that the row gives, is that of one row alone. Null where no row names one.
 */
async function withOtherEndings(
  found: MatcherRows,
  rows: readonly LabelRow[],
  files: Files,
): Promise<MatcherRows | null> {
  const rowOfName = new Map<string, number>();
  const seen = new Map<string, number>();
  await forEachInTimeSlices(found.match.missing, (slice) => {
    for (const row of slice) {
      const segments = bareSegments(rows[row]?.file ?? '');
      const key = segments.slice(-2).join('/');
      seen.set(key, (seen.get(key) ?? 0) + 1);
      if (hasEnding(rows[row]?.file ?? '')) rowOfName.set(key, row);
    }
  });
  if (rowOfName.size === 0) return null;
  const filesOfRow = new Map<number, number[]>();
  let index = 0;
  await forEachInTimeSlices(files, (slice) => {
    for (const { path } of slice) {
      const at = index++;
      if ((found.match.rowOf[at] ?? -1) >= 0) continue;
      const segments = bareSegments(path);
      const key = [segments.slice(-2).join('/'), segments.at(-1) ?? ''].find((each) => seen.get(each) === 1);
      const row = key === undefined ? undefined : rowOfName.get(key);
      if (row !== undefined) filesOfRow.set(row, [...(filesOfRow.get(row) ?? []), at]);
    }
  });
  const rowOf = found.match.rowOf.slice();
  const meant = new Set<number>();
  for (const [row, [only, ...more]] of filesOfRow) {
    if (only === undefined || more.length > 0) continue;
    rowOf[only] = row;
    meant.add(row);
  }
  if (meant.size === 0) return null;
  const missing = found.match.missing.filter((row) => !meant.has(row));
  const reading = 'Where a name is here with another ending, that is meant.';
  return { ...found, match: { ...found.match, rowOf, missing }, reading };
}

function hasEnding(file: string): boolean {
  return bare(file.toLowerCase()) !== file.toLowerCase();
}

function bareSegments(path: string): string[] {
  return bare(path.toLowerCase())
    .split(/[/\\]/)
    .filter((segment) => segment !== '' && segment !== '.');
}

/** `0a1b2c3d-oct_01.png` is `oct_01.png`: tools for labels put a code before the names of what is loaded up. Null where a row has none. */
function withoutCodes(rows: readonly LabelRow[]): readonly LabelRow[] | null {
  const names = rows.map(({ file }) => /(?:^|[/\\])[0-9a-f]{8}[-_]([^/\\]+)$/.exec(file)?.[1]);
  return names.includes(undefined) ? null : rows.map((row, index) => ({ ...row, file: names[index] ?? row.file }));
}

/** Letters with a number, as wells of a plate (`B02`), are told from any other word of a name. Null where rows are called otherwise. */
function onlyCodes(rows: readonly LabelRow[]): readonly LabelRow[] | null {
  return rows.every(({ file }) => /^\p{L}{1,4}-?\d{2,8}$/u.test(file.trim())) ? rows : null;
}

/** Compares the words in the names of files, between signs, with what rows are called. */
function wordsAmong(rows: readonly LabelRow[]): LabelMatcher {
  const called = new Set(rows.map(({ file }) => file.trim().toLowerCase()));
  return new LabelMatcher((segments) => {
    if (segments.length === 1 && called.has(segments[0] ?? '')) return segments;
    const words = bare(segments.at(-1) ?? '').split(/[_ .]/);
    const found = words.filter((word) => called.has(word));
    return found.length === 1 ? [...found, ''] : [];
  });
}

function withoutWord(rows: readonly LabelRow[]): readonly LabelRow[] | null {
  const names = withoutSharedEnd(rows.map(({ file }) => file));
  return names && rows.map((row, index) => ({ ...row, file: names[index] ?? row.file }));
}

function nameAlone(row: LabelRow): LabelRow {
  return { ...row, file: row.file.slice(row.file.search(/[^/\\]*$/)) };
}

async function matchWith(rows: readonly LabelRow[], files: Files, matcher: LabelMatcher): Promise<LabelMatch> {
  await forEachInTimeSlices(rows, (slice) => matcher.addRows(slice));
  await forEachInTimeSlices(files, (slice) => matcher.addPaths(slice.map((each) => each.path)));
  return matcher.match();
}

function namesAny({ rowOf, ambiguous, contradicted }: LabelMatch): boolean {
  return ambiguous.length + contradicted.length > 0 || rowOf.some((row) => row >= 0);
}

/** `0007.png` and `7.0` are 7. */
function withoutZeros(name: string): string {
  return /^0*(\d+)(\.0+)?$/.exec(bare(name))?.[1] ?? name;
}

/** Null where rows are called by more than numbers. */
function onlyNumbers(rows: readonly LabelRow[]): readonly LabelRow[] | null {
  return rows.every(({ file }) => /^#?\d+$/.test(file.trim())) ? rows : null;
}

/** `IMG_0007.jpg` and `#7` are 7; a name with several numbers stays what it is. */
function numberWithin(name: string): string {
  return /^\D*?0*(\d+)\D*$/.exec(bare(name))?.[1] ?? name;
}

/** `IXI002-Guys-0828-T1.nii` is 2; a name without a number stays what it is. */
function firstNumber(name: string): string {
  return /^\D*0*(\d+)/.exec(bare(name))?.[1] ?? name;
}

/** `sub-0050002/anat/mprage.nii` is in that of 50002; a row is its number. */
function foldersOfPatients(segments: readonly string[]): readonly string[] {
  if (segments.length === 1) return segments.map(withoutZeros);
  const folder = segments.slice(0, -1).findLast((segment) => isPatientFolder(segment) && /\d/.test(segment));
  return folder === undefined ? [] : [numberWithin(folder), ''];
}

/** The rows with the last folder of their path that is here as what they name; null where none has one. */
async function byFolder(rows: readonly LabelRow[], files: Files): Promise<LabelRow[] | null> {
  const here = new Set<string>();
  await forEachInTimeSlices(files, (slice) => {
    for (const { path } of slice) for (const folder of foldersOf(path)) here.add(folder);
  });
  let isAny = false;
  const found: LabelRow[] = [];
  await forEachInTimeSlices(rows, (slice) => {
    for (const row of slice) {
      const folder = foldersOf(row.file).findLast((each) => here.has(each));
      isAny ||= folder !== undefined;
      found.push(folder === undefined ? row : { ...row, file: folder });
    }
  });
  return isAny ? found : null;
}

function foldersOf(path: string): string[] {
  return path
    .toLowerCase()
    .split(/[/\\]/)
    .slice(0, -1)
    .filter((name) => name !== '' && name !== '.' && name !== '..');
}

/** Takes the subset from the rows of files that are in several: folds of a cross-validation, each with its own. */
export async function withoutDoubtfulSubsets(
  rows: readonly LabelRow[],
): Promise<{ readonly rows: readonly LabelRow[]; readonly doubted: number }> {
  const subsetOf = new Map<string, LabelRow['subset'] | 'several'>();
  const keyOf = ({ file, scope }: LabelRow) => (scope && 'folder' in scope ? `${scope.folder}${file}` : file);
  await forEachInTimeSlices(rows, (slice) => {
    for (const row of slice) {
      if (row.subset === null) continue;
      const known = subsetOf.get(keyOf(row)) ?? row.subset;
      subsetOf.set(keyOf(row), known === row.subset ? known : 'several');
    }
  });
  const doubted = new Set([...subsetOf].flatMap(([file, subset]) => (subset === 'several' ? [file] : [])));
  if (doubted.size === 0) return { rows, doubted: 0 };
  const kept: LabelRow[] = [];
  await forEachInTimeSlices(rows, (slice) => {
    for (const row of slice) kept.push(doubted.has(keyOf(row)) ? { ...row, subset: null } : row);
  });
  return { rows: kept, doubted: doubted.size };
}
