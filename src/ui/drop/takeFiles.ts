import { classifyFiles } from '../classify/classifyFiles.ts';
import { reviewFiles } from '../data/importFiles.ts';
import type { DroppedFile } from '../droppedFiles.ts';
import { attempt, importModel } from '../jobs.ts';
import { chosenModel, notify, showStage, workspace } from '../workspace.ts';
import { dropIntent, heldFiles } from './dropIntent.ts';

/** Does with dropped files what the overlay said; resolves when it has begun. */
export async function takeFiles(files: readonly DroppedFile[]): Promise<void> {
  if (files.length === 0) {
    notify('There is no file in what was dropped. Drop folders that hold scans.', 'bad');
    return;
  }
  const state = workspace.getState();
  const place = {
    stage: state.stage,
    hasModel: chosenModel(state) !== null,
    hasDataSet: state.dataSet !== null,
  };
  const intent = dropIntent(heldFiles(files), place);
  if (intent === 'import-model') void takeModels(files);
  else if (intent === 'classify') void classifyFiles(files);
  else await reviewFiles(files);
}

async function takeModels(files: readonly DroppedFile[]): Promise<void> {
  showStage('models');
  for (const { file } of files) await attempt(() => importModel(file));
}
