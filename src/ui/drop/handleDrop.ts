import { formatCounted } from '../components/text/format.ts';
import { classifyFiles } from '../stages/classify/classifyFiles.ts';
import { reviewFiles } from '../stages/data/import/importFiles.ts';
import type { ImportReview } from '../stages/data/import/review/importReview.ts';
import { attempt, importModel, jobs } from '../workspace/jobs.ts';
import { chosenModel, notifyFailure, showStage, workspace } from '../workspace/workspace.ts';
import { availableScans, type DropIntent, dropIntent, heldFiles } from './dropIntent.ts';
import type { DroppedFile } from './droppedFiles.ts';
import type { OpenedDrop } from './openArchives.ts';
import { openedFiles } from './openedFiles.ts';

/**
 * Does with dropped files what the overlay said; resolves when it has begun. Models in zips are models wherever they come.
 *
 * @param asked what files are for that were chosen with a button
 * @param handles what finds them again after a reload
 */
export async function handleDrop(
  files: readonly DroppedFile<File>[],
  asked?: DropIntent,
  handles: ImportReview['handles'] = null,
): Promise<void> {
  if (files.length === 0) {
    notifyFailure('The dropped items hold no files. Choose folders of scans.');
    return;
  }
  const [ownFiles, others] = apart(files);
  for (const { file } of ownFiles) await openApart(file);
  if (others.length === 0) return;
  const opened = await openedFiles(others).catch(notifyFailure);
  if (!opened) return;
  if (opened.models.length > 0) void takeModels(opened.models);
  const isTaken = opened.files.length > 0 && (await take(opened, asked, handles));
  if (!isTaken) for (const id of opened.archives) void jobs.closeArchive(id);
  if (opened.files.length === 0 && opened.refused.length > 0) refuse(opened.refused);
}

async function openApart(file: File): Promise<void> {
  if (/\.axial$/i.test(file.name)) (await import('../stages/models/move/moveState.ts')).openWorkspaceFile(file);
  else await (await import('../stages/train/recipe/recipeStore.ts')).openRecipe(file);
}

/** Recipes and workspace files, and the rest of what was dropped. */
function apart(files: readonly DroppedFile<File>[]): [DroppedFile<File>[], DroppedFile<File>[]] {
  const own = files.filter(isApart);
  return own.length === 0 ? [[], [...files]] : [own, files.filter((each) => !isApart(each))];
}

function isApart({ path }: DroppedFile<File>): boolean {
  return /\.(recipe\.json|axial)$/i.test(path);
}

function refuse([first, ...rest]: OpenedDrop['refused']): void {
  const more = rest.length > 0 ? ` ${formatCounted(rest.length, 'other file')} could not be extracted.` : '';
  if (first) notifyFailure(`${first.path}: ${first.reason}${more}`);
}

/** Resolves to whether anything was begun with them. */
async function take(
  { files, refused }: OpenedDrop,
  asked: DropIntent | undefined,
  handles: ImportReview['handles'],
): Promise<boolean> {
  const state = workspace.getState();
  const place = {
    stage: state.stage,
    hasModel: chosenModel(state) !== null,
    scans: availableScans(state.dataSet),
  };
  const intent = asked ?? dropIntent(heldFiles(files), place);
  if (intent === 'learn') return lookInto(files);
  if (intent !== 'classify') return reviewFiles(files, refused, handles);
  void classifyFiles(files, refused);
  return true;
}

/** The first of them; the others are left. */
async function lookInto([first]: OpenedDrop['files']): Promise<boolean> {
  const { showOwnScan } = await import('../stages/learn/subject/showOwnScan.ts');
  if (first) await showOwnScan(first.file);
  return first !== undefined;
}

async function takeModels(models: readonly File[]): Promise<void> {
  showStage('models');
  for (const file of models) await attempt(() => importModel(file));
}
