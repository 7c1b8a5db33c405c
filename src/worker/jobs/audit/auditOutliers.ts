import { versionOf } from '../../../dataset/edits/version.ts';
import type { Scan } from '../../../dataset/scan.ts';
import type { Embeddings } from '../../../inference/embed.ts';
import type { PreprocessingSpec } from '../../../preprocessing/preprocessingSpec.ts';
import type { StoredModel } from '../../../storage/models/modelRecords.ts';
import { listModels, readModel } from '../../../storage/models/modelStore.ts';
import { BackendWorkerHost } from '../../backend/backendWorkerHost.ts';
import type { ComputeBackend } from '../../backend/computeBackend.ts';
import { withBackendRestart } from '../../backend/withBackendRestart.ts';
import type { Remote } from '../../rpc/peer.ts';
import { transfer } from '../../rpc/transfer.ts';
import type { JobsContext } from '../context.ts';
import { eachInput } from './auditInputs.ts';

/** Pixels of so many scans cross to the backend at a time: some megabytes. */
const SCANS_PER_CALL = 1024;

/** The newest model that was trained here on a version of this data set; null where there is none. */
export async function modelOfDataSet({ db, curation }: JobsContext): Promise<StoredModel | null> {
  const { models } = await listModels(db);
  const seen = (hash: string) => versionOf(curation.history, hash) !== null;
  return models.find(({ imported, card }) => !imported && seen(card.data.fingerprint)) ?? null;
}

/**
 * What the model makes of each scan, in their order; null where one cannot be read. On a backend of its own, so that a
 * training or a classification that begins meanwhile does not find another network in its place.
 */
export async function embeddingsOf(
  context: JobsContext,
  { id, card: { preprocessing } }: StoredModel,
  scans: readonly Scan[],
  tell: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<Embeddings | null> {
  const pixels = new Map<string, Uint8Array>();
  await eachInput(context, scans, preprocessing, tell, signal, ({ sha256 }, input) => pixels.set(sha256, input));
  const inputs = scans.flatMap(({ sha256 }) => pixels.get(sha256) ?? []);
  if (inputs.length < scans.length) return null;
  const { artifacts } = await readModel(context.db, id);
  signal.throwIfAborted();
  const host = new BackendWorkerHost();
  const close = () => host.close();
  signal.addEventListener('abort', close);
  try {
    return await withBackendRestart(
      host,
      'auto',
      async (backend) => {
        signal.throwIfAborted();
        await backend.load(id, artifacts);
        return embedAll(backend, inputs, preprocessing, tell);
      },
      () => signal.throwIfAborted(), // closed for it, the backend is not to be replaced
    );
  } finally {
    signal.removeEventListener('abort', close);
    host.close();
  }
}

async function embedAll(
  backend: Remote<ComputeBackend>,
  inputs: readonly Uint8Array[],
  { size, depth }: PreprocessingSpec,
  tell: (done: number, total: number) => void,
): Promise<Embeddings> {
  const scanBytes = size * size * depth;
  let values = new Float32Array();
  let width = 0;
  for (let first = 0; first < inputs.length; first += SCANS_PER_CALL) {
    const some = inputs.slice(first, first + SCANS_PER_CALL);
    const pixels = new Uint8Array(some.length * scanBytes);
    for (const [index, input] of some.entries()) pixels.set(input, index * scanBytes);
    const part = await backend.embed(transfer(pixels, [pixels.buffer]), some.length, { size, depth });
    if (first === 0) values = new Float32Array(inputs.length * part.width);
    width = part.width;
    values.set(part.values, first * width);
    tell(first + some.length, inputs.length);
  }
  return { values, width };
}

/** Hands the numbers over with the message that they are an argument of. */
export function handedOver(embeddings: Embeddings | null): Embeddings | null {
  return embeddings && transfer(embeddings, [embeddings.values.buffer]);
}
