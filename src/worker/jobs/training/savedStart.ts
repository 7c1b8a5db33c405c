import { readFolds, readRun } from '../../../storage/training/runCheckpoints.ts';
import type { JobsContext } from '../context.ts';
import { parseFoldResults } from './foldResult.ts';
import type { TrainingStart } from './runSaver.ts';
import { parseSavedCheckpoint } from './savedCheckpoint.ts';

/** Where the interrupted run goes on. Throws in words where there is none. */
export async function savedStart(context: JobsContext): Promise<TrainingStart> {
  const run = await readRun(context.db);
  if (!run) throw new Error('There is no interrupted run to resume.');
  const { request, checkpoint, folds } = run;
  const saved = checkpoint === null ? null : parseSavedCheckpoint(checkpoint, context.version());
  return { request, saved, done: parseFoldResults(await readFolds(context.db, folds?.done ?? 0)) };
}
