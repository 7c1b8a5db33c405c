import type { Subset } from '../../split/splitSettings.ts';
import { subsetOfFolder, subsetOfPath } from '../names/folderNames.ts';
import { inGivenOrder } from '../names/sharedNames.ts';
import type { ScanFolder } from './labelledFolders.ts';

/** By subset the indices of its files. */
export type SubsetFiles = Readonly<Record<Subset, readonly number[]>>;

export function subsetsOf(folders: readonly ScanFolder[]): SubsetFiles | null {
  const parts: Record<Subset, (readonly number[])[]> = { training: [], validation: [], test: [] };
  for (const { names, fileIndices } of folders) {
    const subset = subsetOfPath(names);
    if (subset) parts[subset].push(fileIndices);
  }
  const { training, validation, test } = parts;
  if ([training, validation, test].filter(({ length }) => length > 0).length < 2) return null;
  return { training: inGivenOrder(training), validation: inGivenOrder(validation), test: inGivenOrder(test) };
}

export function onlySubsetOf(folders: readonly ScanFolder[]): Subset | null {
  const found = new Set(
    folders.map(({ names }) => names.map(subsetOfFolder).find((subset) => subset !== null) ?? null),
  );
  const [only = null] = found;
  return found.size === 1 ? only : null;
}
