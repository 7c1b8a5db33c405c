import { deleteRun } from '../../../storage/training/runStore.ts';
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
  const resuming = scope.later(() => import('./savedStart.ts'));

  async function runTraining(
    start: (context: JobsContext) => Promise<TrainingStart>,
    { onEvent, signal = neverAborted }: Parameters<TrainingJobs['resumeRun']>[0],
  ): Promise<TrainingOutcome> {
    const context = await scope.opened();
    scope.importing.mustBeIdle();
    return training.run(async () => {
      context.onTrainingEvent = onEvent; // a pause may come before all is loaded
      context.isRunPaused = false;
      void scope.audits.stop(); // backends are measured, and both would be slow
      await Promise.all([scope.loadedModel.settled(), editing.settled()]);
      const { trainAndSaveModel } = await import('./trainAndSaveModel.ts');
      modelZip().catch(() => {}); // what is trained may be downloaded when the network is gone
      return trainAndSaveModel(context, await start(context), onEvent, signal);
    });
  }

  /** A backend that is lost meanwhile hears of it when another takes over. */
  async function hold(isPaused: boolean): Promise<void> {
    const context = await scope.opened();
    context.isRunPaused = isPaused;
    await context.host.run((backend) => (isPaused ? backend.pause() : backend.resume())).catch(() => {});
    context.onTrainingEvent?.({ type: isPaused ? 'paused' : 'resumed' });
  }

  return {
    train: (request, options) => runTraining(async () => ({ request, saved: null, done: [] }), options),
    resumeRun: (options) => runTraining(async (context) => (await resuming()).savedStart(context), options),
    discardRun: async () => deleteRun((await scope.opened()).db),
    pauseTraining: () => hold(true),
    resumeTraining: () => hold(false),
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
