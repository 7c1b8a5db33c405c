import type { DataSetView } from '../../../../dataset/edits/dataSetView.ts';
import { isNumbered } from '../../../../dataset/import/classLevel.ts';
import { type FolderDoubt, type ImportPlan, ImportPlanner } from '../../../../dataset/import/folders.ts';
import type { ImportAnswers, PatientSource } from '../../../../dataset/import/importSources.ts';
import { guessPositiveClass, orderClasses } from '../../../../dataset/import/positiveClass.ts';
import { importCode } from '../../../../dataset/messages.ts';
import { MOST_CLASSES } from '../../../../dataset/scan.ts';
import { SUBSETS, type Subset } from '../../../../dataset/split/splitSettings.ts';
import type { CodedPath } from '../../../../dataset/userError.ts';
import type { VolumeChoice } from '../../../../dataset/volumeChoice.ts';
import { ALL_AXIAL_SLICES, isVolume } from '../../../../dataset/volumes.ts';
import { yieldToEventLoop } from '../../../../dataset/yieldToEventLoop.ts';
import type { ImportRequest } from '../../../../worker/jobs/import/importProtocol.ts';
import { isVolumeChoice } from '../../../components/form/volumeLimits.ts';
import { formatCount } from '../../../components/text/format.ts';
import { type DroppedFile, folderAndName, joinFiles } from '../../../drop/droppedFiles.ts';
import { forEachInTimeSlices } from '../../../workspace/timeSlices.ts';
import { type PatternSuggestion, type ReviewedTable, SubjectFinder } from './labelSources.ts';
import { type ColumnsChosen, foldersAreClasses, type ReadTable, readTables } from './readTables.ts';
import { NO_PATTERNS, type PathsOfClass, suggestPatterns } from './suggestPatterns.ts';

export type ReviewPartProps = {
  readonly review: ImportReview;
  readonly onChange: (review: ImportReview) => void;
};

/** One folder's worth of scans, and what the user makes of it. */
export type ReviewedClass = {
  /** Name of the folder. */
  readonly folder: string;
  /** Name of the class; two folders may share one. */
  readonly name: string;
  readonly fileIndices: readonly number[];
  readonly included: boolean;
  /** Why it is left out unless the user wants it; null where it looks like a class. */
  readonly doubt: FolderDoubt | null;
};

/** What was dropped, before anything is imported. */
export type ImportReview = {
  readonly files: readonly DroppedFile[];
  /** What finds all of them again after a reload; null where the browser keeps nothing that does. */
  readonly handles: readonly FileSystemHandle[] | null;
  readonly dataSetName: string;
  readonly classes: readonly ReviewedClass[];
  readonly ignored: readonly CodedPath[];
  /** Files in no folder, and the class that the user gives them. */
  readonly loose: { readonly fileIndices: readonly number[]; readonly className: string };
  /** Chosen by the user; null: guessed. */
  readonly positive: string | null;
  /** The data set that is added to. */
  readonly existing: Pick<DataSetView, 'name' | 'classes' | 'folders'> | null;
  /** What could not be taken out of zips. */
  readonly refused: readonly CodedPath[];
  /** What the folders alone say. */
  readonly plan: ImportPlan;
  readonly tables: readonly ReviewedTable[];
  /** Path of the table that says the classes; null: the folders do. */
  readonly labelsFrom: string | null;
  readonly patients: PatientSource;
  /** Patterns found in the names, the likeliest first. */
  readonly suggestions: readonly PatternSuggestion[];
  /** Which slices of volumes are taken; null where there is no volume. */
  readonly volumes: VolumeChoice | null;
};

type Reading = {
  /** Reads a table of labels; where it is left out, tables are files that are no images. */
  readonly readTable?: ReadTable;
  /** What is known of the columns of tables that were read before. */
  readonly columns?: ColumnsChosen;
  /** Hears what is being read, in words. */
  readonly tell?: (sentence: string) => void;
  /** Of the files that are added. */
  readonly handles?: ImportReview['handles'];
  /** What was said of the folders; left out where it is to be guessed. */
  readonly folders?: FolderChoice;
};

/** Which folders are the classes, and whether augmented copies are imported, too. */
type FolderChoice = Pick<ImportPlan, 'level' | 'withAugmented'>;

/** Goes through the files in slices, as everything here that touches each of them. */
export async function startReview(
  files: readonly DroppedFile[],
  existing: ImportReview['existing'],
  refused: ImportReview['refused'] = [],
  { readTable, columns, tell, handles = null, folders }: Reading = {},
): Promise<ImportReview> {
  const { plan, hasVolumes } = await planFiles(files, folders);
  const images = { files, folders: plan.classes, loose: plan.unlabelled };
  const tables = readTable ? await readTables(plan.tables, images, readTable, tell, columns) : [];
  const { suggestions, sure } =
    plan.classes.length > MOST_CLASSES
      ? NO_PATTERNS
      : await suggestPatterns(await pathsByClass(files, plan), plan.foldersBetween);
  const ofTable = tables.find(({ subjects }) => subjects !== null);
  const review: ImportReview = {
    ...{ files, handles, existing, refused, plan, tables, suggestions },
    dataSetName: existing?.name ?? plan.dataSetName,
    ...{ classes: [], ignored: [], loose: { fileIndices: [], className: '' }, positive: null, labelsFrom: null },
    patients: ofTable
      ? { from: 'table', path: ofTable.path }
      : sure
        ? { from: 'name', pattern: sure }
        : { from: 'nothing' },
    volumes: hasVolumes ? ALL_AXIAL_SLICES : null,
  };
  return takeLabels(review, defaultLabels(review));
}

/** The paths of each class; those in no folder count as one. */
export async function pathsByClass(
  files: readonly DroppedFile[],
  { classes, unlabelled }: ImportPlan,
): Promise<PathsOfClass[]> {
  const byClass: PathsOfClass[] = [];
  for (const { name, fileIndices } of [...classes, { name: '', fileIndices: unlabelled }]) {
    const paths: string[] = [];
    await forEachInTimeSlices(fileIndices, (slice) => {
      for (const index of slice) paths.push(files[index]?.path ?? '');
    });
    if (paths.length > 0) byClass.push({ name, paths });
  }
  return byClass;
}

async function planFiles(
  files: readonly DroppedFile[],
  chosen?: FolderChoice,
): Promise<{ plan: ImportPlan; hasVolumes: boolean }> {
  const planner = new ImportPlanner();
  let hasVolumes = false;
  await forEachInTimeSlices(files, (slice) => {
    planner.add(slice.map((each) => each.path));
    hasVolumes ||= slice.some(({ path }) => isVolume(path));
  });
  const planning = planner.planning(chosen?.level, chosen?.withAugmented);
  for (;;) {
    const { done, value } = planning.next();
    if (done) return { plan: value, hasVolumes };
    await yieldToEventLoop();
  }
}

/** The same files, their folders read as the user chose. */
export async function takeFolders(review: ImportReview, chosen: Partial<FolderChoice>): Promise<ImportReview> {
  const { level, withAugmented } = { ...review.plan, ...chosen };
  const { plan } = await planFiles(review.files, { level, withAugmented });
  return takeLabels({ ...review, plan }, chosen.level === undefined ? review.labelsFrom : null);
}

/** As the data set will have them. Only when they come: no row moves under the hand that fills it in. */
function inClassOrder(review: ImportReview): ImportReview {
  const places = new Map(classesOfReview(review).map((name, place) => [name, place]));
  const placeOf = ({ name }: ReviewedClass) => places.get(name.trim()) ?? Number.MAX_SAFE_INTEGER;
  return { ...review, classes: review.classes.toSorted((a, b) => placeOf(a) - placeOf(b)) };
}

/** The folders', where they are classes; else those of the table that has most files of any, shows that the folders are none, or knows more. */
function defaultLabels({ plan, tables }: ImportReview): string | null {
  // Folders that are numbers (and one for icons, perhaps) give way to a table, whatever it says of them.
  const named = plan.classes.filter(({ doubt }) => !doubt);
  const numbered = named.filter(({ name }) => isNumbered(name)).length;
  const areClasses = foldersAreClasses(plan.classes) && numbered < MOSTLY * named.length;
  const says = (table: ReviewedTable) =>
    areClasses ? table.unlikeFolders || labelsMore(plan, table) : table.classes.length > 0;
  const labelled = ({ classes }: ReviewedTable) =>
    classes.reduce((sum, { fileIndices }) => sum + fileIndices.length, 0);
  return tables.filter(says).toSorted((a, b) => labelled(b) - labelled(a))[0]?.path ?? null;
}

const MOSTLY = 0.9;

/** Whether a table agrees with the folders, and gives the images of a part their classes, too, which lie in no folder of a class. */
function labelsMore({ classes: folders }: ImportPlan, { classes, disagrees }: ReviewedTable): boolean {
  const aside = folders.flatMap(({ doubt, fileIndices }) => (doubt === 'subset' ? fileIndices : []));
  const labelled = new Set(classes.flatMap(({ fileIndices }) => fileIndices));
  const all = folders.flatMap(({ fileIndices }) => fileIndices);
  return aside.length > 0 && !disagrees && all.every((index) => labelled.has(index));
}

/** Classes by a table, or with null by the folders. What was said of classes of the same names stays. */
export function takeLabels(review: ImportReview, labelsFrom: string | null): ImportReview {
  const { plan, files, refused, tables } = review;
  const table = tables.find(({ path }) => path === labelsFrom);
  const remembered = new Map(review.existing?.folders);
  const said = new Map(review.classes.map((each) => [each.folder, each]));
  const planned = table ? table.classes.map((each) => ({ ...each, doubt: null })) : plan.classes;
  const classes = planned.map(({ name, fileIndices, doubt }) => {
    const before = said.get(name);
    return {
      folder: name,
      name: before?.name ?? remembered.get(name) ?? name,
      ...{ fileIndices, doubt, included: before?.included ?? doubt === null },
    };
  });
  const ignored = plan.ignored.map(({ index, code, params }) => {
    const path = files[index]?.path ?? '';
    return { path, ...(path === labelsFrom ? importCode('table-of-classes') : { code, params }) };
  });
  const unnamed = (table?.unnamed ?? []).map((index) => ({
    path: files[index]?.path ?? '',
    ...importCode('class-not-in-table', { table: folderAndName(labelsFrom ?? '')[1] }),
  }));
  const fileIndices = table ? [] : plan.unlabelled;
  return inClassOrder({
    ...review,
    ...{ classes, labelsFrom: table?.path ?? null, ignored: [...ignored, ...unnamed, ...refused] },
    loose: { fileIndices, className: review.loose.className },
  });
}

/** After other columns of a table were chosen. */
export function replaceTable(review: ImportReview, table: ReviewedTable): ImportReview {
  const tables = review.tables.map((each) => (each.path === table.path ? table : each));
  const gone = review.patients.from === 'table' && review.patients.path === table.path && !table.subjects;
  const changed: ImportReview = { ...review, tables, patients: gone ? { from: 'nothing' } : review.patients };
  const { labelsFrom } = changed;
  const isLost = labelsFrom === table.path && table.classes.length === 0;
  const isGuess = labelsFrom === null && defaultLabels(review) === null;
  return takeLabels(changed, isLost || isGuess ? defaultLabels(changed) : labelsFrom);
}

/**
 * More folders or files for the same import; what the user has said of the first ones stays. Loose files whose class was
 * said make room for the next ones: they become a class like those of folders.
 */
export async function addToReview(
  review: ImportReview,
  added: readonly DroppedFile[],
  refused: ImportReview['refused'] = [],
  reading: Reading = {},
): Promise<ImportReview> {
  const files = await joinFiles(withLooseNamed(review), added);
  const columns = new Map(review.tables.map((table) => [table.path, table.columns]));
  const { level, withAugmented } = review.plan;
  const fresh = await startReview(files, review.existing, [...review.refused, ...refused], {
    ...{ folders: { level, withAugmented }, ...reading, columns },
  });
  const { classes, positive, labelsFrom, patients, volumes } = review;
  const isSame = fresh.tables.length === review.tables.length;
  const said: ImportReview = {
    ...fresh,
    ...{ classes, positive },
    handles: review.handles && fresh.handles && [...review.handles, ...fresh.handles],
    patients: isSame ? patients : fresh.patients,
    volumes: fresh.volumes && (volumes ?? fresh.volumes),
  };
  return takeLabels(said, isSame ? labelsFrom : fresh.labelsFrom);
}

/** The review of files that were reviewed at an earlier visit, as the user answered it then. */
export async function answeredReview(
  files: readonly DroppedFile[],
  existing: ImportReview['existing'],
  refused: ImportReview['refused'],
  answers: ImportAnswers,
  reading: Reading,
): Promise<ImportReview> {
  const columns = new Map(answers.columns);
  const { level, withAugmented = false } = answers;
  const fresh = await startReview(files, existing, refused, {
    ...reading,
    columns,
    ...(level !== undefined && { folders: { level, withAugmented } }),
  });
  const { patients, volumes, labelsFrom, looseClass } = answers;
  const labelled = takeLabels({ ...fresh, patients, volumes: fresh.volumes && (volumes ?? fresh.volumes) }, labelsFrom);
  const leftOut = new Set(answers.leftOut);
  return {
    ...labelled,
    loose: { ...labelled.loose, className: looseClass },
    classes: labelled.classes.map((each) => ({ ...each, included: !leftOut.has(each.folder) })),
  };
}

/** Class names of folders are not among them: the data set remembers those. */
function answersOf({ classes, loose, labelsFrom, patients, volumes, tables, plan }: ImportReview): ImportAnswers {
  return {
    leftOut: classes.filter(({ included }) => !included).map(({ folder }) => folder),
    looseClass: loose.className.trim(),
    ...{ labelsFrom, patients, volumes, level: plan.level, withAugmented: plan.withAugmented },
    columns: tables.map(({ path, columns }) => [path, columns]),
  };
}

function withLooseNamed({ files, loose }: ImportReview): readonly DroppedFile[] {
  const className = loose.className.trim();
  if (className === '') return files;
  const named = new Set(loose.fileIndices);
  return files.map((each, index) => (named.has(index) ? { ...each, path: `${className}/${each.path}` } : each));
}

export function renameClass(review: ImportReview, folder: string, name: string): ImportReview {
  const before = review.classes.find((each) => each.folder === folder);
  const positive = before && review.positive === before.name.trim() ? name.trim() : review.positive;
  return { ...changeClass(review, folder, { name }), positive };
}

export function includeClass(review: ImportReview, folder: string, included: boolean): ImportReview {
  return changeClass(review, folder, { included });
}

/** All folders that are left out only because numbers tell them apart. */
export function includeNumbered(review: ImportReview): ImportReview {
  const include = (each: ReviewedClass) => (each.doubt === 'numbered' ? { ...each, included: true } : each);
  return { ...review, classes: review.classes.map(include) };
}

function changeClass(review: ImportReview, folder: string, change: Partial<ReviewedClass>): ImportReview {
  return {
    ...review,
    classes: review.classes.map((each) => (each.folder === folder ? { ...each, ...change } : each)),
  };
}

/** The classes that the data set would have, in the order of the network's outputs. */
export function classesOfReview(review: ImportReview): string[] {
  const names = new Set(review.existing?.classes ?? []);
  for (const each of review.classes) if (each.included) names.add(each.name.trim());
  if (review.loose.fileIndices.length > 0 && review.loose.className.trim()) names.add(review.loose.className.trim());
  const positive = positiveOfReview(review, [...names]);
  return orderClasses([...names], positive, review.existing?.classes);
}

/** The chosen one while it is among the classes, else that of the data set added to, else a guess. */
function positiveOfReview(review: ImportReview, names: readonly string[]): string | null {
  if (review.positive !== null && names.includes(review.positive)) return review.positive;
  const before = review.existing?.classes;
  if (before?.length === 2) return before[1] ?? null;
  return guessPositiveClass(names);
}

const TOO_MANY = `Each folder would be a class, and a network has ${formatCount(MOST_CLASSES)} at most. Drop a table that names the classes, or sort the scans into a folder for each class.`;

const NO_CLASS_BUT_BOXES =
  'No folder names a class, and labels for detection (YOLO) are not read. Put the images into one folder for each class.';

/** Why the import cannot begin, in a sentence; null where it can. */
export function reviewProblem(review: ImportReview): string | null {
  const included = review.classes.filter((each) => each.included);
  if (included.some((each) => each.name.trim() === '')) return 'Give every class a name.';
  if (review.loose.fileIndices.length > 0 && review.loose.className.trim() === '')
    return 'Choose the class of the files that are in no folder.';
  if (review.volumes && !isVolumeChoice(review.volumes))
    return 'Slices of volumes: enter numbers from 0 to 100, the second no less than the first.';
  if (included.length > MOST_CLASSES) return TOO_MANY;
  if (scanCountOfReview(review) === 0) {
    if (review.classes.length > MOST_CLASSES) return TOO_MANY;
    if (review.classes.length === 0) return 'These files hold no image. Choose folders of scans.';
    return review.plan.detectionLabels > 0
      ? NO_CLASS_BUT_BOXES
      : 'No class is chosen. Tick the folders that are classes, or drop a table that names them.';
  }
  const classes = classesOfReview(review);
  if (classes.length < 2 && review.plan.detectionLabels > 0) return NO_CLASS_BUT_BOXES;
  if (classes.length < 2)
    return `Only one class, ${classes[0] ?? ''}: a network needs two or more. Add scans of another class.`;
  return null;
}

/** Files that came, what zips would not give among them: each is to be read, or is said why not. */
export function fileCountOfReview({ files, refused }: ImportReview): number {
  return files.length + refused.length;
}

/** Files that will be read. */
export function scanCountOfReview(review: ImportReview): number {
  const labelled = review.classes.reduce((sum, each) => sum + (each.included ? each.fileIndices.length : 0), 0);
  return labelled + review.loose.fileIndices.length;
}

type SubsetSource = Pick<ImportReview, 'plan' | 'tables' | 'labelsFrom' | 'classes'>;

/**
 * The subset of each file that is imported, by its index, where the set comes split: by the table that names the classes, else by the
 * folders, else by any table. Null where nothing says it, or all are of one.
 */
export function subsetSource({ plan, tables, labelsFrom, classes }: SubsetSource): ReadonlyMap<number, Subset> | null {
  const chosen = tables.find(({ path }) => path === labelsFrom)?.subsets;
  const source = chosen ?? plan.subsets ?? tables.find(({ subsets }) => subsets !== null)?.subsets ?? null;
  if (source === null) return null;
  const all = isByFile(source) ? subsetsByTable(source) : subsetsByFolder(source);
  const found = new Map<number, Subset>();
  for (const { included, fileIndices } of classes) {
    if (!included) continue;
    for (const index of fileIndices) {
      const subset = all.get(index);
      if (subset) found.set(index, subset);
    }
  }
  return new Set(found.values()).size > 1 ? found : null;
}

/** How many files of each subset there are; null where the set does not come split. */
export function subsetCounts(source: ReturnType<typeof subsetSource>): Readonly<Record<Subset, number>> | null {
  if (source === null) return null;
  const counts = { training: 0, validation: 0, test: 0 };
  for (const subset of source.values()) counts[subset] += 1;
  return counts;
}

/** How many files a table and the folders put into different subsets. */
export function subsetContradictions({ plan, tables }: Pick<ImportReview, 'plan' | 'tables'>): number {
  const table = tables.find(({ subsets }) => subsets !== null)?.subsets;
  if (!table || !plan.subsets) return 0;
  let differing = 0;
  for (const [index, subset] of subsetsByFolder(plan.subsets)) {
    if (table[index] && table[index] !== subset) differing += 1;
  }
  return differing;
}

function isByFile(
  source: NonNullable<ReviewedTable['subsets'] | ImportPlan['subsets']>,
): source is readonly (Subset | null)[] {
  return Array.isArray(source);
}

function subsetsByTable(subsets: readonly (Subset | null)[]): Map<number, Subset> {
  const found = new Map<number, Subset>();
  for (const [index, subset] of subsets.entries()) if (subset) found.set(index, subset);
  return found;
}

function subsetsByFolder(subsets: NonNullable<ImportPlan['subsets']>): Map<number, Subset> {
  const found = new Map<number, Subset>();
  for (const subset of SUBSETS) for (const index of subsets[subset]) found.set(index, subset);
  return found;
}

/** By the index of an image the files that mark it. */
function masksOfImages({ plan, files }: ImportReview): ReadonlyMap<number, readonly DroppedFile['file'][]> {
  const masksOf = new Map<number, DroppedFile['file'][]>();
  for (const [mask, images] of plan.masks) {
    const file = files[mask]?.file;
    for (const image of file ? images : [])
      masksOf.set(image, [...(masksOf.get(image) ?? []), ...(file ? [file] : [])]);
  }
  return masksOf;
}

/** Answers of `crypto.subtle` that come in one task: each takes some 50 microseconds. */
const HASHES_PER_TASK = 200;

export async function importRequest(review: ImportReview): Promise<ImportRequest> {
  const files: ImportRequest['files'][number][] = [];
  const ignored = [...review.ignored];
  const finder = new SubjectFinder(review.patients, review.tables);
  const subsets = subsetSource(review) ?? new Map<number, Subset>();
  const masksOf = masksOfImages(review);
  const takeIn = (indices: readonly number[], className: string) =>
    forEachInTimeSlices(
      indices,
      async (slice) => {
        const taken = slice.map(async (index) => {
          const dropped = review.files[index];
          if (!dropped) return [];
          const { file, path } = dropped;
          const subject = await finder.subjectOf(index, path);
          const subset = subsets.get(index);
          const masks = masksOf.get(index);
          return [
            { file, path, className, ...(subject && { subject }), ...(subset && { subset }), ...(masks && { masks }) },
          ];
        });
        files.push(...(await Promise.all(taken)).flat());
      },
      HASHES_PER_TASK,
    );
  const leaveOut = (indices: readonly number[], folder: string) =>
    forEachInTimeSlices(indices, (slice) => {
      for (const index of slice)
        ignored.push({ path: review.files[index]?.path ?? '', ...importCode('class-left-out', { folder }) });
    });
  for (const { included, name, folder, fileIndices } of review.classes) {
    if (included) await takeIn(fileIndices, name.trim());
    else await leaveOut(fileIndices, folder);
  }
  await takeIn(review.loose.fileIndices, review.loose.className.trim());
  const folders = review.classes
    .filter(({ included }) => included)
    .map(({ folder, name }) => [folder, name.trim()] as const);
  const request = {
    folders,
    ...(review.handles && { sources: { handles: review.handles, answers: answersOf(review) } }),
    ...{ dataSetName: review.dataSetName.trim() || 'Data set', classes: classesOfReview(review), files, ignored },
  };
  return review.volumes ? { ...request, volumes: review.volumes } : request;
}
