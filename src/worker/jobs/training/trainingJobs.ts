import { deleteRun, readFolds, readRun } from '../../../storage/training/runStore.ts';
import { neverAborted } from '../../raceAbort.ts';
import type { JobsContext } from '../context.ts';
import type { JobScope } from '../jobScope.ts';
import { modelZip } from '../models/modelZip.ts';
import type { TrainingStart } from './runSaver.ts';
import type { TrainingJobs, TrainingOutcome } from './trainingProtocol.ts';

/** One run at a time, and what is left of it. */
export function trainingJobs(scope: JobScope): TrainingJobs {
  const { training, editing } = scope;
  const saving = scope.later(() => import('./saveTrainedModel.ts'));
  const writing = scope.later(() => import('../models/writeModelAs.ts'));
  const parsing = scope.later(async () => ({
    ...(await import('./savedCheckpoint.ts')),
    ...(await import('./foldResult.ts')),
  }));

  async function runTraining(
    start: (context: JobsContext) => Promise<TrainingStart>,
    { onEvent, signal = neverAborted }: Parameters<TrainingJobs['resumeRun']>[0],
  ): Promise<TrainingOutcome> {
    const context = await scope.opened();
    scope.importing.mustBeIdle();
    return training.run(async () => {
      context.onTrainingEvent = onEvent; // a pause may come before all is loaded
      void scope.audits.stop(); // backends are measured, and both would be slow
      await Promise.all([scope.loadedModel.settled(), editing.settled()]);
      const { trainAndSaveModel } = await import('./trainAndSaveModel.ts');
      modelZip().catch(() => {}); // what is trained may be downloaded when the network is gone
      return trainAndSaveModel(context, await start(context), onEvent, signal);
    });
  }

  async function savedStart(context: JobsContext): Promise<TrainingStart> {
    const run = await readRun(context.db);
    if (!run) throw new Error('There is no interrupted run to resume.');
    const { request, checkpoint, folds } = run;
    const { parseSavedCheckpoint, parseFoldResults } = await parsing();
    const saved = checkpoint === null ? null : parseSavedCheckpoint(checkpoint, context.version());
    return { request, saved, done: parseFoldResults(await readFolds(context.db, folds?.done ?? 0)) };
  }

  return {
    train: (request, options) => runTraining(async () => ({ request, saved: null, done: [] }), options),
    resumeRun: (options) => runTraining(savedStart, options),
    discardRun: async () => deleteRun((await scope.opened()).db),
    async pauseTraining() {
      const context = await scope.opened();
      await context.host.run((backend) => backend.pause());
      context.onTrainingEvent?.({ type: 'paused' });
    },
    async resumeTraining() {
      const context = await scope.opened();
      await context.host.run((backend) => backend.resume());
      context.onTrainingEvent?.({ type: 'resumed' });
    },
    async downloadTrained(target) {
      const { writeModelAs } = await writing();
      const context = await scope.opened();
      return writeModelAs(context, (await saving()).trainedOf(context), target);
    },
    saveTrained: async () => (await saving()).saveTrainedModel(await scope.opened()),
    async forgetTrained() {
      (await scope.opened()).trained = null;
    },
  };
}
