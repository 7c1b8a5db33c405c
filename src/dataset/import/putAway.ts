import { copiedFrom, isPutAway, mayBePutAway } from './names/folderNames.ts';
import { sharedNames } from './names/sharedNames.ts';

/**
 * The folders of what was put away, `backup/tumour` and `tumour/excluded`, where there are others: nobody wants to learn from them. Of `old/tumour`
 * and `Copy of scans/tumour` only where `tumour` and `scans/tumour` are here: `old` may be a class.
 */
export function putAwayFolders<Of extends { readonly names: readonly string[] }>(folders: readonly Of[]): Set<Of> {
  const shared = sharedNames(folders).length;
  const here = new Set(folders.map(({ names }) => names.join('/')));
  const isRepeated = (names: readonly string[]) =>
    names.slice(0, -1).some((name, depth) => {
      const original = copiedFrom(name);
      if (original !== null) return here.has(names.with(depth, original).join('/'));
      return mayBePutAway(name) && here.has(names.toSpliced(depth, 1).join('/'));
    });
  const found = folders.filter(({ names }) => names.slice(shared).some(isPutAway) || isRepeated(names));
  return new Set(found.length < folders.length ? found : []);
}
