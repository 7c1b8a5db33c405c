import { ZipArchive, type ZipListing } from '../../archive/zipArchive.ts';
import { isNamedForLabels } from '../../dataset/import/arraySets.ts';
import { subsetOfPath } from '../../dataset/import/names/folderNames.ts';
import type { Subset } from '../../dataset/split/splitSettings.ts';
import { type Coded, type CodedPath, codedFrom, UserError } from '../../dataset/userError.ts';
import { decodingError, truncatedError } from '../messages.ts';
import { refusalSentence } from '../refusalSentence.ts';
import { type ImageStack, stackOf } from './imageStack.ts';
import { type ClassNames, classNamesOf, mayBeLabels } from './labelArray.ts';
import { readNpyArray, type StoredArray } from './storedArray.ts';

type Opened = ZipListing & { readonly archive: NpzArchive };
type Content = { readonly path: string; readonly read: () => Promise<Blob | ArrayBuffer> };

/** An image more than these would not be listed in any reasonable time. */
const MOST_IMAGES = 300_000;
const FOLDER_OF: Readonly<Record<Subset, string>> = { training: 'train', validation: 'val', test: 'test' };

/**
 * A NumPy archive (.npz) of images, as MedMNIST and Keras have them: `train_images` and `train_labels`, `x_test` and `y_test`, `images` and
 * `labels`. Each image is listed as a file of its own, in a folder for its class, in one for its subset: so the archive is imported as a
 * folder of images is.
 */
export class NpzArchive {
  private constructor(
    private readonly stacks: readonly ImageStack[],
    /** For each stack the place of its first image in the list. */
    private readonly firsts: readonly number[],
  ) {}

  /** Rejects with UserError where it is no zip, or holds no images. */
  static async open(file: Blob): Promise<Opened> {
    const zip = await ZipArchive.open(file);
    const contents = zip.paths.map((path, place) => ({ path, read: () => zip.archive.unpack([place]) }));
    const { opened } = await NpzArchive.of(contents, zip.refused);
    return opened;
  }

  /** The same of arrays that are files of their own. Null where none of them holds the labels of images: they are no set. */
  static async ofFiles<File extends { readonly name: string }>(
    files: readonly File[],
    contentOf: (file: File) => Promise<Blob>,
  ): Promise<Opened | null> {
    const contents = files.map((file) => ({ path: file.name, read: () => contentOf(file) }));
    const { opened, isLabelled } = await NpzArchive.of(contents, []);
    return isLabelled ? opened : null;
  }

  private static async of(contents: readonly Content[], before: readonly CodedPath[]) {
    const { arrays, unread } = await readArrays(contents);
    const stacks = arrays.flatMap((array) => stackOf(array, hasLabels(array, arrays)) ?? []);
    const count = stacks.reduce((sum, stack) => sum + stack.count, 0);
    if (count > MOST_IMAGES) throw decodingError('npz-too-many', { images: count, most: MOST_IMAGES });
    const isImages = (array: StoredArray) => stacks.some((stack) => stack.array === array);
    const labels = new Labels(arrays.filter((array) => mayBeLabels(array) && !isImages(array)));
    const { paths, sizes, firsts, unlabelled } = await listedImages(stacks, labels);
    const refused = [...before, ...unread, ...unlabelled];
    if (paths.length === 0) {
      const [first] = refused;
      throw first ? new UserError(first.code, first.params, refusalSentence(first)) : decodingError('npz-no-images');
    }
    for (const array of arrays.filter((each) => !labels.used.has(each) && !isImages(each)))
      refused.push({ path: array.name, ...codedFrom(decodingError('npy-left-out')) });
    const opened: Opened = { archive: new NpzArchive(stacks, firsts), paths, sizes, refused };
    return { opened, isLabelled: labels.used.size > 0 };
  }

  /** The images one after another, each as an `.npy` of its own. */
  async unpack(places: readonly number[]): Promise<ArrayBuffer> {
    const sizes = places.map((place) => this.stackAt(place).stack.fileBytes);
    const files = new Uint8Array(sizes.reduce((sum, size) => sum + size, 0));
    let at = 0;
    for (const [index, place] of places.entries()) {
      const { stack, number } = this.stackAt(place);
      files.set(await stack.fileAt(number), at);
      at += sizes[index] ?? 0;
    }
    return files.buffer;
  }

  private stackAt(place: number): { readonly stack: ImageStack; readonly number: number } {
    const index = this.firsts.findLastIndex((first) => first <= place);
    const stack = this.stacks[index];
    const number = place - (this.firsts[index] ?? 0);
    if (!stack || number >= stack.count) throw truncatedError();
    return { stack, number };
  }
}

async function readArrays(contents: readonly Content[]): Promise<{ arrays: StoredArray[]; unread: CodedPath[] }> {
  const arrays: StoredArray[] = [];
  const unread: CodedPath[] = [];
  for (const { path, read } of contents) {
    const array = await read()
      .then((content) => readNpyArray(path, content))
      .catch(codedFrom);
    if ('code' in array) unread.push({ path, ...array });
    else arrays.push(array);
  }
  return { arrays, unread };
}

/** Each image as a file, with the place of the first of each stack, and the stacks whose labels cannot be read. */
async function listedImages(stacks: readonly ImageStack[], labels: Labels) {
  const paths: string[] = [];
  const sizes: number[] = [];
  const firsts: number[] = [];
  const unlabelled: CodedPath[] = [];
  for (const stack of stacks) {
    const named = await labels.of(stack);
    if (named && 'code' in named) unlabelled.push({ path: stack.array.name, ...named });
    firsts.push(paths.length);
    const folder = folderOf(stack, stacks);
    for (let index = 0; index < stack.count; index++) {
      const className = named && 'names' in named ? named.names[named.of[index] ?? 0] : '';
      paths.push([folder, className, `${index}${stack.ending}`].filter(Boolean).join('/'));
      sizes.push(stack.fileBytes);
    }
  }
  return { paths, sizes, firsts, unlabelled };
}

/** The subset that the name says; else the name, where there are several arrays of images. */
function folderOf({ array }: ImageStack, stacks: readonly ImageStack[]): string {
  const subset = subsetOfPath([array.name]);
  if (subset) return FOLDER_OF[subset];
  return stacks.length > 1 ? array.name.replace(/[/\\]/g, ' ') : '';
}

function hasLabels(images: StoredArray, arrays: readonly StoredArray[]): boolean {
  return arrays.some((array) => array !== images && mayBeLabels(array) && array.shape[0] === images.shape[0]);
}

/** Finds the labels of arrays of images: as many as there are images, of the same subset, and those named so before others. */
class Labels {
  /** Those that were found to be labels. */
  readonly used = new Set<StoredArray>();

  constructor(private readonly arrays: readonly StoredArray[]) {}

  async of({ array: images, count }: ImageStack): Promise<ClassNames | Coded | null> {
    const subset = subsetOfPath([images.name]);
    const fitting = this.arrays.filter(
      (array) => array.shape[0] === count && !this.used.has(array) && subsetOfPath([array.name]) === subset,
    );
    const array = fitting.find(({ name }) => isNamedForLabels(name)) ?? fitting[0];
    if (!array) return null;
    this.used.add(array);
    return classNamesOf(array).catch(codedFrom);
  }
}
