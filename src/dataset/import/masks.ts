import { isVolume } from '../volumes.ts';
import { isMaskFolder } from './folderNames.ts';

const SUFFIX = /^(.+?)[ _-]+(?:masks?|seg|segmentation|labels?|gt)(?:[ _-]?\d{1,3})?$/i;

type Candidate = { readonly index: number; readonly stem: string; readonly isVolume: boolean };

/** What is remembered of a folder's files, so that its masks are found without going through all of them again. */
export class MaskCandidates {
  /** Names without extension, in lower case, of the files that do not look like masks. */
  private readonly stems = new Set<string>();
  private readonly candidates: Candidate[] = [];

  add(name: string, index: number): void {
    const stem = name.replace(/(\.nii)?\.[a-z0-9]{1,5}$/i, '').toLowerCase();
    const marked = SUFFIX.exec(stem)?.[1];
    if (marked === undefined) this.stems.add(stem);
    else this.candidates.push({ index, stem: marked, isVolume: isVolume(name) });
  }

  /** Those beside the image that they mark: `x_mask.png` and `x.png`; a marked volume is beside any other. */
  found(): number[] {
    const { stems } = this;
    return this.candidates
      .filter(({ stem, isVolume }) => stems.has(stem) || (isVolume && stems.size > 0))
      .map(({ index }) => index);
  }
}

type Folder = {
  readonly names: readonly string[];
  readonly fileIndices: readonly number[];
  readonly masks: MaskCandidates;
};

/**
 * Returns the indices of the files that are masks of other files: those beside their image, and what lies in a folder `masks` beside the
 * folder or the files that it marks.
 */
export function findMasks(folders: readonly Folder[]): Set<number> {
  const parentOf = ({ names }: Folder) => names.slice(0, -1).join('/');
  const isMarked = (folder: Folder) => isMaskFolder(folder.names.at(-1) ?? '');
  const beside = new Set(
    folders.filter((folder) => !isMarked(folder)).flatMap((folder) => [folder.names.join('/'), parentOf(folder)]),
  );
  const masks = new Set<number>();
  for (const folder of folders) {
    const isMasks = isMarked(folder) && folder.names.length > 1 && beside.has(parentOf(folder));
    for (const index of isMasks ? folder.fileIndices : folder.masks.found()) masks.add(index);
  }
  return masks;
}
