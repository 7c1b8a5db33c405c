import { appearances } from '../../../inference/appearance.ts';
import { type Unlike, unlikeness } from '../../../inference/familiarity.ts';
import type { ModelCard } from '../../../model/card.ts';
import { networkInputOf, type PredictingSettings } from '../../../model/networkInput.ts';
import { readModel } from '../../../storage/models/modelStore.ts';
import type { ComputeBackend } from '../../backend/computeBackend.ts';
import { withBackendRestart } from '../../backend/withBackendRestart.ts';
import type { Remote } from '../../rpc/peer.ts';
import type { JobsContext } from '../context.ts';

type KeptNetwork = {
  readonly id: string;
  readonly card: PredictingSettings;
};

/** Probabilities for `count` preprocessed scans on whatever backend runs, or the best one. */
export function predictPixels(
  context: JobsContext,
  network: KeptNetwork,
  pixels: Uint8Array,
  count: number,
): Promise<number[][]> {
  return withBackendRestart(context.host, 'any', (backend) => predictOn(backend, context, network, pixels, count));
}

/** For each scan in what it is unlike those that the network learned from; null where its card has no such check. */
export async function unlikeTraining(
  context: JobsContext,
  network: KeptNetwork & { readonly card: Pick<ModelCard, 'familiarity'> },
  pixels: Uint8Array,
  scans: readonly { readonly width: number; readonly height: number }[],
): Promise<Unlike[][] | null> {
  const { familiarity } = network.card;
  if (!familiarity || scans.length === 0) return null;
  const input = networkInputOf(network.card);
  const { values } = await withBackendRestart(context.host, 'any', async (backend) => {
    await ensureLoaded(backend, context, network);
    return backend.embed(pixels, scans.length, input);
  });
  const looks = appearances(pixels, scans.length, input);
  return unlikeness(familiarity, { appearances: looks, activations: values, count: scans.length }, scans);
}

/** On this backend. Weights are read only if it is without them. */
export async function predictOn(
  backend: Remote<ComputeBackend>,
  context: JobsContext,
  network: KeptNetwork,
  pixels: Uint8Array,
  count: number,
): Promise<number[][]> {
  await ensureLoaded(backend, context, network);
  return count === 0 ? [] : backend.predict(pixels, count, networkInputOf(network.card));
}

/** Weights are read only if the backend is without them. */
export async function ensureLoaded(
  backend: Remote<ComputeBackend>,
  { db }: JobsContext,
  { id }: Pick<KeptNetwork, 'id'>,
): Promise<void> {
  if (!(await backend.holds(id))) await backend.load(id, (await readModel(db, id)).artifacts);
}
