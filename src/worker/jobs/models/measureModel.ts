import { subsetGroups } from '../../../audit/duplicateGroups.ts';
import type { Predictions } from '../../../evaluation/predictions.ts';
import { networkInputOf } from '../../../model/networkInput.ts';
import { readModel, setModelMeasured } from '../../../storage/models/modelStore.ts';
import { withBackendRestart } from '../../backend/withBackendRestart.ts';
import type { JobsContext } from '../context.ts';
import { labelledPixels, preparePixels } from '../training/preparePixels.ts';
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
  const { size, depth } = card.preprocessing;
  const predictions = await withBackendRestart(context.host, 'any', async (backend) => {
    await backend.load(id, artifacts);
    const predictionsOf = async (sha256: readonly string[]): Promise<Predictions> => {
      const part = labelledPixels(dataSet, sha256, pixels, size * size * depth);
      const probabilities = await backend.predict(part.pixels, sha256.length, networkInputOf(card));
      const bundles = subsetGroups(
        dataSet.scans,
        groups,
        sha256.map((each) => ({ sha256: each })),
      );
      return { sha256, labels: [...part.labels], probabilities, bundles: [...bundles] };
    };
    const { validation, test } = fold.parts;
    return { validation: await predictionsOf(validation), test: await predictionsOf(test) };
  });
  signal.throwIfAborted();
  await setModelMeasured(context.db, id, predictions, (now) => ({ ...now, figures: cardMetrics(now, predictions) }));
}
