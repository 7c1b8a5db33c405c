import type { HeatMapChecks } from '../../../explain/sanityChecks.ts';
import { networkInputOf } from '../../../model/networkInput.ts';
import { withBackendRestart } from '../../backend/withBackendRestart.ts';
import { transfer } from '../../rpc/transfer.ts';
import type { LoadedModelCache } from '../classify/loadedModelCache.ts';
import { ensureLoaded } from '../classify/predictPixels.ts';
import type { JobsContext } from '../context.ts';
import { networkInput } from '../view/networkInput.ts';
import { explainedNetwork } from './explainedNetwork.ts';
import type { ExplainedNetwork, HeatMapRequest, ScanHeatMap, WantedHeatMap } from './explainProtocol.ts';

type WhileExplaining = { readonly onProgress: (share: number) => void; readonly signal: AbortSignal };

/** The map of one scan, and where on the scan it lies. */
export async function heatMap(
  context: JobsContext,
  models: LoadedModelCache,
  { scan, slice = 0, volumes, ...request }: WantedHeatMap & ExplainedNetwork,
  options: WhileExplaining,
): Promise<ScanHeatMap> {
  const { preprocessing, loadInto } = await explainedNetwork(context, models, request);
  options.signal.throwIfAborted(); // it may have waited for its turn
  const input = await networkInput(context, scan, preprocessing, slice, volumes);
  return withBackendRestart(context.host, 'any', async (backend) => {
    await loadInto(backend);
    const map = await backend.heatMap(input.pixels, input, request, options);
    const explained = { ...map, frame: input.frame, convolutions: await backend.convolutions() };
    return transfer(explained, [map.values.buffer]);
  });
}

export async function heatMapChecks(
  context: JobsContext,
  models: LoadedModelCache,
  request: HeatMapRequest,
  signal: AbortSignal,
): Promise<HeatMapChecks> {
  const { id, card, input } = await fed(context, models, request);
  const of = { spec: card.network, classCount: card.classes.length, temperature: card.temperature };
  return withBackendRestart(context.host, 'any', async (backend) => {
    await ensureLoaded(backend, context, { id });
    return backend.heatMapChecks(input.pixels, networkInputOf(card), request, of, { signal });
  });
}

/** The model without its weights, which are read only where the backend lacks them, and what it is fed of the scan. */
async function fed(
  context: JobsContext,
  models: LoadedModelCache,
  { modelId, scan, slice = 0, volumes }: HeatMapRequest,
) {
  await models.settled();
  const { id, card } = await models.get(context, modelId);
  return { id, card, input: await networkInput(context, scan, card.preprocessing, slice, volumes) };
}
