import { MOST_CLASSES } from '../../scan.ts';
import { SUBSETS, type Subset } from '../../split/splitSettings.ts';
import {
  comparable,
  isPartOrStorage,
  isStorage,
  isUnlabelled,
  subsetOfFolder,
  subsetOfPath,
} from '../names/folderNames.ts';
import { templateOf, wordsOf } from '../names/nameWords.ts';
import { inGivenOrder, sharedNames } from '../names/sharedNames.ts';
import type { ScanFolder } from './labelledFolders.ts';
import type { SubsetFiles } from './plannedSubsets.ts';

/**
 * 'subset': a part of the set without a class below it; 'storage': a folder for images beside classes; 'unlabelled': its name says that no
 * label is known; 'numbered': one of many that differ by a number; 'too-many': no network has so many outputs.
 */
export type FolderDoubt = 'subset' | 'storage' | 'unlabelled' | 'numbered' | 'too-many';

export type PlannedClass = {
  readonly name: string;
  readonly fileIndices: readonly number[];
  /** Why this is seldom a class, and so is not imported unless the user wants it; null for most. */
  readonly doubt: FolderDoubt | null;
};

/** Sorts names as people do: without regard to case, 2 before 10. */
export const byName = new Intl.Collator('en', { numeric: true }).compare;

export function groupByClass(folders: readonly ScanFolder[], nameOf: (index: number) => string): PlannedClass[] {
  const classes = new Map<string, { name: string; parts: (readonly number[])[] }>();
  folders.forEach(({ fileIndices }, index) => {
    const name = nameOf(index);
    const known = classes.get(comparable(name));
    if (known) known.parts.push(fileIndices);
    else classes.set(comparable(name), { name, parts: [fileIndices] });
  });
  const found = [...classes.values()];
  // Of results or thumbnails beside them nothing is said.
  const likely = found.filter(({ name }) => !isStorage(name) && doubtOf(name) === null);
  const areNumbered =
    found.length <= MOST_CLASSES && isOfManyNumbered(likely.map(({ name }) => name)) && !areCounted(likely);
  const areTooMany = found.length > MOST_CLASSES;
  // `Test cases` beside `Benign cases` and `Malignant cases`; where each name has such a word, classes are called after a test.
  const plain = likely.filter(({ name }) => subsetOfPath([name]) === null).length;
  const apart = besideAllOthers(folders)?.names.at(-1);
  const doubt = (name: string): FolderDoubt | null => {
    if (areTooMany) return 'too-many';
    if (plain >= 2 && subsetOfPath([name]) !== null) return 'subset';
    if (found.length > 1 && (isStorage(name) || (apart && comparable(name) === comparable(apart)))) return 'storage';
    return doubtOf(name) ?? (areNumbered ? 'numbered' : null);
  };
  return found
    .map(({ name, parts }) => ({ name, fileIndices: inGivenOrder(parts), doubt: doubt(name) }))
    .sort((a, b) => byName(a.name, b.name));
}

const LEAST_SHARED_WORDS = 2;

/**
 * `Kather_texture_2016_larger_images_10` beside `Kather_texture_2016_image_tiles_5000`, in which all classes are: one more download of the
 * set, and no class of its own. Null where no folder is such.
 */
function besideAllOthers(folders: readonly ScanFolder[]): ScanFolder | null {
  const [apart, second] = folders.toSorted((a, b) => a.names.length - b.names.length).slice(0, 2);
  if (!apart || !second || apart.names.length >= second.names.length) return null;
  const depth = apart.names.length - 1;
  const shared = sharedNames(folders.filter((folder) => folder !== apart));
  const above = apart.names.slice(0, depth);
  if (shared.length <= depth || above.some((name, place) => name !== shared[place])) return null;
  const [words, others] = [wordsOf(apart.names[depth] ?? ''), wordsOf(shared[depth] ?? '')];
  const common = words.findIndex((word, place) => word !== others[place]);
  return (common < 0 ? words.length : common) >= LEAST_SHARED_WORDS ? apart : null;
}

function doubtOf(name: string): FolderDoubt | null {
  if (subsetOfFolder(name)) return 'subset';
  return isUnlabelled(name) ? 'unlabelled' : null;
}

/** Fewer numbered folders may be classes: `grade 0` to `grade 4`. */
const LEAST_NUMBERED = 10;

/** Whether names are numbers of cases: `LIDC-IDRI-0001`, and nothing but the number tells them apart. */
function isOfManyNumbered(names: readonly string[]): boolean {
  const [first = ''] = names;
  const template = templateOf(first);
  return names.length >= LEAST_NUMBERED && names.every((name) => /\d{3}/.test(name) && templateOf(name) === template);
}

/** Images of one patient are fewer, or slices of one volume. */
const FILES_OF_CLASS = 100;

/** Whether folders are `00000`, `00001`, ... without a gap, and half of them hold very many files: numbers of classes, as of GTSRB. */
function areCounted(
  found: readonly { readonly name: string; readonly parts: readonly (readonly number[])[] }[],
): boolean {
  if (!found.every(({ name }) => /^\d+$/.test(name))) return false;
  const numbers = found.map(({ name }) => Number(name)).sort((a, b) => a - b);
  const [first = 0] = numbers;
  const hasGap = numbers.some((number, place) => number !== first + place);
  const files = found.map(({ parts }) => parts.reduce((sum, part) => sum + part.length, 0)).sort((a, b) => a - b);
  return first <= 1 && !hasGap && (files[files.length >> 1] ?? 0) >= FILES_OF_CLASS;
}

/** Classes of which one is in some subsets alone, the other in the others alone, and whose names begin alike, or differ in spelling. */
export function likelySame(
  classes: readonly PlannedClass[],
  subsets: SubsetFiles,
): (readonly [short: string, long: string])[] {
  const subsetOf = new Map<number, Subset>();
  for (const subset of SUBSETS) {
    for (const index of subsets[subset]) subsetOf.set(index, subset);
  }
  const spread = classes.map(({ fileIndices }) => new Set(fileIndices.map((index) => subsetOf.get(index))));
  const names = classes.map(({ name }) => comparable(name));
  const isApart = (i: number, k: number) => [...(spread[i] ?? [])].every((subset) => !spread[k]?.has(subset));
  return classes.flatMap((a, i) => {
    const short = names[i] ?? '';
    if (short.length < 4) return [];
    const isAlike = (name: string, k: number) =>
      name.startsWith(`${short} `) || (k > i && spelling(name) === spelling(short));
    return classes.flatMap((b, k) => (isAlike(names[k] ?? '', k) && isApart(i, k) ? [[a.name, b.name] as const] : []));
  });
}

/** `Monkey Pox` and `Monkeypox`, `Tumors` and `Tumor`, `01_glioma` and `glioma`. */
function spelling(name: string): string {
  return name.replace(/^\d+ |s$/g, '').replaceAll(' ', '');
}

export function nameDataSet(folders: readonly ScanFolder[], classes: readonly { readonly name: string }[]): string {
  const classNames = new Set(classes.map(({ name }) => comparable(name)));
  const shared = sharedNames(folders).filter((name) => !isPartOrStorage(name));
  const named = shared.filter((name) => !classNames.has(comparable(name))).at(-1);
  if (named !== undefined) return named;
  if (classes.length === 0) return 'Data set';
  return classes.length <= 3 ? classes.map(({ name }) => name).join(', ') : `${classes.length} classes`;
}
