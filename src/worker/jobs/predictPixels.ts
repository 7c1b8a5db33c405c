import type { PreprocessingSpec } from '../../preprocessing/preprocessingSpec.ts';
import { readModel } from '../../storage/modelStore.ts';
import { surviveEngineLoss } from '../surviveEngineLoss.ts';
import type { JobsContext } from './context.ts';

type KeptNetwork = {
  readonly id: string;
  readonly card: { readonly preprocessing: PreprocessingSpec };
};

/** Probabilities for `count` preprocessed scans on whatever engine runs, or the best one. Weights are read only for an engine without them. */
export function predictPixels(
  { db, host }: JobsContext,
  { id, card }: KeptNetwork,
  pixels: Uint8Array,
  count: number,
): Promise<number[][]> {
  const { size, depth } = card.preprocessing;
  return surviveEngineLoss(host, 'any', async (engine) => {
    if (!(await engine.holds(id))) await engine.load(id, (await readModel(db, id)).artifacts);
    return count === 0 ? [] : engine.predict(pixels, count, { size, depth });
  });
}
