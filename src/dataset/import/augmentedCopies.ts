import type { MaskCandidates } from './maskCandidates.ts';
import type { Masks } from './masks.ts';
import { isAugmented, isForThumbnails, isOriginal } from './names/folderNames.ts';
import { sharedNames } from './names/sharedNames.ts';

/** The folders of augmented copies; none where there are no others. Which original a copy is of nobody can tell. */
export function augmentedFolders<Of extends { readonly names: readonly string[] }>(folders: readonly Of[]): Set<Of> {
  const shared = sharedNames(folders).length;
  const holding = new Set(folders.map(({ names }) => names.join('/')));
  const areThumbnails = (names: readonly string[]) =>
    isForThumbnails(names.at(-1) ?? '') && holding.has(names.slice(0, -1).join('/'));
  const augmented = folders.filter(({ names }) => names.slice(shared).some(isAugmented) || areThumbnails(names));
  return new Set(augmented.length < folders.length ? augmented : []);
}

type NamedFiles = { readonly names: readonly string[]; readonly files: ReadonlyMap<string, number> };

/** Of the files of a folder: so many must be called like originals. */
const ENOUGH = 0.5;

/**
 * Other versions of pictures whose originals are here: `Segmented/Benign/x.png` beside `Original/Benign/x.png`. Only below a folder that says
 * it of itself, and only where files have the same names.
 */
export function versionsOfOriginals<Of extends NamedFiles>(folders: readonly Of[]): Set<Of> {
  const originals = new Map<string, ReadonlyMap<string, number>>();
  const depths = new Set<number>();
  for (const { names, files } of folders) {
    const depth = names.findIndex(isOriginal);
    if (depth < 0 || depth === names.length - 1) continue;
    depths.add(depth);
    originals.set(names.with(depth, '').join('/'), files);
  }
  const isVersion = ({ names, files }: Of) =>
    !names.some(isOriginal) &&
    [...depths].some((depth) => {
      const original = depth < names.length - 1 ? originals.get(names.with(depth, '').join('/')) : undefined;
      if (!original) return false;
      return [...files.keys()].filter((name) => original.has(name)).length >= ENOUGH * files.size;
    });
  return new Set(depths.size > 0 ? folders.filter(isVersion) : []);
}

type CopiesIn = {
  readonly fileIndices: readonly number[];
  readonly augmented: readonly number[];
  readonly changed: readonly { readonly index: number; readonly original: string }[];
  readonly masks: MaskCandidates;
};

/** The augmented copies of a folder that holds others, too. A changed one is a copy where its original is there. */
export function augmentedFiles(
  { fileIndices, augmented, changed, masks: candidates }: CopiesIn,
  masks: Masks,
): readonly number[] {
  const copies = changed.flatMap(({ index, original }) => (candidates.named.has(original) ? [index] : []));
  const all = copies.length > 0 ? [...new Set([...augmented, ...copies])] : augmented;
  return all.length < fileIndices.length ? all.filter((index) => !masks.has(index)) : [];
}

export function withoutCopies<Of extends { readonly fileIndices: readonly number[] }>(
  folders: readonly Of[],
  augmented: ReadonlySet<Of>,
  copies: ReadonlySet<number>,
): Of[] {
  const others = folders.filter((folder) => !augmented.has(folder));
  if (copies.size === 0) return others;
  return others
    .map((folder) => ({ ...folder, fileIndices: folder.fileIndices.filter((index) => !copies.has(index)) }))
    .filter(({ fileIndices }) => fileIndices.length > 0);
}
