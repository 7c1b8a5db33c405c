import type { PredictionsAndEmbeddings } from '../../../inference/embed.ts';
import { networkInputOf, type PredictingSettings } from '../../../model/networkInput.ts';
import type { PreprocessingSpec } from '../../../preprocessing/preprocessingSpec.ts';
import { readModel } from '../../../storage/models/modelStore.ts';
import type { ComputeBackend } from '../../backend/computeBackend.ts';
import { withBackendRestart } from '../../backend/withBackendRestart.ts';
import type { Remote } from '../../rpc/peer.ts';
import type { JobsContext } from '../context.ts';

export type KeptNetwork = {
  readonly id: string;
  readonly card: PredictingSettings;
};

/** What the network is fed of some scans: [scans, size, size, depth] bytes. */
export function packedPixels(
  scans: readonly { readonly pixels?: Uint8Array | null | undefined }[],
  { size, depth }: Pick<PreprocessingSpec, 'size' | 'depth'>,
): Uint8Array {
  const bytesPerScan = size * size * depth;
  const packed = new Uint8Array(scans.length * bytesPerScan);
  for (const [index, { pixels }] of scans.entries()) if (pixels) packed.set(pixels, index * bytesPerScan);
  return packed;
}

/** Probabilities as the network itself says them (not by the temperature of its model) for `count` preprocessed scans on whatever backend runs, or the best one. */
export function predictPixels(
  context: JobsContext,
  network: KeptNetwork,
  pixels: Uint8Array,
  count: number,
): Promise<number[][]> {
  return withBackendRestart(context.host, 'any', (backend) => predictOn(backend, context, network, pixels, count));
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

/** The same with what the network makes of the scans before its last layer. */
export function predictAndEmbedPixels(
  context: JobsContext,
  network: KeptNetwork,
  pixels: Uint8Array,
  count: number,
): Promise<PredictionsAndEmbeddings> {
  return withBackendRestart(context.host, 'any', async (backend) => {
    await ensureLoaded(backend, context, network);
    return backend.predictAndEmbed(pixels, count, networkInputOf(network.card));
  });
}

/** Weights are read only if the backend is without them. */
export async function ensureLoaded(
  backend: Remote<ComputeBackend>,
  { db }: JobsContext,
  { id }: Pick<KeptNetwork, 'id'>,
): Promise<void> {
  if (!(await backend.holds(id))) await backend.load(id, (await readModel(db, id)).artifacts);
}
