import type { PlainImportCode } from '../messages.ts';
import { MOST_CLASSES } from '../scan.ts';
import { SUBSETS, type Subset } from '../split/splitSettings.ts';
import type { Coded } from '../userError.ts';
import { type ClassLevel, chooseLevel, type LevelOption, levelOptions, nameAt } from './classLevel.ts';
import {
  apartFromSubset,
  comparable,
  isAugmented,
  isAugmentedFile,
  isPartOrStorage,
  isPatientFolder,
  isStorage,
  isUnlabelled,
  labelOfVisit,
  subsetOfFolder,
  subsetOfPath,
} from './folderNames.ts';
import { mappedInSteps, STEP } from './inSteps.ts';
import { mayBeList } from './labelList.ts';
import { findMasks, MaskCandidates, type Masks } from './masks.ts';
import { templateOf } from './nameWords.ts';

/** What a drop of files would become, before anything is read. Numbers are indices into the paths that were given. */
export type ImportPlan = {
  /** In alphabetical order. */
  readonly classes: readonly {
    readonly name: string;
    readonly fileIndices: readonly number[];
    /** Why this is seldom a class, and so is not imported unless the user wants it; null for most. */
    readonly doubt: FolderDoubt | null;
  }[];
  /** Files that their name, or the files beside them, show to be no images of a class. */
  readonly ignored: readonly ({ readonly index: number } & Coded)[];
  /** Files in no folder: nothing says which class they are. */
  readonly unlabelled: readonly number[];
  /** Tables among the ignored, of which one may say what the images are; then texts that may list images. */
  readonly tables: readonly number[];
  /** Masks of other files, among the ignored, each with the images that it marks. */
  readonly masks: Masks;
  /** The set's own division, by its folders; null where they name fewer than two subsets. */
  readonly subsets: Readonly<Record<Subset, readonly number[]>> | null;
  /** Where the folders say of all files that they are of one subset alone: the others did not come. */
  readonly onlySubset: Subset | null;
  /** Augmented copies, in folders of their own beside those of the originals: set aside unless the user wants them. */
  readonly augmented: readonly number[];
  readonly withAugmented: boolean;
  /** Which folder of a path is the class. */
  readonly level: ClassLevel;
  /** What else it could be, the innermost first. */
  readonly levels: readonly LevelOption[];
  /** Whether folders of patients, visits or clips lie between the class and the files. */
  readonly foldersBetween: boolean;
  /** Text files that lie in a folder for labels: boxes for detection (YOLO), which are not read. */
  readonly detectionLabels: number;
  /** Pairs of classes that are likely one under two names: each is in other subsets than the other. */
  readonly likelySame: readonly (readonly [short: string, long: string])[];
  /** The innermost folder that holds everything, or the classes' names. */
  readonly dataSetName: string;
};

/**
 * 'subset': a part of the set without a class below it; 'storage': a folder for images beside classes; 'unlabelled': its name says that no
 * label is known; 'numbered': one of many that differ by a number; 'too-many': no network has so many outputs.
 */
export type FolderDoubt = 'subset' | 'storage' | 'unlabelled' | 'numbered' | 'too-many';

/** A folder that holds files. */
type Folder = {
  /** Names from the outside in. */
  readonly names: readonly string[];
  readonly fileIndices: number[];
  readonly masks: MaskCandidates;
  /** Files whose names say that they are augmented copies. */
  readonly augmented: number[];
};

/** A folder without its masks, and the names of it that may be a class. */
type ScanFolder = {
  readonly names: readonly string[];
  readonly labels: readonly string[];
  readonly fileIndices: readonly number[];
};

type PlannedClass = ImportPlan['classes'][number];

/** Sorts names as people do: without regard to case, 2 before 10. */
export const byName = new Intl.Collator('en', { numeric: true }).compare;

/** Plans an import at once. Where tens of thousands of paths would hold a page up, give them to a planner in portions. */
export function planImport(paths: readonly string[], level: ClassLevel | null = null): ImportPlan {
  const planner = new ImportPlanner();
  planner.add(paths);
  return planner.plan(level);
}

/**
 * The class of a file is its nearest folder that is not one patient's, so wrapper folders of any depth do no harm and
 * `Training/glioma` joins `Testing/glioma`. Whether a file is an image is decided later by its first bytes, never here by its extension.
 */
export class ImportPlanner {
  private pathCount = 0;
  private readonly folders = new Map<string, Folder>();
  private readonly ignored: ImportPlan['ignored'][number][] = [];
  private readonly unlabelled: number[] = [];
  private readonly tables: number[] = [];
  private readonly lists: number[] = [];
  private detectionLabels = 0;

  /** Takes the next paths. Indices count on over all portions. */
  add(paths: readonly string[]): void {
    for (const path of paths) this.addFile(segmentsOf(path), this.pathCount++);
  }

  /**
   * What all paths so far would become.
   *
   * @param asked the level that the user chose; null: it is guessed
   * @param withAugmented whether the user wants augmented copies, too
   */
  plan(asked: ClassLevel | null = null, withAugmented = false): ImportPlan {
    const planning = this.planning(asked, withAugmented);
    for (;;) {
      const { done, value } = planning.next();
      if (done) return value;
    }
  }

  /** `plan` in steps, for a page: ten thousand folders take some tens of milliseconds in each. */
  *planning(asked: ClassLevel | null = null, withAugmented = false): Generator<void, ImportPlan> {
    const all = [...this.folders.values()];
    const masks = yield* findMasks(all);
    const scans = all
      .map(({ names, fileIndices }) => ({
        names,
        fileIndices: masks.size > 0 ? fileIndices.filter((index) => !masks.has(index)) : fileIndices,
      }))
      .filter(({ fileIndices }) => fileIndices.length > 0);
    yield;
    const augmented = augmentedFolders(scans);
    const copied = all.map((folder) => augmentedFiles(folder, masks));
    const copies = inGivenOrder([...[...augmented].map(({ fileIndices }) => fileIndices), ...copied]);
    yield;
    const kept = withAugmented ? scans : withoutCopies(scans, augmented, new Set(copied.flat()));
    const folders = yield* labelledFolders(kept);
    yield;
    const paths = labelPaths(folders);
    yield;
    const levels = levelOptions(paths);
    const level = levels.find((option) => option.level === asked)?.level ?? chooseLevel(paths, levels);
    yield;
    const classes = groupByClass(folders, (index) => nameAt(paths[index] ?? { names: [] }, level));
    yield;
    const doubted = new Set(classes.flatMap(({ doubt, fileIndices }) => (doubt ? fileIndices : [])));
    const scanned = folders.filter(({ fileIndices: [first] }) => first !== undefined && !doubted.has(first));
    // Where no folder is a class a table may name them, and the folders still say the subsets.
    const subsets = subsetsOf(scanned.length > 0 ? scanned : folders);
    yield;
    return {
      classes,
      ignored: [...this.ignored, ...asideForMasks(masks), ...asideFor('augmented', withAugmented ? [] : copies)],
      unlabelled: [...this.unlabelled],
      tables: [...this.tables, ...(this.lists.length <= MOST_LISTS ? this.lists : [])],
      detectionLabels: this.detectionLabels,
      onlySubset: subsets === null ? onlySubsetOf(scanned) : null,
      ...{ masks, subsets, augmented: copies, withAugmented, level, levels },
      foldersBetween: level !== 'innermost' || folders.some(({ names }) => isPatientFolder(names.at(-1) ?? '')),
      likelySame: subsets && classes.length <= MOST_CLASSES ? likelySame(classes, subsets) : [],
      dataSetName: nameDataSet(folders, classes),
    };
  }

  private addFile(segments: readonly string[], index: number): void {
    const code = reasonToIgnore(segments);
    if (code !== null) {
      this.ignored.push({ index, code, params: {} });
      if (code === 'table') this.tables.push(index);
      if (code === 'text') this.addText(segments, index);
    } else if (segments.length < 2) this.unlabelled.push(index);
    else {
      const folder = this.folderOf(segments.slice(0, -1));
      folder.fileIndices.push(index);
      folder.masks.add(segments.at(-1) ?? '', index);
      if (isAugmentedFile(segments.at(-1) ?? '')) folder.augmented.push(index);
    }
  }

  private addText(segments: readonly string[], index: number): void {
    const name = segments.at(-1) ?? '';
    const folders = segments.slice(0, -1);
    // `labels/train1.txt` lists a part; boxes lie in a folder for each part, as their images do.
    const isListOfPart = subsetOfPath([name.replace(/\.\w+$/, '')]) !== null && subsetOfPath(folders) === null;
    if (!isListOfPart && folders.some((folder) => /^labels?$/i.test(folder))) this.detectionLabels += 1;
    if (mayBeList(name)) this.lists.push(index);
  }

  private folderOf(names: readonly string[]): Folder {
    const path = names.join('/');
    const folder = this.folders.get(path) ?? { names, fileIndices: [], masks: new MaskCandidates(), augmented: [] };
    this.folders.set(path, folder);
    return folder;
  }
}

/** More texts are one for each image: a caption, or boxes for detection. */
const MOST_LISTS = 100;

/** Control characters, and those that turn the direction of what is written: a name must read as it is. */
const NOT_LETTERS = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

function segmentsOf(path: string): string[] {
  return path
    .normalize('NFC')
    .replace(NOT_LETTERS, '')
    .split(/[/\\]/)
    .map((segment) => segment.trim())
    .filter((segment) => segment !== '' && segment !== '.' && segment !== '..');
}

const SYSTEM_FILES = new Set(['thumbs.db', 'ehthumbs.db', 'ehthumbs_vista.db', 'desktop.ini', 'icon\r']);
const SYSTEM_FOLDERS = new Set(['__macosx', '@eadir', '$recycle.bin', 'system volume information', '__pycache__']);

const CODES_BY_EXTENSION: readonly (readonly [code: PlainImportCode, extensions: string])[] = [
  ['table', 'csv tsv xlsx xlsm'],
  ['unreadable-table', 'xls xlsb ods parquet'],
  ['text', 'txt lst list md rst log rtf license nfo'],
  ['document', 'pdf doc docx odt ppt pptx htm html'],
  ['data-about-images', 'json jsonl xml yaml yml toml ini cfg bval bvec'],
  ['program', 'py ipynb js ts m r sh bat exe'],
  ['saved-model', 'h5 hdf5 keras pt pth onnx pkl pb tflite'],
  ['archive', 'zip rar 7z tar gz tgz bz2 xz'],
  ['link', 'lnk url webloc'],
];
const CODE_OF_EXTENSION = new Map(
  CODES_BY_EXTENSION.flatMap(([code, extensions]) => extensions.split(' ').map((extension) => [extension, code])),
);
const TEXTS_WITHOUT_EXTENSION = new Set(['readme', 'license', 'licence', 'makefile', 'changelog']);

/** Why a file is left aside by its name alone; null where its bytes have to be looked at. */
function reasonToIgnore(segments: readonly string[]): PlainImportCode | null {
  const name = (segments.at(-1) ?? '').toLowerCase();
  const folders = segments.slice(0, -1).map((folder) => folder.toLowerCase());
  if (name === '') return 'no-name';
  if (folders.some((folder) => SYSTEM_FOLDERS.has(folder))) return 'in-system-folder';
  if (name === '.ds_store' || SYSTEM_FILES.has(name)) return 'system-file';
  if (name.startsWith('._')) return 'macos-companion';
  if (name.startsWith('.') || folders.some((folder) => folder.startsWith('.'))) return 'hidden';
  if (TEXTS_WITHOUT_EXTENSION.has(name)) return 'text';
  if (name === 'dicomdir') return 'dicomdir';
  if (/\.(nii|hdr|img|raw)\.gz$/.test(name)) return null;
  return CODE_OF_EXTENSION.get(/\.([^.]+)$/.exec(name)?.[1] ?? '') ?? null;
}

/** `study1_negative` is a class where the visits of all patients name a few. */
const MOST_VISIT_LABELS = 10;

function* labelledFolders(folders: readonly Omit<ScanFolder, 'labels'>[]): Generator<void, ScanFolder[]> {
  const visitOf = ({ names }: Pick<ScanFolder, 'names'>) => names.map(labelOfVisit).findLast((label) => label !== null);
  const visits = new Set(yield* mappedInSteps(folders, visitOf));
  const areClasses = !visits.has(undefined) && visits.size >= 2 && visits.size <= MOST_VISIT_LABELS;
  const labelled = yield* mappedInSteps(folders, (folder) => {
    const visit = areClasses ? visitOf(folder) : null;
    return { ...folder, labels: visit ? [visit] : withoutPatients(folder.names) };
  });
  return yield* withoutSubsetsInNames(yield* withoutEmptyEnds(labelled));
}

/** Without the patients' folders at the end, unless nothing else is there. */
function withoutPatients(names: readonly string[]): readonly string[] {
  const end = names.findLastIndex((name) => !isPatientFolder(name));
  return end < 0 ? names : names.slice(0, end + 1);
}

/** `Tumour/images`, `Healthy/train` and `Healthy/CROPPED` are the classes above, not classes called 'images', 'train' and 'CROPPED'. */
function* withoutEmptyEnds(folders: readonly ScanFolder[]): Generator<void, ScanFolder[]> {
  const holding = new Set(folders.map(({ labels }) => labels.join('/')));
  const ends = new Map<string, { parents: Set<string>; areHolding: boolean }>();
  const keys = yield* mappedInSteps(folders, ({ labels }) => endKey(labels.at(-1) ?? ''));
  for (const [index, { labels }] of folders.entries()) {
    if (index % STEP === STEP - 1) yield;
    const inner = keys[index] ?? '';
    const parent = labels.slice(0, -1).findLast((name) => !isPartOrStorage(name));
    if (parent === undefined) continue;
    const end = ends.get(inner) ?? { parents: new Set(), areHolding: true };
    end.areHolding &&= holding.has(labels.slice(0, -1).join('/'));
    ends.set(inner, { ...end, parents: end.parents.add(comparable(parent)) });
  }
  const isEmpty = (inner: string) => {
    const { parents, areHolding } = ends.get(endKey(inner)) ?? { parents: new Set(), areHolding: false };
    return parents.size > 1 && (areHolding || isEmptyName(inner));
  };
  let found = false;
  const shorter = yield* mappedInSteps(folders, (folder) => {
    const { labels } = folder;
    if (labels.length < 2 || !isEmpty(labels.at(-1) ?? '')) return folder;
    found = true;
    return { ...folder, labels: labels.slice(0, -1) };
  });
  return found ? yield* withoutEmptyEnds(shorter) : shorter;
}

/** Folders for images are alike, whatever they are called. */
function endKey(name: string): string {
  return isEmptyName(name) ? '' : comparable(name);
}

function isEmptyName(name: string): boolean {
  return isStorage(name) || subsetOfFolder(name) !== null;
}

/**
 * `train_tumour` and `test_tumour` are one class in two subsets. Only where most names say a subset, and what is left comes in several: a
 * class may be called after a test.
 */
function* withoutSubsetsInNames(folders: readonly ScanFolder[]): Generator<void, ScanFolder[]> {
  const found = yield* mappedInSteps(folders, ({ labels }) => apartFromSubset(labels.at(-1) ?? ''));
  const subsetsOfRest = new Map<string, Set<Subset>>();
  for (const each of found) {
    if (!each || each.rest === '') continue;
    const key = comparable(each.rest);
    subsetsOfRest.set(key, (subsetsOfRest.get(key) ?? new Set()).add(each.subset));
  }
  const areSubsets = [...subsetsOfRest.values()].some(({ size }) => size > 1);
  if (!areSubsets || 2 * found.filter((each) => each !== null).length < found.length) return [...folders];
  return folders.map((folder, i) => {
    const rest = found[i]?.rest;
    return rest ? { ...folder, labels: [...folder.labels.slice(0, -1), rest] } : folder;
  });
}

/** The names of each folder below those that all share, without parts and storage, but for the innermost. */
function labelPaths(folders: readonly ScanFolder[]): { names: readonly string[]; files: number }[] {
  const shared = sharedNames(folders.map(({ labels }) => ({ names: labels.slice(0, -1) }))).length;
  return folders.map(({ labels, fileIndices }) => {
    const names = labels.slice(shared);
    const last = names.length - 1;
    return { names: names.filter((name, i) => i === last || !isPartOrStorage(name)), files: fileIndices.length };
  });
}

function groupByClass(folders: readonly ScanFolder[], nameOf: (index: number) => string): PlannedClass[] {
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
  const doubt = (name: string): FolderDoubt | null => {
    if (areTooMany) return 'too-many';
    if (found.length > 1 && isStorage(name)) return 'storage';
    return doubtOf(name) ?? (areNumbered ? 'numbered' : null);
  };
  return found
    .map(({ name, parts }) => ({ name, fileIndices: inGivenOrder(parts), doubt: doubt(name) }))
    .sort((a, b) => byName(a.name, b.name));
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

function inGivenOrder(parts: readonly (readonly number[])[]): number[] {
  return [...Int32Array.from(parts.flat()).sort()];
}

function subsetsOf(folders: readonly ScanFolder[]): ImportPlan['subsets'] {
  const parts: Record<Subset, (readonly number[])[]> = { training: [], validation: [], test: [] };
  for (const { names, fileIndices } of folders) {
    const subset = subsetOfPath(names);
    if (subset) parts[subset].push(fileIndices);
  }
  const { training, validation, test } = parts;
  if ([training, validation, test].filter(({ length }) => length > 0).length < 2) return null;
  return { training: inGivenOrder(training), validation: inGivenOrder(validation), test: inGivenOrder(test) };
}

function onlySubsetOf(folders: readonly ScanFolder[]): Subset | null {
  const found = new Set(
    folders.map(({ names }) => names.map(subsetOfFolder).find((subset) => subset !== null) ?? null),
  );
  const [only = null] = found;
  return found.size === 1 ? only : null;
}

/** The folders of augmented copies; none where there are no others. Which original a copy is of nobody can tell. */
function augmentedFolders<Of extends { readonly names: readonly string[] }>(folders: readonly Of[]): Set<Of> {
  const shared = sharedNames(folders).length;
  const augmented = folders.filter(({ names }) => names.slice(shared).some(isAugmented));
  return new Set(augmented.length < folders.length ? augmented : []);
}

/** The augmented copies of a folder that holds others, too. */
function augmentedFiles({ fileIndices, augmented }: Folder, masks: Masks): readonly number[] {
  return augmented.length < fileIndices.length ? augmented.filter((index) => !masks.has(index)) : [];
}

function withoutCopies<Of extends { readonly fileIndices: readonly number[] }>(
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

function asideFor(code: PlainImportCode, indices: Iterable<number>): ImportPlan['ignored'][number][] {
  return [...indices].map((index) => ({ index, code, params: {} }));
}

function asideForMasks(masks: Masks): ImportPlan['ignored'][number][] {
  return [...masks].map(([index, images]) => ({ index, code: images.length > 0 ? 'mask-kept' : 'mask', params: {} }));
}

/** Classes of which one is in some subsets alone, the other in the others alone, and whose names begin alike. */
function likelySame(
  classes: readonly PlannedClass[],
  subsets: NonNullable<ImportPlan['subsets']>,
): ImportPlan['likelySame'] {
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
    return classes.flatMap((b, k) =>
      names[k]?.startsWith(`${short} `) && isApart(i, k) ? [[a.name, b.name] as const] : [],
    );
  });
}

function nameDataSet(folders: readonly ScanFolder[], classes: readonly { readonly name: string }[]): string {
  const classNames = new Set(classes.map(({ name }) => comparable(name)));
  const shared = sharedNames(folders).filter((name) => !isPartOrStorage(name));
  const named = shared.filter((name) => !classNames.has(comparable(name))).at(-1);
  if (named !== undefined) return named;
  if (classes.length === 0) return 'Data set';
  return classes.length <= 3 ? classes.map(({ name }) => name).join(', ') : `${classes.length} classes`;
}

/** The folders that every file is in, from the outside in. */
function sharedNames(folders: readonly { readonly names: readonly string[] }[]): readonly string[] {
  const [first, ...rest] = folders;
  let shared = first?.names ?? [];
  for (const { names } of rest) {
    const end = shared.findIndex((name, depth) => names[depth] !== name);
    if (end >= 0) shared = shared.slice(0, end);
  }
  return shared;
}
