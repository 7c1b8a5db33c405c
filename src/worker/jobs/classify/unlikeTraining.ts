import { appearances } from '../../../inference/appearance.ts';
import { type Unlike, unlikeness } from '../../../inference/familiarity.ts';
import type { ModelCard } from '../../../model/card.ts';
import { networkInputOf } from '../../../model/networkInput.ts';
import { withBackendRestart } from '../../backend/withBackendRestart.ts';
import type { JobsContext } from '../context.ts';
import { ensureLoaded, type KeptNetwork } from './predictPixels.ts';

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
