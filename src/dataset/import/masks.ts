import { isVolume } from '../volumes.ts';
import { isMaskFolder, isStorage } from './folderNames.ts';

const SUFFIX = /^(.+?)[ _-]+(?:masks?|seg|segmentation|labels?|gt)(?:[ _-]?\d{1,3})?$/i;

type Candidate = { readonly index: number; readonly stem: string; readonly isVolume: boolean };

/** What is remembered of a folder's files, so that its masks are found without going through all of them again. */
export class MaskCandidates {
  /** By their names without extension, in lower case: the files that do not look like masks. */
  private readonly images = new Map<string, number>();
  private readonly candidates: Candidate[] = [];
  private readonly volumes: number[] = [];

  add(name: string, index: number): void {
    const stem = name.replace(/(\.(nii|hdr|img))?\.[a-z0-9]{1,5}$/i, '').toLowerCase();
    const marked = SUFFIX.exec(stem)?.[1];
    if (marked !== undefined) this.candidates.push({ index, stem: marked, isVolume: isVolume(name) });
    else {
      this.images.set(stem, index);
      if (isVolume(name)) this.volumes.push(index);
    }
  }

  /** Those beside the image that they mark: `x_mask.png` and `x.png`; a marked volume is beside any other, and marks all of them. */
  found(): (readonly [mask: number, images: readonly number[]])[] {
    const found: (readonly [number, readonly number[]])[] = [];
    for (const { index, stem, isVolume } of this.candidates) {
      const image = this.images.get(stem);
      if (image !== undefined) found.push([index, [image]]);
      else if (isVolume && this.images.size > 0) found.push([index, this.volumes]);
    }
    return found;
  }

  /** Of a folder for masks all files, each with the image of the same name in the folders that it is beside. */
  foundIn(folders: readonly MaskCandidates[]): (readonly [mask: number, images: readonly number[]])[] {
    const own = [...this.images].map(([stem, index]) => ({ stem, index }));
    return [...own, ...this.candidates].map(({ stem, index }) => {
      const image = folders.map(({ images }) => images.get(stem)).find((each) => each !== undefined);
      return [index, image === undefined ? [] : [image]] as const;
    });
  }
}

type Folder = {
  readonly names: readonly string[];
  readonly fileIndices: readonly number[];
  readonly masks: MaskCandidates;
};

/** The indices of masks, each with those of the images that it marks, which may be none. */
export type Masks = ReadonlyMap<number, readonly number[]>;

/**
 * Finds the files that are masks of other files: those beside their image, and what lies in a folder `masks` beside the folder or the files
 * that it marks.
 */
export function findMasks(folders: readonly Folder[]): Masks {
  const parentOf = ({ names }: Folder) => names.slice(0, -1).join('/');
  const isMarked = (folder: Folder) => isMaskFolder(folder.names.at(-1) ?? '');
  const beside = new Map<string, Folder[]>();
  const note = (path: string, folder: Folder) => {
    const known = beside.get(path);
    if (known) known.push(folder);
    else beside.set(path, [folder]);
  };
  for (const folder of folders) {
    if (isMarked(folder)) continue;
    note(folder.names.join('/'), folder);
    note(parentOf(folder), folder);
  }
  const masks = new Map<number, readonly number[]>();
  for (const folder of folders) {
    const marked = isMarked(folder) && folder.names.length > 1 ? (beside.get(parentOf(folder)) ?? []) : [];
    const found = marked.length > 0 ? folder.masks.foundIn(nearest(marked, parentOf(folder))) : folder.masks.found();
    for (const [mask, images] of found) masks.set(mask, images);
  }
  return masks;
}

/** Where the files lie in several folders beside the masks, those of the folder itself and those called for images. */
function nearest(folders: readonly Folder[], parent: string): MaskCandidates[] {
  const likely = folders.filter(({ names }) => names.join('/') === parent || isStorage(names.at(-1) ?? ''));
  return (likely.length > 0 ? likely : folders).map(({ masks }) => masks);
}
