import type { NetworkArtifacts } from '../../model/networkArtifacts.ts';
import type { PreprocessingSpec } from '../../preprocessing/preprocessingSpec.ts';
import { surviveEngineLoss } from '../surviveEngineLoss.ts';
import type { JobsContext } from './context.ts';

type KeptNetwork = {
  readonly id: string;
  readonly card: { readonly preprocessing: PreprocessingSpec };
  readonly artifacts: NetworkArtifacts;
};

/** Probabilities for `count` preprocessed scans on whatever engine runs, or the best one. */
export function predictPixels(
  { host }: JobsContext,
  { id, card, artifacts }: KeptNetwork,
  pixels: Uint8Array,
  count: number,
): Promise<number[][]> {
  const { size, depth } = card.preprocessing;
  return surviveEngineLoss(host, 'any', async (engine) => {
    if (!(await engine.holds(id))) await engine.load(id, artifacts);
    return count === 0 ? [] : engine.predict(pixels, count, { size, depth });
  });
}
