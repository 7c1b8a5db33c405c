import { ready, setBackend } from '@tensorflow/tfjs';
import { joinBytes } from '../../src/archive/joinBytes.ts';
import { shaOf } from '../../src/dataset/exampleScans.fixture.ts';
import { activations } from '../../src/explain/activations.ts';
import { type LitMap, liveliestMap, mapMaxima, strongestScans } from '../../src/explain/strongestScans.ts';
import { trainingSteps, type WeightShape } from '../../src/explain/trainingSteps.ts';
import { predict } from '../../src/inference/predict.ts';
import { buildNetwork } from '../../src/model/network/buildNetwork.ts';
import { type NetworkInput, networkInputOf } from '../../src/model/networkInput.ts';
import type {
  ActivationsRequest,
  ExplainedNetwork,
  ScanActivations,
  StrongestScansRequest,
  TrainingStepsRequest,
} from '../../src/worker/jobs/explain/explainProtocol.ts';
import type { Jobs } from '../../src/worker/protocol.ts';
import { modelDetail } from './fixtures.ts';
import { greyOf, SIDE } from './pictures.ts';
import { numberOf, numberOfFile } from './usualJobs.ts';

type Network = ReturnType<typeof buildNetwork>;
const built = new Map<string, Network>();

/** What a network with random weights computes: every number that the stage Learn shows is one of a network here, too. */
export async function activationsOf({ of, scan, ...asked }: ActivationsRequest): Promise<ScanActivations> {
  const { network, input } = await readyNetwork(of);
  const pixels = pixelsOf(typeof scan === 'string' ? numberOf(scan) : numberOfFile(scan), input);
  const found = await activations(network, pixels, input, asked);
  const [classified = null] = asked.asClassified ? await predict(network, pixels, 1, input) : [];
  return { ...found, classified, frame: { left: 0, top: 0, width: SIDE, height: SIDE } };
}

/** The network with its random weights, ready to run. */
async function readyNetwork(of: ExplainedNetwork) {
  await setBackend('cpu');
  await ready();
  const { spec, input, classCount } = networkOf(of);
  const key = JSON.stringify(of);
  const network = built.get(key) ?? buildNetwork(spec, input, classCount, 1);
  built.set(key, network);
  return { network, input };
}

function pixelsOf(scan: number, { size, depth }: NetworkInput): Uint8Array {
  const grey = greyOf(scan, size);
  return Uint8Array.from({ length: depth * grey.length }, (_, i) => grey[Math.floor(i / depth)] ?? 0);
}

/** Of a few scans only: the plain backend is slow. */
export async function strongestOf({ of, layer, map, count }: StrongestScansRequest): Promise<LitMap> {
  const { network, input } = await readyNetwork(of);
  const scans = Array.from({ length: 12 }, (_, scan) => shaOf(scan));
  const pixels = joinBytes(scans.map((sha256) => pixelsOf(numberOf(sha256), input)));
  const maxima = (await mapMaxima(network, pixels, scans.length, input)).find((each) => each.layer === layer);
  if (!maxima) throw new Error('This layer gives no feature maps.');
  const chosen = map ?? liveliestMap(maxima);
  return { map: chosen, scans: strongestScans(maxima, chosen, scans, [...scans.keys()], count) };
}

/** Small scans, so that a hundred steps take no time. */
export async function stepsOf(
  { of: { network, classCount, seed }, sha256s, ...job }: TrainingStepsRequest,
  options: Parameters<Jobs['trainingSteps']>[1],
): Promise<WeightShape[]> {
  await setBackend('cpu');
  await ready();
  const input = { size: 12, depth: 1 } as const;
  const layers = network.layers.filter(({ kind }) => kind !== 'dropout');
  const fresh = buildNetwork({ ...network, layers }, input, classCount, seed);
  const labels = Uint8Array.from(sha256s, (sha256) => numberOf(sha256) % classCount);
  const scans = { labels, pixels: joinBytes(sha256s.map((sha256) => pixelsOf(numberOf(sha256), input))) };
  const signal = options.signal ?? new AbortController().signal;
  const weights = await trainingSteps(fresh, { ...job, input, scans }, { onStep: options.onStep, signal });
  fresh.dispose();
  return weights;
}

function networkOf(of: ExplainedNetwork) {
  if ('untrained' in of) {
    const { network, preprocessing, classCount } = of.untrained;
    return { spec: network, input: preprocessing, classCount };
  }
  const { card } = modelDetail(of.modelId);
  return { spec: card.network, input: networkInputOf(card), classCount: card.classes.length };
}
