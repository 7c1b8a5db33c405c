import { ready, setBackend } from '@tensorflow/tfjs';
import { activations } from '../../src/explain/activations.ts';
import { predict } from '../../src/inference/predict.ts';
import { buildNetwork } from '../../src/model/buildNetwork.ts';
import { networkInputOf } from '../../src/model/networkInput.ts';
import type { ActivationsRequest, ExplainedNetwork, ScanActivations } from '../../src/worker/protocol.ts';
import { modelDetail } from './fixtures.ts';
import { greyOf, SIDE } from './pictures.ts';
import { numberOf, numberOfFile } from './usualJobs.ts';

type Network = ReturnType<typeof buildNetwork>;
const built = new Map<string, Network>();

/** What a network with random weights computes: every number that the stage Learn shows is one of a network here, too. */
export async function activationsOf({ of, scan, ...asked }: ActivationsRequest): Promise<ScanActivations> {
  await setBackend('cpu');
  await ready();
  const { spec, input, classCount } = networkOf(of);
  const key = JSON.stringify(of);
  const network = built.get(key) ?? buildNetwork(spec, input, classCount, 1);
  built.set(key, network);
  const grey = greyOf(typeof scan === 'string' ? numberOf(scan) : numberOfFile(scan), input.size);
  const pixels = Uint8Array.from(
    { length: input.depth * grey.length },
    (_, i) => grey[Math.floor(i / input.depth)] ?? 0,
  );
  const found = await activations(network, pixels, input, asked);
  const [classified = null] = asked.asClassified ? await predict(network, pixels, 1, input) : [];
  return { ...found, classified, frame: { left: 0, top: 0, width: SIDE, height: SIDE } };
}

function networkOf(of: ExplainedNetwork) {
  if ('untrained' in of) {
    const { network, preprocessing, classCount } = of.untrained;
    return { spec: network, input: preprocessing, classCount };
  }
  const { card } = modelDetail(of.modelId);
  return { spec: card.network, input: networkInputOf(card), classCount: card.classes.length };
}
