import { ImportPlanner } from '../../dataset/folders.ts';
import { guessPositiveClass, orderClasses } from '../../dataset/positiveClass.ts';
import type { ImportRequest } from '../../worker/protocol.ts';
import { type DroppedFile, inSlices, joinFiles } from '../droppedFiles.ts';

/** One folder's worth of scans, and what the user makes of it. */
export type ReviewedClass = {
  /** Name of the folder. */
  readonly folder: string;
  /** Name of the class; two folders may share one. */
  readonly name: string;
  readonly fileIndices: readonly number[];
  readonly included: boolean;
};

/** What was dropped, before anything is imported. */
export type ImportReview = {
  readonly files: readonly DroppedFile[];
  readonly dataSetName: string;
  readonly classes: readonly ReviewedClass[];
  readonly ignored: readonly { readonly path: string; readonly reason: string }[];
  /** Files in no folder, and the class that the user gives them. */
  readonly loose: { readonly fileIndices: readonly number[]; readonly className: string };
  /** Chosen by the user; null: guessed. */
  readonly positive: string | null;
  /** Name and classes of the data set that is added to. */
  readonly existing: { readonly name: string; readonly classes: readonly string[] } | null;
};

/** Goes through the files in slices, as everything here that touches each of them. */
export async function startReview(
  files: readonly DroppedFile[],
  existing: ImportReview['existing'],
): Promise<ImportReview> {
  const planner = new ImportPlanner();
  await inSlices(files, (slice) => planner.add(slice.map((each) => each.path)));
  const plan = planner.plan();
  return {
    files,
    dataSetName: existing?.name ?? plan.dataSetName,
    classes: plan.classes.map(({ name, fileIndices }) => ({ folder: name, name, fileIndices, included: true })),
    ignored: plan.ignored.map(({ index, reason }) => ({ path: files[index]?.path ?? '', reason })),
    loose: { fileIndices: plan.unlabelled, className: '' },
    positive: null,
    existing,
  };
}

/**
 * More folders or files for the same import; what the user has said of the first ones stays. Loose files whose class was
 * said make room for the next ones: they become a class like those of folders.
 */
export async function addToReview(review: ImportReview, added: readonly DroppedFile[]): Promise<ImportReview> {
  const fresh = await startReview(await joinFiles(withLooseNamed(review), added), review.existing);
  const said = new Map(review.classes.map((each) => [each.folder, each]));
  return {
    ...fresh,
    classes: fresh.classes.map((each) => {
      const before = said.get(each.folder);
      return before ? { ...each, name: before.name, included: before.included } : each;
    }),
    positive: review.positive,
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

/** Why the import cannot begin, in a sentence; null where it can. */
export function reviewProblem(review: ImportReview): string | null {
  const included = review.classes.filter((each) => each.included);
  if (included.some((each) => each.name.trim() === '')) return 'Give every class a name.';
  if (review.loose.fileIndices.length > 0 && review.loose.className.trim() === '')
    return 'Say which class the files that are in no folder belong to.';
  if (scanCountOfReview(review) === 0) return 'There is no picture in what was chosen. Choose folders that hold scans.';
  const classes = classesOfReview(review);
  if (classes.length < 2)
    return `Only one class, ${classes[0] ?? ''}: a network learns by telling two or more apart. Add the scans of another class.`;
  return null;
}

/** Files that will be read. */
export function scanCountOfReview(review: ImportReview): number {
  const labelled = review.classes.reduce((sum, each) => sum + (each.included ? each.fileIndices.length : 0), 0);
  return labelled + review.loose.fileIndices.length;
}

export async function importRequest(review: ImportReview): Promise<ImportRequest> {
  const files: ImportRequest['files'][number][] = [];
  const ignored = [...review.ignored];
  const eachOf = (indices: readonly number[], take: (file: DroppedFile) => void) =>
    inSlices(indices, (slice) => {
      for (const index of slice) {
        const dropped = review.files[index];
        if (dropped) take(dropped);
      }
    });
  const takeIn = (indices: readonly number[], className: string) =>
    eachOf(indices, ({ file, path }) => files.push({ file, path, className }));
  const leaveOut = (indices: readonly number[], reason: string) =>
    eachOf(indices, ({ path }) => ignored.push({ path, reason }));
  for (const { included, name, folder, fileIndices } of review.classes) {
    if (included) await takeIn(fileIndices, name.trim());
    else await leaveOut(fileIndices, `Class ${folder} was left out.`);
  }
  await takeIn(review.loose.fileIndices, review.loose.className.trim());
  return { dataSetName: review.dataSetName.trim() || 'Data set', classes: classesOfReview(review), files, ignored };
}
