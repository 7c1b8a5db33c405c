import { type NetworkInput, networkInputOf } from '../../../model/networkInput.ts';
import type { PreprocessingSpec } from '../../../preprocessing/preprocessingSpec.ts';
import type { ComputeBackend } from '../../backend/computeBackend.ts';
import type { Remote } from '../../rpc/peer.ts';
import type { ClassifyingModel, LoadedModelCache } from '../classify/loadedModelCache.ts';
import { ensureLoaded } from '../classify/predictPixels.ts';
import type { JobsContext } from '../context.ts';
import type { ExplainedNetwork } from './explainProtocol.ts';

/** A network that can be put in place on whatever backend there is. */
type LoadableNetwork = {
  /** As backends know it. */
  readonly id: string;
  readonly preprocessing: PreprocessingSpec;
  readonly input: NetworkInput;
  /** Null of a network that was not trained. */
  readonly model: ClassifyingModel | null;
  readonly loadInto: (backend: Remote<ComputeBackend>) => Promise<void>;
};

/** The weights are read, or drawn, only where the backend lacks them. */
export async function explainedNetwork(
  context: JobsContext,
  models: LoadedModelCache,
  of: ExplainedNetwork,
): Promise<LoadableNetwork> {
  await models.settled();
  if ('modelId' in of) {
    const model = await models.get(context, of.modelId);
    const { preprocessing } = model.card;
    const loadInto = (backend: Remote<ComputeBackend>) => ensureLoaded(backend, context, model);
    return { id: model.id, preprocessing, input: networkInputOf(model.card), model, loadInto };
  }
  const { network, preprocessing, classCount, seed } = of.untrained;
  const { size, depth } = preprocessing;
  const id = `untrained ${JSON.stringify(of.untrained)}`;
  return {
    ...{ id, preprocessing, input: { size, depth }, model: null },
    loadInto: async (backend) => {
      if (await backend.holds(id)) return;
      await backend.load(id, await backend.untrained(network, { size, depth }, classCount, seed));
    },
  };
}
