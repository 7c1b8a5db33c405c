import type { Subset } from '../../split/splitSettings.ts';
import { mappedInSteps, STEP } from '../inSteps.ts';
import {
  apartFromSubset,
  comparable,
  copiedFrom,
  isPartOrStorage,
  isPatientFolder,
  isRange,
  isStorage,
  labelOfVisit,
  subsetOfFolder,
} from '../names/folderNames.ts';
import { sharedNames } from '../names/sharedNames.ts';

/** A folder without its masks, and the names of it that may be a class. */
export type ScanFolder = {
  readonly names: readonly string[];
  readonly labels: readonly string[];
  /** The names of its images, without extension and in lower case, with their indices. */
  readonly files: ReadonlyMap<string, number>;
  readonly fileIndices: readonly number[];
};

/** `study1_negative` is a class where the visits of all patients name a few. */
const MOST_VISIT_LABELS = 10;

export function* labelledFolders(folders: readonly Omit<ScanFolder, 'labels'>[]): Generator<void, ScanFolder[]> {
  const visitOf = ({ names }: Pick<ScanFolder, 'names'>) => names.map(labelOfVisit).findLast((label) => label !== null);
  const visits = new Set(yield* mappedInSteps(folders, visitOf));
  const areClasses = !visits.has(undefined) && visits.size >= 2 && visits.size <= MOST_VISIT_LABELS;
  const labelled = yield* mappedInSteps(folders, (folder) => {
    const visit = areClasses ? visitOf(folder) : null;
    return { ...folder, labels: visit ? [visit] : withoutPatients(folder.names) };
  });
  const named = yield* withoutSubsetsInNames(yield* withoutEmptyEnds(labelled));
  return yield* withoutCopies(yield* withoutNumbers(named));
}

/** Fewer numbered folders are classes: `stage 1` to `stage 5` beside `grade 1` to `grade 5`; single letters, too: `C1` to `L5` of a spine. */
const LEAST_NUMBERED = 12;
const LEAST_OF_WORD = 3;
const MOST_WORDS = 20;

/**
 * `AMD1`, `AMD2`, ..., `NORMAL1`, ... are patients of the classes `AMD` and `NORMAL`: several words, each with several numbers. The word
 * is a level above the folder, so that the folders can be chosen all the same.
 */
function* withoutNumbers(folders: readonly ScanFolder[]): Generator<void, ScanFolder[]> {
  if (folders.length < LEAST_NUMBERED) return [...folders];
  // What all folders end with says nothing: `AMD1/TIFFs`, `NORMAL7/TIFFs`.
  let shared = 0;
  const endOf = ({ labels }: ScanFolder) => labels.at(-1 - shared);
  while (folders.every((folder) => endOf(folder) !== undefined && endOf(folder) === endOf(folders[0] ?? folder)))
    shared += 1;
  const numbered = yield* mappedInSteps(folders, (folder) => {
    const [end = '', word = null] = /^(\D*\p{L}\p{L})[ _.-]*\d+$/u.exec(endOf(folder) ?? '') ?? [];
    return { end, word };
  });
  const numbers = new Map<string, Set<string>>();
  for (const { end, word } of numbered) {
    if (word === null) return [...folders];
    const key = comparable(word);
    numbers.set(key, (numbers.get(key) ?? new Set()).add(end));
  }
  const counts = [...numbers.values()].map(({ size }) => size);
  const areEnough = counts.reduce((sum, count) => sum + count, 0) >= LEAST_NUMBERED;
  const areWords = counts.length >= 2 && counts.length <= MOST_WORDS && counts.every((count) => count >= LEAST_OF_WORD);
  const above = new Set(
    folders.map(({ labels }) =>
      labels
        .slice(0, -1 - shared)
        .filter((name) => !isPartOrStorage(name))
        .join('/'),
    ),
  );
  if (!areEnough || !areWords || above.size > 1) return [...folders];
  return folders.map((folder, i) => ({ ...folder, labels: [numbered[i]?.word ?? '', numbered[i]?.end ?? ''] }));
}

/** `Tumour - Copy` is `Tumour`, where that is there, too. */
function* withoutCopies(folders: readonly ScanFolder[]): Generator<void, ScanFolder[]> {
  const ends = new Set(yield* mappedInSteps(folders, ({ labels }) => comparable(labels.at(-1) ?? '')));
  return yield* mappedInSteps(folders, (folder) => {
    const original = copiedFrom(folder.labels.at(-1) ?? '');
    if (original === null || !ends.has(comparable(original))) return folder;
    return { ...folder, labels: [...folder.labels.slice(0, -1), original] };
  });
}

/** Without the patients' folders at the end, unless nothing else is there. */
function withoutPatients(names: readonly string[]): readonly string[] {
  const end = names.findLastIndex((name) => !isPatientFolder(name));
  return end < 0 ? names : names.slice(0, end + 1);
}

/** `Tumour/images`, `Healthy/train` and `Healthy/CROPPED` are the classes above, not classes called 'images', 'train' and 'CROPPED'. */
function* withoutEmptyEnds(folders: readonly ScanFolder[]): Generator<void, ScanFolder[]> {
  const holding = new Set(folders.map(({ labels }) => labels.join('/')));
  const ends = new Map<string, { parents: Set<string>; areHolding: boolean }>();
  const keys = yield* mappedInSteps(folders, ({ labels }) => endKey(labels.at(-1) ?? ''));
  for (const [index, { labels }] of folders.entries()) {
    if (index % STEP === STEP - 1) yield;
    const inner = keys[index] ?? '';
    const parent = labels.slice(0, -1).findLast((name) => !isPartOrStorage(name));
    if (parent === undefined) continue;
    const end = ends.get(inner) ?? { parents: new Set(), areHolding: true };
    end.areHolding &&= holding.has(labels.slice(0, -1).join('/'));
    ends.set(inner, { ...end, parents: end.parents.add(comparable(parent)) });
  }
  const isEmpty = (inner: string) => {
    const { parents, areHolding } = ends.get(endKey(inner)) ?? { parents: new Set(), areHolding: false };
    return parents.size > 1 && (areHolding || isEmptyName(inner));
  };
  let found = false;
  const shorter = yield* mappedInSteps(folders, (folder) => {
    const { labels } = folder;
    if (labels.length < 2 || !isEmpty(labels.at(-1) ?? '')) return folder;
    found = true;
    return { ...folder, labels: labels.slice(0, -1) };
  });
  return found ? yield* withoutEmptyEnds(shorter) : shorter;
}

/** Folders for images are alike, whatever they are called. */
function endKey(name: string): string {
  return isEmptyName(name) ? '' : comparable(name);
}

function isEmptyName(name: string): boolean {
  return isStorage(name) || isRange(name) || subsetOfFolder(name) !== null;
}

/**
 * `train_tumour` and `test_tumour` are one class in two subsets. Only where most names say a subset, and what is left comes in several: a
 * class may be called after a test.
 */
function* withoutSubsetsInNames(folders: readonly ScanFolder[]): Generator<void, ScanFolder[]> {
  const found = yield* mappedInSteps(folders, ({ labels }) => apartFromSubset(labels.at(-1) ?? ''));
  const subsetsOfRest = new Map<string, Set<Subset>>();
  for (const each of found) {
    if (!each || each.rest === '') continue;
    const key = comparable(each.rest);
    subsetsOfRest.set(key, (subsetsOfRest.get(key) ?? new Set()).add(each.subset));
  }
  const areSubsets = [...subsetsOfRest.values()].some(({ size }) => size > 1);
  if (!areSubsets || 2 * found.filter((each) => each !== null).length < found.length) return [...folders];
  return folders.map((folder, i) => {
    const rest = found[i]?.rest;
    return rest ? { ...folder, labels: [...folder.labels.slice(0, -1), rest] } : folder;
  });
}

/** The names of each folder below those that all share, without parts and storage, but for the innermost. */
export function labelPaths(folders: readonly ScanFolder[]): { names: readonly string[]; files: number }[] {
  const shared = sharedNames(folders.map(({ labels }) => ({ names: labels.slice(0, -1) }))).length;
  return folders.map(({ labels, fileIndices }) => {
    const names = labels.slice(shared);
    const last = names.length - 1;
    return { names: names.filter((name, i) => i === last || !isPartOrStorage(name)), files: fileIndices.length };
  });
}
