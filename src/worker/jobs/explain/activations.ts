import { rescaled } from '../../../evaluation/calibration/temperature.ts';
import { buffersOf } from '../../../explain/operation.ts';
import type { PreprocessingSpec } from '../../../preprocessing/preprocessingSpec.ts';
import { withBackendRestart } from '../../backend/withBackendRestart.ts';
import { transfer } from '../../rpc/transfer.ts';
import type { LoadedModelCache } from '../classify/loadedModelCache.ts';
import type { JobsContext } from '../context.ts';
import { networkInput } from '../view/networkInput.ts';
import type { NetworkInput } from '../view/viewProtocol.ts';
import { explainedNetwork } from './explainedNetwork.ts';
import type { ActivationsRequest, ScanActivations } from './explainProtocol.ts';

/** A training that begins lets the network go, and another job may put its own in place: then it is loaded once more. */
const MOST_TRIES = 5;

/** The scan that is looked at, and the next one, of which the page asks ahead. */
const KEPT_INPUTS = 2;
/** By scan and preprocessing, the one that was asked for last at the end. */
const inputs = new WeakMap<JobsContext, Map<string, Promise<NetworkInput>>>();

/** The input of a stored scan; the last ones are kept, since their other layers and maps are mostly asked for next. */
function storedInput(context: JobsContext, sha256: string, preprocessing: PreprocessingSpec): Promise<NetworkInput> {
  const kept = inputs.get(context) ?? new Map<string, Promise<NetworkInput>>();
  inputs.set(context, kept);
  const key = JSON.stringify([sha256, preprocessing]);
  const input = kept.get(key) ?? networkInput(context, sha256, preprocessing, 0);
  kept.delete(key);
  kept.set(key, input);
  input.catch(() => kept.delete(key)); // the next one asks again
  for (const oldest of [...kept.keys()].slice(0, -KEPT_INPUTS)) kept.delete(oldest);
  return input;
}

/** What a network computes of one scan, and where on the scan its input lies. */
export async function activations(
  context: JobsContext,
  models: LoadedModelCache,
  { of, scan, slice = 0, volumes, asClassified = false, ...asked }: ActivationsRequest,
): Promise<ScanActivations> {
  const { id, preprocessing, input, model, loadInto } = await explainedNetwork(context, models, of);
  const { pixels, frame } =
    typeof scan === 'string'
      ? await storedInput(context, scan, preprocessing)
      : await networkInput(context, scan, preprocessing, slice, volumes);
  return withBackendRestart(context.host, 'any', async (backend) => {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      await loadInto(backend);
      const [row = null] = asClassified ? await backend.predict(pixels, 1, input) : [];
      const found = await backend.activations(id, pixels, input, asked);
      if (!found) continue;
      const classified = row && rescaled(row, model?.card.temperature);
      return transfer({ ...found, frame, classified }, buffersOf(found));
    }
    throw new Error('Other work needs the network’s place in memory. Wait until it is done, then try again.');
  });
}
