import { isVolume } from '../volumes.ts';
import { mappedInSteps, STEP } from './inSteps.ts';
import {
  comparable,
  isMaskFolder,
  isMaskSeen,
  isStorage,
  speaksOfMasks,
  withoutMaskWords,
} from './names/folderNames.ts';

const WORDS =
  'masks?|msk|seg|segm|segmentation|labels?|labelmap|gt|ground[ _-]?truth|anno|annotations?|manual|superpixels?|roi|contours?';
const SUFFIX = new RegExp(`^(.+?)[ _.-]+(?:${WORDS})(?:[ _-]?\\d{1,3})?$`, 'i');
const PREFIX = new RegExp(`^(?:${WORDS})[ _-]+(.+)$`, 'i');
const ALONE = new RegExp(`^(?:${WORDS})$`, 'i');
/** Beside more images a file `mask.png` is not the mask of all of them. */
const MOST_BESIDE_ONE = 4;

type Candidate = { readonly index: number; readonly stem: string; readonly isVolume: boolean };

/** What is remembered of a folder's files, so that its masks are found without going through all of them again. */
export class MaskCandidates {
  /** By their names without extension, in lower case: the files that do not look like masks. */
  private readonly images = new Map<string, number>();
  private readonly candidates: Candidate[] = [];
  /** Those with the word before the name, under their whole name: `mask_1`. */
  private readonly prefixed = new Map<string, Candidate>();
  private readonly volumes: number[] = [];
  /** Files that are called `segmentation` and nothing else. */
  private readonly nameless: { readonly index: number; readonly isVolume: boolean }[] = [];

  add(name: string, index: number): void {
    const stem = name.replace(/(\.(nii|hdr|img))?\.[a-z0-9]{1,5}$/i, '').toLowerCase();
    const marked = SUFFIX.exec(stem)?.[1];
    if (ALONE.test(stem)) this.nameless.push({ index, isVolume: isVolume(name) });
    else if (marked !== undefined) this.candidates.push({ index, stem: marked, isVolume: isVolume(name) });
    else {
      const behind = PREFIX.exec(stem)?.[1];
      if (behind !== undefined) this.prefixed.set(stem, { index, stem: behind, isVolume: false });
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
    for (const { index, stem } of this.prefixed.values()) {
      const image = this.images.get(stem);
      if (image !== undefined) found.push([index, [image]]);
    }
    for (const { index, isVolume } of this.nameless) {
      const images = isVolume ? this.volumes : [...this.images.values()];
      if (images.length > 0 && images.length <= MOST_BESIDE_ONE) found.push([index, images]);
    }
    return found;
  }

  /** Of a folder for masks all files, each with the image of the same name in the folders that it is beside. */
  foundIn(folders: readonly MaskCandidates[]): (readonly [mask: number, images: readonly number[]])[] {
    const own = [...this.images].map(([stem, index]) => ({ stem: this.prefixed.get(stem)?.stem ?? stem, index }));
    const named = [...own, ...this.candidates].map(({ stem, index }) => {
      const image = folders.map((folder) => folder.imageOf(stem)).find((each) => each !== undefined);
      return [index, image === undefined ? [] : [image]] as const;
    });
    return [...named, ...this.nameless.map(({ index }) => [index, []] as const)];
  }

  /** `21` is the image `21_training`, where no other begins so. */
  private imageOf(stem: string): number | undefined {
    return this.images.get(stem) ?? this.imageByBeginning().get(stem) ?? undefined;
  }

  private beginnings: Map<string, number | null> | null = null;

  private imageByBeginning(): ReadonlyMap<string, number | null> {
    if (this.beginnings) return this.beginnings;
    this.beginnings = new Map();
    for (const [stem, index] of this.images) {
      const beginning = /^(.+?)[ _-]\p{L}+$/u.exec(stem)?.[1];
      if (beginning !== undefined) this.beginnings.set(beginning, this.beginnings.has(beginning) ? null : index);
    }
    return this.beginnings;
  }
}

type Folder = {
  readonly names: readonly string[];
  readonly fileIndices: readonly number[];
  readonly masks: MaskCandidates;
};

/** The indices of masks, each with those of the images that it marks, which may be none. */
export type Masks = ReadonlyMap<number, readonly number[]>;

/** Of the files in a folder whose name only speaks of masks: so many must be called like an image. */
const ENOUGH = 0.5;

/**
 * Finds the files that are masks of other files: those beside their image, and what lies in a folder for masks beside the folders or the
 * files that it marks: `masks/x.png`, `masks/benign/x.png` beside `images/benign/x.png`, `ManualMask/left/x.png`. In steps, for a page.
 */
export function* findMasks(folders: readonly Folder[]): Generator<void, Masks> {
  const marking = folders.filter(({ names }) => names.some(speaksOfMasks));
  const beside = marking.length > 0 ? yield* imageFolders(folders, marking) : null;
  const masks = new Map<number, readonly number[]>();
  for (const [index, folder] of folders.entries()) {
    if (index % STEP === STEP - 1) yield;
    const found = (beside && foundInFolder(folder, beside)) ?? folder.masks.found();
    for (const [mask, images] of found) masks.set(mask, images);
  }
  return masks;
}

/** Null where nothing beside the folder shows that it holds masks. */
function foundInFolder(folder: Folder, beside: ReadonlyMap<string, readonly Folder[]>) {
  for (const { parent, rest, name } of markedPlaces(folder)) {
    const images = beside.get(placeKey(parent, rest)) ?? [];
    if (images.length === 0 || images.some(({ names }) => isMaskSeen(names[parent.length] ?? ''))) continue;
    const found = folder.masks.foundIn(nearest(images, parent, name));
    const matched = found.filter(([, marked]) => marked.length > 0).length;
    if (isMaskFolder(name) || matched >= ENOUGH * found.length) return found;
  }
  return null;
}

type Place = { readonly parent: readonly string[]; readonly rest: readonly string[]; readonly name: string };

/** Where a folder's names speak of masks, from the outside in: what is above that name, and what below it that is not of masks, too. */
function markedPlaces({ names }: Folder): Place[] {
  return names.flatMap((name, at) => {
    if (!speaksOfMasks(name)) return [];
    return [{ parent: names.slice(0, at), rest: names.slice(at + 1).filter((below) => !speaksOfMasks(below)), name }];
  });
}

function placeKey(parent: readonly string[], rest: readonly string[]): string {
  return `${parent.join('/')}\0${rest.join('/')}`;
}

/** The folders of images that lie as those of masks do: in the same folder, or in one beside, with the same folders below. */
function* imageFolders(folders: readonly Folder[], marking: readonly Folder[]): Generator<void, Map<string, Folder[]>> {
  const marked = marking.flatMap(markedPlaces);
  const found = new Map<string, Folder[]>(marked.map(({ parent, rest }) => [placeKey(parent, rest), []]));
  const parents = new Set(marked.map(({ parent }) => parent.join('/')));
  const places = yield* mappedInSteps(folders, (folder) => imageKeys(folder, parents));
  const taken = new Set(places.flat());
  const isMarked = (folder: Folder) =>
    markedPlaces(folder).some(({ parent, rest }) => taken.has(placeKey(parent, rest)));
  // A name that all folders share says nothing: nothing lies beside it.
  for (const [index, folder] of folders.entries()) {
    if (index % STEP === STEP - 1) yield;
    if (isMarked(folder)) continue;
    for (const key of places[index] ?? []) found.get(key)?.push(folder);
  }
  return found;
}

/** Where masks of a folder's images may lie, below these parents. */
function imageKeys({ names }: Folder, parents: ReadonlySet<string>): string[] {
  return names.flatMap((name, at) => {
    const above = names.slice(0, at);
    const through = names.slice(0, at + 1);
    const direct = parents.has(through.join('/')) ? [placeKey(through, names.slice(at + 1))] : [];
    const isBeside = parents.has(above.join('/')) && !speaksOfMasks(name);
    return isBeside ? [...direct, placeKey(above, names.slice(at + 1))] : direct;
  });
}

/**
 * Of several folders beside the masks the one that these are called after (`COVID` of `COVID_masks`), else those that hold them, and those
 * called for images.
 */
function nearest(folders: readonly Folder[], parent: readonly string[], name: string): MaskCandidates[] {
  const called = comparable(withoutMaskWords(name));
  const own = folders.filter(({ names }) => called !== '' && comparable(names[parent.length] ?? '') === called);
  const path = parent.join('/');
  const likely = folders.filter(({ names }) => names.join('/') === path || isStorage(names[parent.length] ?? ''));
  const chosen = own.length > 0 ? own : likely.length > 0 ? likely : folders;
  return chosen.map(({ masks }) => masks);
}
