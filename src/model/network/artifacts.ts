import { io, type LayersModel, loadLayersModel } from '@tensorflow/tfjs';
import { product } from '../layerDefinition/layerShape.ts';
import type { NetworkArtifacts, WeightSpec } from '../networkArtifacts.ts';
import { withSharedMaxima } from './sharedMaxima.ts';

const bytesPerNumber = 4;

/** The network as plain data, as `model.json` and its weights hold it. The network is left as it is. */
export async function artifactsOf(network: LayersModel): Promise<NetworkArtifacts> {
  const saved: { artifacts?: io.ModelArtifacts } = {};
  await network.save(
    io.withSaveHandler(async (artifacts) => {
      saved.artifacts = artifacts;
      return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
    }),
  );
  const { modelTopology, weightSpecs, weightData } = saved.artifacts ?? {};
  if (!modelTopology || !weightSpecs || !weightData) throw new Error('The network could not be written down.');
  return {
    topology: JSON.parse(JSON.stringify(modelTopology)) as object,
    weightSpecs: weightSpecs.map(asWeightSpec),
    weights: io.CompositeArrayBuffer.join(weightData),
  };
}

/**
 * The other way round; the caller disposes the network. Throws when the weights do not fit the topology. The data must
 * have been checked before when it comes from outside.
 */
export async function networkFromArtifacts(artifacts: NetworkArtifacts): Promise<LayersModel> {
  const expectedBytes = artifacts.weightSpecs.reduce((bytes, spec) => bytes + bytesOf(spec), 0);
  if (expectedBytes !== artifacts.weights.byteLength)
    throw new Error(
      `The model's weights are ${artifacts.weights.byteLength} bytes, but its layers need ${expectedBytes}. ` +
        'The file is damaged; take another copy.',
    );
  const network = await loadLayersModel(
    io.fromMemory({
      modelTopology: artifacts.topology,
      weightSpecs: artifacts.weightSpecs.map(({ name, shape, dtype }) => ({ name, shape: [...shape], dtype })),
      weightData: artifacts.weights,
    }),
  );
  return withSharedMaxima(network);
}

function bytesOf(spec: WeightSpec): number {
  return bytesPerNumber * product(spec.shape);
}

function asWeightSpec({ name, shape, dtype }: io.WeightsManifestEntry): WeightSpec {
  if (dtype !== 'float32') throw new Error(`The weights '${name}' are ${dtype}, not 32-bit floats.`);
  return { name, shape: [...shape], dtype };
}
