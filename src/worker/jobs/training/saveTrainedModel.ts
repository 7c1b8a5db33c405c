import { messageOf } from '../../../dataset/messageOf.ts';
import { StorageFullError } from '../../../storage/database/commit.ts';
import { saveModelOfRun } from '../../../storage/models/modelStore.ts';
import { deleteRun } from '../../../storage/training/runStore.ts';
import type { JobsContext } from '../context.ts';
import type { TrainingOutcome } from './trainingProtocol.ts';

/**
 * Keeps the network that was trained last, in place of its run. Where there is no room its run goes first. A network that cannot be kept stays in memory: it can be downloaded, and kept later.
 */
export async function saveTrainedModel(context: JobsContext): Promise<Pick<TrainingOutcome, 'modelId' | 'notKept'>> {
  const model = trainedOf(context);
  const save = () => saveModelOfRun(context.db, model);
  try {
    await save().catch(async (error) => {
      if (!(error instanceof StorageFullError)) throw error;
      await deleteRun(context.db);
      await save();
    });
    return { modelId: model.id, notKept: null };
  } catch (error) {
    return { modelId: null, notKept: messageOf(error) };
  }
}

/** Returns the network that was trained last, whether it could be kept or not. */
export function trainedOf({ trained }: JobsContext) {
  if (!trained) throw new Error('No trained network is held in memory any more.');
  return trained;
}
