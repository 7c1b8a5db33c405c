import type { PlainImportCode } from '../messages.ts';
import { MOST_CLASSES } from '../scan.ts';
import type { Subset } from '../split/splitSettings.ts';
import type { Coded } from '../userError.ts';
import { AnnotationCandidates } from './annotationCandidates.ts';
import { augmentedFiles, augmentedFolders, versionsOfOriginals, withoutCopies } from './augmentedCopies.ts';
import { type ClassLevel, chooseLevel, type LevelOption, levelOptions, nameAt } from './classes/classLevel.ts';
import { labelledFolders, labelPaths, type ScanFolder } from './classes/labelledFolders.ts';
import { groupByClass, likelySame, nameDataSet, type PlannedClass } from './classes/plannedClasses.ts';
import { onlySubsetOf, type SubsetFiles, subsetsOf, subsetsOfNames } from './classes/plannedSubsets.ts';
import { reasonToIgnore } from './ignoredFiles.ts';
import { isXml, mayBeList } from './labelTables/labelList.ts';
import { MaskCandidates } from './maskCandidates.ts';
import { findMasks, type Masks } from './masks.ts';
import { changedFrom, isAugmentedFile, isPatientFolder, subsetOfPath } from './names/folderNames.ts';
import { inGivenOrder } from './names/sharedNames.ts';
import { putAwayFolders } from './putAway.ts';

/** What a drop of files would become, before anything is read. Numbers are indices into the paths that were given. */
export type ImportPlan = {
  /** In alphabetical order. */
  readonly classes: readonly PlannedClass[];
  /** Files that their name, or the files beside them, show to be no images of a class. */
  readonly ignored: readonly ({ readonly index: number } & Coded)[];
  /** Files in no folder: nothing says which class they are. */
  readonly unlabelled: readonly number[];
  /** Tables among the ignored, of which one may say what the images are; then texts that may list images. */
  readonly tables: readonly number[];
  /** Files among the ignored of which each may say what one image is. */
  readonly annotations: readonly number[];
  /** Masks of other files, among the ignored, each with the images that it marks. */
  readonly masks: Masks;
  /** The set's own division, by its folders; null where they name fewer than two subsets. */
  readonly subsets: SubsetFiles | null;
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

/** A folder that holds files. */
type Folder = {
  /** Names from the outside in. */
  readonly names: readonly string[];
  readonly fileIndices: number[];
  readonly masks: MaskCandidates;
  /** Files whose names say that they are augmented copies. */
  readonly augmented: number[];
  /** Files whose names say that they are changed copies, with the name of what they were made from. */
  readonly changed: { readonly index: number; readonly original: string }[];
};

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
  /** Counted apart: there may be one list where each image has a JSON of its own. */
  private readonly jsonLists: number[] = [];
  private readonly xmlLists: number[] = [];
  private readonly annotations = new AnnotationCandidates();
  private readonly looseNames: string[] = [];
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
    const annotations = yield* this.annotations.ofImages(all, this.looseNames);
    const { folders, copies, putAway } = yield* scanFolders(all, masks, withAugmented);
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
    const saying = scanned.length > 0 ? scanned : folders;
    const subsets = subsetsOf(saying) ?? (yield* subsetsOfNames(saying));
    yield;
    return {
      classes,
      ignored: [
        ...this.ignored,
        ...asideForMasks(masks),
        ...asideFor('put-away', putAway),
        ...asideFor('augmented', withAugmented ? [] : copies),
      ],
      unlabelled: [...this.unlabelled],
      ...{ annotations, tables: this.tablesBeside(annotations) },
      detectionLabels: this.detectionLabels,
      onlySubset: subsets === null ? onlySubsetOf(scanned) : null,
      ...{ masks, subsets, augmented: copies, withAugmented, level, levels },
      foldersBetween: level !== 'innermost' || folders.some((folder) => isPatientFolder(folder.names.at(-1) ?? '')),
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
      if (code === 'data-about-images') this.addData(segments, index);
    } else if (segments.length < 2) {
      this.unlabelled.push(index);
      this.looseNames.push(segments[0] ?? '');
    } else {
      const folder = this.folderOf(segments.slice(0, -1));
      folder.fileIndices.push(index);
      folder.masks.add(segments.at(-1) ?? '', index);
      if (isAugmentedFile(segments.at(-1) ?? '')) folder.augmented.push(index);
      const original = changedFrom(segments.at(-1) ?? '');
      if (original !== null) folder.changed.push({ index, original: original.toLowerCase() });
    }
  }

  private addData(segments: readonly string[], index: number): void {
    const name = segments.at(-1) ?? '';
    this.annotations.add(segments.slice(0, -1), name, index);
    if (mayBeList(name)) (isXml(name) ? this.xmlLists : this.jsonLists).push(index);
  }

  private tablesBeside(annotations: readonly number[]): number[] {
    const ofImages = new Set(annotations);
    const others = [this.jsonLists, this.xmlLists].map((lists) => lists.filter((index) => !ofImages.has(index)));
    return [this.tables, ...[this.lists, ...others].filter(({ length }) => length <= MOST_LISTS)].flat();
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
    const folder: Folder = this.folders.get(path) ?? {
      ...{ names, fileIndices: [], masks: new MaskCandidates(), augmented: [], changed: [] },
    };
    this.folders.set(path, folder);
    return folder;
  }
}

/** The folders of scans, without masks, what was put away and, unless they are wanted, augmented copies; and all such files. */
function* scanFolders(
  all: readonly Folder[],
  masks: Masks,
  withAugmented: boolean,
): Generator<void, { folders: ScanFolder[]; copies: number[]; putAway: number[] }> {
  const found = all
    .map(({ names, fileIndices, masks: candidates }) => ({
      ...{ names, files: candidates.named },
      fileIndices: masks.size > 0 ? fileIndices.filter((index) => !masks.has(index)) : fileIndices,
    }))
    .filter(({ fileIndices }) => fileIndices.length > 0);
  yield;
  const aside = putAwayFolders(found);
  const scans = found.filter((folder) => !aside.has(folder));
  const putAway = inGivenOrder([...aside].map(({ fileIndices }) => fileIndices));
  yield;
  const augmented = new Set([...augmentedFolders(scans), ...versionsOfOriginals(scans)]);
  const isAside = new Set(putAway);
  const copied = all.map((folder) => augmentedFiles(folder, masks).filter((index) => !isAside.has(index)));
  const copies = inGivenOrder([...[...augmented].map(({ fileIndices }) => fileIndices), ...copied]);
  yield;
  const kept = withAugmented ? scans : withoutCopies(scans, augmented, new Set(copied.flat()));
  return { folders: yield* labelledFolders(kept), copies, putAway };
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

function asideFor(code: PlainImportCode, indices: Iterable<number>): ImportPlan['ignored'][number][] {
  return [...indices].map((index) => ({ index, code, params: {} }));
}

function asideForMasks(masks: Masks): ImportPlan['ignored'][number][] {
  return [...masks].map(([index, images]) => ({ index, code: images.length > 0 ? 'mask-kept' : 'mask', params: {} }));
}
