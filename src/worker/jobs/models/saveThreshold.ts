import { chooseThreshold } from '../../../evaluation/threshold.ts';
import { readModel, setModelThreshold } from '../../../storage/models/modelStore.ts';
import type { JobsContext } from '../context.ts';
import { cardMetrics } from './cardMetrics.ts';

/** Keeps a threshold that was moved by hand with the model, and the figures that hold at it. */
export async function saveThreshold(context: JobsContext, id: string, threshold: number): Promise<void> {
  const { card, predictions } = await readModel(context.db, id);
  if (!predictions)
    throw new Error('The scans of this model are not here, so no figures can go with another threshold.');
  const isChosen = threshold === chooseThreshold(predictions.validation);
  const figures = cardMetrics(predictions.test, card.classes.length, threshold);
  await setModelThreshold(context.db, id, { threshold, thresholdFrom: isChosen ? 'validation' : 'hand', figures });
}
