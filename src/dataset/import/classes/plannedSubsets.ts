import type { Subset } from '../../split/splitSettings.ts';
import { STEP } from '../inSteps.ts';
import { comparable, subsetOfFolder, subsetOfPath } from '../names/folderNames.ts';
import { inGivenOrder } from '../names/sharedNames.ts';
import type { ScanFolder } from './labelledFolders.ts';

/** By subset the indices of its files. */
export type SubsetFiles = Readonly<Record<Subset, readonly number[]>>;

export function subsetsOf(folders: readonly ScanFolder[]): SubsetFiles | null {
  const parts: Record<Subset, (readonly number[])[]> = { training: [], validation: [], test: [] };
  const ofNone: ScanFolder[] = [];
  for (const folder of folders) {
    const subset = subsetOfPath(folder.names);
    if (subset) parts[subset].push(folder.fileIndices);
    else ofNone.push(folder);
  }
  const { training, validation, test } = parts;
  if (training.length === 0 && haveSameClasses(folders, ofNone))
    training.push(...ofNone.map(({ fileIndices }) => fileIndices));
  return inParts({ training, validation, test });
}

/** Where no folder says a subset but the name of every file does: `train_001.png`, `amd_test_7.png`. Null otherwise. */
export function* subsetsOfNames(folders: readonly ScanFolder[]): Generator<void, SubsetFiles | null> {
  const found: Record<Subset, number[]> = { training: [], validation: [], test: [] };
  let seen = 0;
  for (const { files, fileIndices } of folders) {
    const here = new Set(fileIndices);
    for (const [name, index] of files) {
      if (++seen % STEP === 0) yield;
      if (!here.delete(index)) continue;
      const subset = subsetOfPath([name.replace(LETTERED, '$1')]);
      if (subset === null) return null;
      found[subset].push(index);
    }
    if (here.size > 0) return null; // two files of one name, or with a word for masks in it
  }
  const asPart = (indices: readonly number[]) => (indices.length > 0 ? [indices] : []);
  return inParts({
    training: asPart(found.training),
    validation: asPart(found.validation),
    test: asPart(found.test),
  });
}

/** `testA_1`: there may be two test sets. */
const LETTERED = /^(train|test|val)[a-c](?=[_ -]?\d)/;

/** Null where there are not two subsets. */
function inParts({ training, validation, test }: Record<Subset, (readonly number[])[]>): SubsetFiles | null {
  if ([training, validation, test].filter(({ length }) => length > 0).length < 2) return null;
  return { training: inGivenOrder(training), validation: inGivenOrder(validation), test: inGivenOrder(test) };
}

/** Whether the folders of no subset hold two classes or more, and those of a subset nothing else: `test/yes` beside `yes`. */
function haveSameClasses(folders: readonly ScanFolder[], ofNone: readonly ScanFolder[]): boolean {
  const classes = (some: readonly ScanFolder[]) => new Set(some.map(({ labels }) => comparable(labels.at(-1) ?? '')));
  const here = classes(ofNone);
  return here.size >= 2 && ofNone.length < folders.length && [...classes(folders)].every((name) => here.has(name));
}

export function onlySubsetOf(folders: readonly ScanFolder[]): Subset | null {
  const found = new Set(
    folders.map(({ names }) => names.map(subsetOfFolder).find((subset) => subset !== null) ?? null),
  );
  const [only = null] = found;
  return found.size === 1 ? only : null;
}
