import { joinBytes } from '../../../archive/joinBytes.ts';
import { type LitMap, liveliestMap, type MapMaxima, strongestScans } from '../../../explain/strongestScans.ts';
import { BackendWorkerHost } from '../../backend/backendWorkerHost.ts';
import { withBackendRestart } from '../../backend/withBackendRestart.ts';
import { transfer } from '../../rpc/transfer.ts';
import { eachInput } from '../audit/auditInputs.ts';
import type { LoadedModelCache } from '../classify/loadedModelCache.ts';
import type { JobsContext } from '../context.ts';
import { RememberedJob } from '../dedupedJob.ts';
import { explainedNetwork } from './explainedNetwork.ts';
import type { ExplainedNetwork, StrongestScansRequest } from './explainProtocol.ts';

/** What every feature map of a network makes of every scan in use. */
type MaximaOfScans = {
  readonly sha256s: readonly string[];
  /** For each scan the number of what belongs together. */
  readonly groups: readonly number[];
  readonly layers: readonly MapMaxima[];
};

type OnShare = (share: number) => void;

/** Pixels of so many scans cross to the backend at a time: some megabytes. */
const SCANS_PER_CALL = 256;

export type MaximaCache = RememberedJob<ExplainedNetwork, number, MaximaOfScans>;

/** The maxima that were asked for last: computed once for a network and a state of the data set, whichever map is looked at. */
export function maximaCache(context: JobsContext, models: LoadedModelCache): MaximaCache {
  return new RememberedJob(
    (of, tell, signal) => maximaOfScans(context, models, of, tell, signal),
    (of) => JSON.stringify([of, context.version().hash]),
  );
}

async function maximaOfScans(
  context: JobsContext,
  models: LoadedModelCache,
  of: ExplainedNetwork,
  tell: OnShare,
  signal: AbortSignal,
): Promise<MaximaOfScans> {
  const network = await explainedNetwork(context, models, of);
  const { scans } = context.requireDataSet();
  const pixels = new Map<string, Uint8Array>();
  const prepared = (done: number, total: number) => tell((0.5 * done) / total);
  const keep = ({ sha256 }: { readonly sha256: string }, bytes: Uint8Array) => void pixels.set(sha256, bytes);
  await eachInput(context, scans, network.preprocessing, prepared, signal, keep);
  const groups = await context.leakageGroups(signal);
  const read = scans.flatMap(({ sha256 }, index) => {
    const bytes = pixels.get(sha256); // missing where the file cannot be read any more
    return bytes ? [{ sha256, group: groups[index] ?? index, bytes }] : [];
  });
  const inputs = read.map(({ bytes }) => bytes);
  const layers = await maximaOf(network, inputs, (share) => tell(0.5 + 0.5 * share), signal);
  return { sha256s: read.map(({ sha256 }) => sha256), groups: read.map(({ group }) => group), layers };
}

/** On a backend of its own: whatever is looked at meanwhile does not take the network's place. */
async function maximaOf(
  { input, loadInto }: Awaited<ReturnType<typeof explainedNetwork>>,
  inputs: readonly Uint8Array[],
  tell: OnShare,
  signal: AbortSignal,
): Promise<MapMaxima[]> {
  const host = new BackendWorkerHost();
  const close = () => host.close();
  signal.addEventListener('abort', close);
  const goesOn = () => signal.throwIfAborted(); // closed for it, the backend is not to be replaced
  try {
    return await withBackendRestart(
      host,
      'auto',
      async (backend) => {
        goesOn();
        await loadInto(backend);
        const parts: MapMaxima[][] = [];
        for (let first = 0; first < inputs.length; first += SCANS_PER_CALL) {
          const some = inputs.slice(first, first + SCANS_PER_CALL);
          const pixels = joinBytes(some);
          parts.push(await backend.mapMaxima(transfer(pixels, [pixels.buffer]), some.length, input));
          tell((first + some.length) / inputs.length);
        }
        return joined(parts);
      },
      goesOn,
    );
  } finally {
    signal.removeEventListener('abort', close);
    host.close();
  }
}

/** Of each layer the rows of all parts. */
function joined(parts: readonly MapMaxima[][]): MapMaxima[] {
  const [first = []] = parts;
  return first.map((layer, index) => ({
    ...layer,
    values: new Float32Array(joinBytes(parts.map((part) => bytesOf(part[index]?.values))).buffer),
    places: new Int32Array(joinBytes(parts.map((part) => bytesOf(part[index]?.places))).buffer),
  }));
}

function bytesOf(numbers: Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer> | undefined): ArrayBuffer {
  return numbers?.buffer ?? new ArrayBuffer(0);
}

/** @throws Error in words where the layer gives no feature maps */
export function strongestOf(
  { layers, sha256s, groups }: MaximaOfScans,
  { layer, map, count }: StrongestScansRequest,
): LitMap {
  const maxima = layers.find((each) => each.layer === layer);
  if (!maxima) throw new Error('This layer gives no feature maps. Choose another one.');
  const chosen = map ?? liveliestMap(maxima);
  return { map: chosen, scans: strongestScans(maxima, chosen, sha256s, groups, count) };
}
