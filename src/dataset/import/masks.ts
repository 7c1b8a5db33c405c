import { isVolume } from '../volumes.ts';
import { isMaskFolder } from './folderNames.ts';

/** A folder of files, as far as masks are found by it. */
type Folder = {
  readonly names: readonly string[];
  readonly files: readonly { readonly index: number; readonly name: string }[];
};

const SUFFIX = /^(.+?)[ _-]+(?:masks?|seg|segmentation|labels?|gt)(?:[ _-]?\d{1,3})?$/i;

/** A file's name without its extension. */
function stemOf(name: string): string {
  return name.replace(/(\.nii)?\.[a-z0-9]{1,5}$/i, '').toLowerCase();
}

/**
 * Returns the indices of the files that are masks of other files: `x_mask.png` beside `x.png`, `x_seg.nii.gz` beside `x_t1.nii.gz`, and
 * what lies in a folder `masks` beside the folder or the files that it marks.
 */
export function findMasks(folders: readonly Folder[]): Set<number> {
  const masks = new Set<number>();
  const parents = new Map<string, number>();
  const parentOf = ({ names }: Folder) => names.slice(0, -1).join('/');
  for (const folder of folders) {
    if (isMaskFolder(folder.names.at(-1) ?? '')) continue;
    for (const path of [folder.names.join('/'), parentOf(folder)]) parents.set(path, (parents.get(path) ?? 0) + 1);
  }
  for (const folder of folders) {
    if (isMaskFolder(folder.names.at(-1) ?? '') && folder.names.length > 1 && parents.has(parentOf(folder))) {
      for (const { index } of folder.files) masks.add(index);
    } else for (const index of masksAmong(folder.files)) masks.add(index);
  }
  return masks;
}

function masksAmong(files: Folder['files']): number[] {
  const marked = files.flatMap(({ index, name }) => {
    const stem = SUFFIX.exec(stemOf(name))?.[1];
    return stem === undefined ? [] : [{ index, stem, isVolume: isVolume(name) }];
  });
  if (marked.length === 0) return [];
  const others = new Set(marked.map(({ index }) => index));
  const stems = files.filter(({ index }) => !others.has(index)).map(({ name }) => stemOf(name));
  const starts = new Set(stems.flatMap(startsOf));
  return marked
    .filter(({ stem, isVolume }) => starts.has(stem) || (isVolume && stems.length > 0))
    .map(({ index }) => index);
}

/** A stem, and what comes before each of its separators: 'a_b_t1' -> 'a_b_t1', 'a_b', 'a'. */
function startsOf(stem: string): string[] {
  return [stem, ...[...stem.matchAll(/[_-]/g)].map(({ index }) => stem.slice(0, index))];
}
