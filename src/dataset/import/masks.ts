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
  'masks?|msk|seg|segm|segmentations?|labels?|labelmap|gt|ground[ _-]?truth|anno|annotations?|manual|superpixels?|roi|contours?|lesions?|tumou?rs?|m[aá]scaras?|masques?|masken?|maschere?|掩码|掩膜|マスク';
const SUFFIX = new RegExp(`^(.+?)[ _.-]+(?:${WORDS})(?:[ _-]?\\d{1,3})?$`, 'i');
const PREFIX = new RegExp(`^(?:${WORDS})[ _-]+(.+)$`, 'i');
/** What is marked may also be what a class is called. */
const MAY_BE_CLASS = /lesion|tumou?r/;
const ALONE = new RegExp(`^(?:${WORDS})$`, 'i');
/** Beside more images a file `mask.png` is not the mask of all of them. */
const MOST_BESIDE_ONE = 4;
/** `149056253-001-d`: a letter behind the name, but those that count (a, b, c) or say the side (l, r). */
const LETTERED = /^(.+)[_-]([d-km-qs-z])$/;
const LEAST_LETTERED = 3;
/** Of the images of a folder: so many must have such a second file. */
const NEARLY_ALL = 0.9;

type Candidate = {
  readonly index: number;
  readonly stem: string;
  /** What stands behind it. */
  readonly word: string;
  readonly isVolume: boolean;
};

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
  /** By the letter at their end. */
  private readonly lettered = new Map<string, { readonly index: number; readonly stem: string }[]>();

  add(name: string, index: number): void {
    const stem = name.replace(/(\.(nii|hdr|img))?\.[a-z0-9]{1,5}$/i, '').toLowerCase();
    const marked = SUFFIX.exec(stem)?.[1];
    if (ALONE.test(stem)) this.nameless.push({ index, isVolume: isVolume(name) });
    else if (marked !== undefined)
      this.candidates.push({ index, stem: marked, word: stem.slice(marked.length), isVolume: isVolume(name) });
    else {
      const behind = PREFIX.exec(stem)?.[1];
      if (behind !== undefined) this.prefixed.set(stem, { index, stem: behind, word: '', isVolume: false });
      const [, base, letter] = LETTERED.exec(stem) ?? [];
      if (base !== undefined && letter !== undefined) this.letteredBy(letter).push({ index, stem: base });
      this.images.set(stem, index);
      if (isVolume(name)) this.volumes.push(index);
    }
  }

  private letteredBy(letter: string): { readonly index: number; readonly stem: string }[] {
    const known = this.lettered.get(letter) ?? [];
    this.lettered.set(letter, known);
    return known;
  }

  /** Those beside the image that they mark: `x_mask.png` and `x.png`; a marked volume is beside any other, and marks all of them. */
  found(): (readonly [mask: number, images: readonly number[]])[] {
    const found: (readonly [number, readonly number[]])[] = [];
    for (const { index, stem, isVolume } of this.candidates) {
      const image = this.images.get(stem) ?? this.images.get(withoutLastWord(stem));
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
    return [...found, ...this.withLetter()];
  }

  /** Where nearly every image has a second file of its name with the same one letter behind it, these are its masks. */
  private withLetter(): (readonly [mask: number, images: readonly number[]])[] {
    const [only, ...others] = this.lettered.values();
    if (!only || others.length > 0 || only.length < LEAST_LETTERED) return [];
    const found = only.flatMap(({ index, stem }) => {
      const image = this.images.get(stem);
      return image === undefined ? [] : [[index, [image]] as const];
    });
    return found.length >= NEARLY_ALL * (this.images.size - only.length) ? found : [];
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

  /** `21` is the image `21_training`, `01` is `img_01`, where no other begins or ends so; `x_ma` is `x`. */
  private imageOf(stem: string): number | undefined {
    const parts = this.imageByPart();
    return (
      this.images.get(stem) ??
      parts.beginnings.get(stem) ??
      parts.endings.get(stem) ??
      this.images.get(withoutLastWord(stem))
    );
  }

  /** The image of the same name in any folder, without its words for masks: where masks lie far from what they mark. */
  namesOfMasks(): { readonly index: number; readonly stems: readonly string[] }[] {
    const own = [...this.images].map(([stem, index]) => ({ index, stem: this.prefixed.get(stem)?.stem ?? stem }));
    const all = [...own, ...this.candidates].map(({ index, stem }) => ({
      index,
      stems: [stem, withoutLastWord(stem)],
    }));
    return [...all, ...this.nameless.map(({ index }) => ({ index, stems: [] }))];
  }

  /**
   * `IMD002_lesion/IMD002_lesion.bmp`: nothing but files with a word for masks behind their names. Where that may be their class, as in
   * `Tumor/12_tumor.png`, only in a folder that is called as they are.
   */
  areAllMarked(folderName: string): boolean {
    const isOfClass = (word: string, stem: string) =>
      MAY_BE_CLASS.test(word) && !folderName.toLowerCase().startsWith(stem);
    return (
      this.images.size === 0 &&
      this.candidates.length > 0 &&
      !this.candidates.some(({ word, stem }) => isOfClass(word, stem))
    );
  }

  /** The names of its images, without extension, with their indices. */
  get named(): ReadonlyMap<string, number> {
    return this.images;
  }

  private parts: { readonly beginnings: Map<string, number>; readonly endings: Map<string, number> } | null = null;

  private imageByPart() {
    this.parts ??= {
      beginnings: this.uniqueParts(/^(.+?)[ _-]\p{L}+$/u),
      endings: this.uniqueParts(/^\p{L}+[ _-]*(\d.*)$/u),
    };
    return this.parts;
  }

  /** What a pattern takes of the names of images, where it is of one alone. */
  private uniqueParts(pattern: RegExp): Map<string, number> {
    const found = new Map<string, number>();
    const several = new Set<string>();
    for (const [stem, index] of this.images) {
      const part = pattern.exec(stem)?.[1];
      if (part === undefined) continue;
      if (found.has(part)) several.add(part);
      found.set(part, index);
    }
    for (const part of several) found.delete(part);
    return found;
  }
}

/** `1_hge` -> `1`: what stands between a name and the word for masks says what is marked. */
function withoutLastWord(stem: string): string {
  return /^(.+)[ _.-]+(?:\p{L}+|r\d+)$/u.exec(stem)?.[1] ?? '';
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
  const apart: Folder[] = [];
  for (const [index, folder] of folders.entries()) {
    if (index % STEP === STEP - 1) yield;
    const near = beside && foundInFolder(folder, beside);
    if (!near && (isMarking(folder) || areAllMarked(folder))) apart.push(folder);
    for (const [mask, images] of near ?? folder.masks.found()) masks.set(mask, images);
  }
  if (apart.length > 0 && !folders.some(({ names }) => names.some(isMaskSeen)))
    yield* addFarMasks(apart, folders, masks);
  return masks;
}

function areAllMarked({ names, masks }: Folder): boolean {
  return masks.areAllMarked(names.at(-1) ?? '');
}

/** Whether a folder's names say masks, and none below that says images: `Segmentation/Original Images` holds images. */
function isMarking({ names }: Folder): boolean {
  const at = names.findLastIndex(speaksOfMasks);
  return at >= 0 && !names.slice(at + 1).some(isStorage);
}

/** `Disc_Cup_Masks/g0001.bmp` marks `Training400/Glaucoma/g0001.jpg`, wherever that is: most of such a folder must be called like images. */
function* addFarMasks(apart: readonly Folder[], folders: readonly Folder[], masks: Map<number, readonly number[]>) {
  const images = new Map<string, number[]>();
  for (const [place, folder] of folders.entries()) {
    if (place % STEP === STEP - 1) yield;
    if (isMarking(folder) || areAllMarked(folder)) continue;
    for (const [stem, index] of folder.masks.named) {
      if (masks.has(index)) continue;
      const known = images.get(stem);
      if (known) known.push(index);
      else images.set(stem, [index]);
    }
  }
  for (const folder of apart) {
    yield;
    const named = folder.masks.namesOfMasks().map(({ index, stems }) => ({
      index,
      marked: stems.map((stem) => images.get(stem)).find((found) => found !== undefined) ?? [],
    }));
    if (named.filter(({ marked }) => marked.length > 0).length < ENOUGH * named.length) continue;
    // Of several images of one name nobody knows which is meant.
    for (const { index, marked } of named) masks.set(index, marked.length === 1 ? marked : []);
  }
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
