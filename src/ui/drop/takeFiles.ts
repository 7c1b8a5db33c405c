import { classifyFiles } from '../classify/classifyFiles.ts';
import { formatCounted } from '../components/format.ts';
import { reviewFiles } from '../data/importFiles.ts';
import type { DroppedFile } from '../droppedFiles.ts';
import { attempt, importModel, jobs } from '../jobs.ts';
import { chosenModel, notify, notifyFailure, showStage, whileReading, workspace } from '../workspace.ts';
import { type DropIntent, dropIntent, heldFiles } from './dropIntent.ts';
import type { OpenedDrop } from './openArchives.ts';

/**
 * Does with dropped files what the overlay said; resolves when it has begun. Models in zips are models wherever they come.
 *
 * @param asked what files are for that were chosen with a button
 */
export async function takeFiles(files: readonly DroppedFile<File>[], asked?: DropIntent): Promise<void> {
  if (files.length === 0) {
    notify('There is no file in what was dropped. Choose folders that hold scans.', 'bad');
    return;
  }
  const opened = await opening(files).catch(notifyFailure);
  if (!opened) return;
  if (opened.models.length > 0) void takeModels(opened.models);
  if (opened.files.length > 0) await take(opened, asked);
  else if (opened.refused.length > 0) notify(refusalSentence(opened.refused), 'bad');
}

function refusalSentence([first, ...rest]: OpenedDrop['refused']): string {
  const more = rest.length > 0 ? ` Neither could ${formatCounted(rest.length, 'other file')} be taken out.` : '';
  return `${first?.path}: ${first?.reason}${more}`;
}

/** Only a zip needs more code than this. */
async function opening(files: readonly DroppedFile<File>[]): Promise<OpenedDrop> {
  if (!files.some(({ path }) => /\.zip$/i.test(path))) return { files, refused: [], models: [] };
  const { openArchives } = await import('./openArchives.ts');
  return whileReading((tell) => openArchives(files, (file) => jobs.openArchive(file), tell));
}

async function take({ files, refused }: OpenedDrop, asked: DropIntent | undefined): Promise<void> {
  const state = workspace.getState();
  const place = {
    stage: state.stage,
    hasModel: chosenModel(state) !== null,
    hasDataSet: state.dataSet !== null,
  };
  const intent = asked ?? dropIntent(heldFiles(files), place);
  if (intent === 'classify') void classifyFiles(files, refused);
  else await reviewFiles(files, refused);
}

async function takeModels(models: readonly File[]): Promise<void> {
  showStage('models');
  for (const file of models) await attempt(() => importModel(file));
}
