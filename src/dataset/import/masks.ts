import { mappedInSteps, STEP } from './inSteps.ts';
import type { MaskCandidates } from './maskCandidates.ts';
import {
  comparable,
  isMaskFolder,
  isMaskSeen,
  isStorage,
  speaksOfMasks,
  withoutMaskWords,
} from './names/folderNames.ts';

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
    if (!near && mayHoldMasks(folder)) apart.push(folder);
    for (const [mask, images] of near ?? folder.masks.found()) masks.set(mask, images);
  }
  if (apart.length > 0 && !folders.some(({ names }) => names.some(isMaskSeen)))
    yield* addFarMasks(apart, folders, masks);
  return masks;
}

/** Whether a folder's names say masks, and none below that says images (`Segmentation/Original Images` holds images), or its files do. */
function mayHoldMasks({ names, masks }: Folder): boolean {
  const at = names.findLastIndex(speaksOfMasks);
  const saysMasks = at >= 0 && !names.slice(at + 1).some(isStorage);
  return saysMasks || masks.areAllMarked(names.at(-1) ?? '');
}

/** `Disc_Cup_Masks/g0001.bmp` marks `Training400/Glaucoma/g0001.jpg`, wherever that is: most of such a folder must be called like images. */
function* addFarMasks(apart: readonly Folder[], folders: readonly Folder[], masks: Map<number, readonly number[]>) {
  const images = new Map<string, number[]>();
  for (const [place, folder] of folders.entries()) {
    if (place % STEP === STEP - 1) yield;
    if (mayHoldMasks(folder)) continue;
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
