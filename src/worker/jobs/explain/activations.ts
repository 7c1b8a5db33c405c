import { rescaled } from '../../../evaluation/temperature.ts';
import { buffersOf } from '../../../explain/operation.ts';
import type { PreprocessingSpec } from '../../../preprocessing/preprocessingSpec.ts';
import { withBackendRestart } from '../../backend/withBackendRestart.ts';
import type { ActivationsRequest, NetworkInput, ScanActivations } from '../../protocol.ts';
import { transfer } from '../../rpc/transfer.ts';
import type { LoadedModelCache } from '../classify/loadedModelCache.ts';
import type { JobsContext } from '../context.ts';
import { RememberedJob } from '../dedupedJob.ts';
import { networkInput } from '../view/networkInput.ts';
import { explainedNetwork } from './explainedNetwork.ts';

/** A training that begins lets the network go, and another job may put its own in place: then it is loaded once more. */
const MOST_TRIES = 5;

/** By their hashes, and as a preprocessing makes them. */
type StoredScan = { readonly sha256: string; readonly preprocessing: PreprocessingSpec };
const inputs = new WeakMap<JobsContext, RememberedJob<StoredScan, never, NetworkInput>>();

/** The input of a stored scan; the one that was made last is kept, since its other layers and maps are mostly asked for next. */
function storedInput(context: JobsContext, scan: StoredScan): Promise<NetworkInput> {
  const known =
    inputs.get(context) ??
    new RememberedJob<StoredScan, never, NetworkInput>(
      ({ sha256, preprocessing }) => networkInput(context, sha256, preprocessing, 0),
      (each) => JSON.stringify(each),
    );
  inputs.set(context, known);
  return known.of(scan);
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
      ? await storedInput(context, { sha256: scan, preprocessing })
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
