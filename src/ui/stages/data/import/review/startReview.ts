import { type ImportPlan, ImportPlanner } from '../../../../../dataset/import/importPlan.ts';
import type { ImportAnswers } from '../../../../../dataset/import/importSources.ts';
import { MOST_CLASSES } from '../../../../../dataset/scan.ts';
import { ALL_AXIAL_SLICES, isVolume } from '../../../../../dataset/volumes.ts';
import { yieldToEventLoop } from '../../../../../dataset/yieldToEventLoop.ts';
import { type DroppedFile, joinFiles } from '../../../../drop/droppedFiles.ts';
import { forEachInTimeSlices } from '../../../../workspace/timeSlices.ts';
import { annotationTables } from '../labels/annotationTables.ts';
import type { ReviewedTable } from '../labels/labelSources.ts';
import { labelsInNames } from '../labels/labelsInNames.ts';
import { type ColumnsChosen, type ReadTable, readTables } from '../labels/readTables.ts';
import { defaultLabels, takeLabels } from '../labels/reviewedLabels.ts';
import { NO_PATTERNS, type PathsOfClass, suggestPatterns } from '../labels/suggestPatterns.ts';
import type { ImportReview } from './importReview.ts';

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
  const annotations = readTable ? await annotationTables(plan.annotations, images) : [];
  const read = readTable ? await readTables({ ...plan, annotations }, images, readTable, tell, columns) : [];
  const areNone = read.every(({ classes, isOffered }) => classes.length === 0 || isOffered);
  const inNames = areNone ? await labelsInNames(images) : null;
  const tables = inNames ? [...read, inNames] : read;
  const { suggestions, sure } =
    plan.classes.length > MOST_CLASSES
      ? NO_PATTERNS
      : await suggestPatterns(await pathsByClass(files, plan), plan.foldersBetween);
  const labelsFrom = defaultLabels({ plan, tables });
  // A table of a few patients, as of those with a follow-up, says less than the names of all.
  const isOfMost = ({ subjects }: ReviewedTable) =>
    subjects !== null && (!sure || 2 * subjects.filter((subject) => subject !== null).length >= imageCount(plan));
  const withSubjects = tables.filter(isOfMost);
  const ofTable = withSubjects.find(({ path }) => path === labelsFrom) ?? withSubjects[0];
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
  return takeLabels(review, labelsFrom);
}

function imageCount({ classes, unlabelled }: ImportPlan): number {
  return classes.reduce((sum, { fileIndices }) => sum + fileIndices.length, unlabelled.length);
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
  const isSame = fresh.tables.length === review.tables.length && fresh.tables.every(({ path }) => columns.has(path));
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

function withLooseNamed({ files, loose }: ImportReview): readonly DroppedFile[] {
  const className = loose.className.trim();
  if (className === '') return files;
  const named = new Set(loose.fileIndices);
  return files.map((each, index) => (named.has(index) ? { ...each, path: `${className}/${each.path}` } : each));
}
