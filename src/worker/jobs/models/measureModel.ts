import { networkInputOf } from '../../../model/networkInput.ts';
import { readModel, setModelMeasured } from '../../../storage/models/modelStore.ts';
import { withBackendRestart } from '../../backend/withBackendRestart.ts';
import type { JobsContext } from '../context.ts';
import { preparePixels } from '../training/preparePixels.ts';
import { subsetPredictions } from '../training/subsetPredictions.ts';
import { cardMetrics } from './cardMetrics.ts';
import { foldOfModel } from './foldOfModel.ts';

/**
 * Measures an imported model on the validation and test set of its own split, made again here: from then on its figures are not the file's.
 * @throws Error in words where its scans are not here, or it was stopped
 */
export async function measureModel(
  context: JobsContext,
  id: string,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const { card, artifacts } = await readModel(context.db, id);
  const { dataSet, groups, fold } = await foldOfModel(context, card);
  const pixels = await preparePixels(context, dataSet, card.preprocessing, onProgress, signal);
  const predictions = await withBackendRestart(context.host, 'any', async (backend) => {
    await backend.load(id, artifacts);
    const prepared = { dataSet, groups, pixels };
    const input = networkInputOf(card);
    const { validation, test } = fold.parts;
    return {
      validation: await subsetPredictions(backend, prepared, validation, input),
      test: await subsetPredictions(backend, prepared, test, input),
    };
  });
  signal.throwIfAborted();
  await setModelMeasured(context.db, id, predictions, (now) => ({ ...now, figures: cardMetrics(now, predictions) }));
}
