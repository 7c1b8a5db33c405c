import * as v from 'valibot';
import { extractEntry, type NamedEntry } from '../../archive/zipDirectory.ts';
import { ensembleOf, maximalMembers } from '../../model/ensemble.ts';
import { maximalLayers } from '../../model/networkSpec.ts';
import { preprocessingFields } from '../../preprocessing/preprocessingSpec.ts';
import { parseCardFile } from '../modelFile/cardFile.ts';
import { assertJsonSize, parseJsonText } from '../modelFile/fileParts.ts';
import { cardOfForeign, type OpenedModel } from '../modelFile/foreignCard.ts';
import { parseTopology } from '../modelFile/topology.ts';
import { EVALUATION_FILE, readEvaluation } from '../results/readEvaluation.ts';
import { Hdf5Reader } from './hdf5Reader.ts';
import {
  demandUsualRescaling,
  isInert,
  type KerasLayer,
  kerasLayerSchema,
  type TfjsLayer,
  tfjsLayer,
} from './kerasLayers.ts';
import { WeightGroups } from './kerasModel.ts';
import { asAxialHas, type LearnedLayer, networkOf, type OpenedNetwork, weightNames } from './learnedLayers.ts';

const networkSchema = v.object({
  class_name: v.pipe(v.string(), v.maxLength(100)),
  config: v.object({ layers: v.pipe(v.array(kerasLayerSchema), v.maxLength(maximalLayers + 2)) }),
});
const inputSchema = v.strictTuple([v.null(), v.number(), v.number(), v.number()]);
const metadataSchema = v.object({ keras_version: v.optional(v.string()), date_saved: v.optional(v.string()) });

/** Of what Axial feeds networks. */
const { min: SMALLEST_SIDE, max: LARGEST_SIDE } = preprocessingFields.size;

/** The members of a `.keras`. */
const MEMBERS = ['config.json', 'model.weights.h5', 'metadata.json', 'axial.json', EVALUATION_FILE] as const;
type Member = (typeof MEMBERS)[number];

/** Whether a zip is what `model.save('x.keras')` writes. */
export function isKerasFile(entries: readonly NamedEntry[]): boolean {
  return ['config.json', 'model.weights.h5'].every((wanted) => entries.some(({ name }) => name === wanted));
}

/**
 * Reads a `.keras` of Keras 3: a stack of layers that Axial has, or what Axial wrote. Everything that can be wrong with it is found before any
 * tensor is made. What the file does not say is assumed, and the card says so.
 * @throws Error of one sentence
 */
export async function readKeras(
  bytes: Uint8Array,
  entries: readonly NamedEntry[],
  fileName: string,
): Promise<OpenedModel> {
  const member = (name: Member) => entries.find((entry) => entry.name === name);
  const json = async (name: Member): Promise<unknown> => {
    const entry = member(name);
    if (!entry) return null;
    assertJsonSize(name, entry.bytes);
    return parseJsonText(name, await extractEntry(bytes, entry));
  };
  const network = v.safeParse(networkSchema, await json('config.json'));
  if (!network.success) throw new Error("'config.json' does not describe a stack of layers as Keras 3 does.");
  const weights = member('model.weights.h5');
  if (!weights) throw new Error("This zip has no 'model.weights.h5': it is not a model that Keras saved.");
  const weightBytes = await extractEntry(bytes, weights);
  const opened = openNetwork(network.output, () => new Hdf5Reader(weightBytes));
  const metadata = v.safeParse(metadataSchema, await json('metadata.json'));
  const { keras_version = '', date_saved = '' } = metadata.success ? metadata.output : {};
  const rawCard = await json('axial.json');
  const written = rawCard === null ? null : parseCardFile(rawCard);
  const savedAt = date_saved.replace('@', 'T');
  await written?.demandFitting(opened.artifacts, savedAt !== written.card.createdAt);
  const card = cardOfForeign({
    ...opened,
    card: written?.card ?? null,
    program: `Keras ${keras_version}`.trim().slice(0, 60),
    savedAt,
    name: fileName.replace(/\.(keras|zip)$/i, ''),
  });
  const evaluation = await readEvaluation(bytes, written ? member(EVALUATION_FILE) : undefined, card);
  return { card, artifacts: opened.artifacts, ...evaluation };
}

function openNetwork(network: v.InferOutput<typeof networkSchema>, open: () => Hdf5Reader): OpenedNetwork {
  const { class_name, config } = network;
  if (class_name === 'Sequential') return openChain(config.layers, open, 'layers');
  const members = config.layers.filter((layer) => layer.class_name === 'Sequential');
  const [first, ...others] = config.layers.filter((layer) => layer.class_name !== 'Sequential');
  const isAverage = first?.class_name === 'InputLayer' && others.length === 1 && others[0]?.class_name === 'Average';
  if (class_name !== 'Functional' || !isAverage || members.length < 2 || members.length > maximalMembers)
    throw new Error(
      `The network in this model is a '${class_name}' that Axial does not open; it opens stacks of layers ('Sequential').`,
    );
  const groups = new WeightGroups();
  const opened = members.map(({ class_name: of, config: own }) => {
    const { layers } = v.parse(networkSchema.entries.config, own);
    return openChain(layers, open, `layers/${groups.next(of)}/layers`);
  });
  const [one] = opened;
  if (!one) throw new Error('The network in this model has no layers.');
  const artifacts = ensembleOf(
    opened.map((each) => each.artifacts),
    one.frame.input,
  );
  parseTopology(artifacts.topology, one.frame);
  return { ...one, artifacts };
}

/** @param path of the layers' weights in the HDF5 file */
function openChain(all: readonly KerasLayer[], open: () => Hdf5Reader, path: string): OpenedNetwork {
  const [input, ...others] = all;
  if (input?.class_name !== 'InputLayer')
    throw new Error('The network in this model does not say what it takes as input: save it after it was built.');
  const [, height, width, channels] = inputOf(input);
  const groups = new WeightGroups();
  const described = others.flatMap((layer, index) => {
    const group = groups.next(layer.class_name);
    if (isInert(layer)) return [];
    if (layer.class_name !== 'Rescaling') return [{ ...describedLayer(layer, index + 1), group }];
    demandUsualRescaling(layer, index + 1);
    return [];
  });
  const file = open();
  const learned = described.map(({ group, ...layer }): LearnedLayer => {
    const weights = weightNames(layer).map((name, index) => {
      const weight = file.dataSet(`${path}/${group}/vars/${index}`);
      if (weight) return [name, weight] as const;
      throw new Error(`'model.weights.h5' does not hold the weights of the layer '${layer.config.name}'.`);
    });
    return { ...layer, weights: Object.fromEntries(weights) };
  });
  return networkOf(asAxialHas(learned), [height, width, channels]);
}

function inputOf({ config }: KerasLayer): v.InferOutput<typeof inputSchema> {
  const shape = v.safeParse(inputSchema, config.batch_shape);
  const [, height, width, channels] = shape.success ? shape.output : [null, 0, 1, 0];
  if (
    !shape.success ||
    height !== width ||
    height < SMALLEST_SIDE ||
    height > LARGEST_SIDE ||
    ![1, 3].includes(channels)
  )
    throw new Error(
      `The network in this model does not take squares of ${SMALLEST_SIDE} to ${LARGEST_SIDE} pixels with 1 or 3 channels, which is what Axial makes of scans.`,
    );
  return shape.output;
}

/** Two poolings and a concatenation are one layer of Axial, which Keras has no class for. */
function describedLayer(layer: KerasLayer, place: number): TfjsLayer {
  const within = v.safeParse(networkSchema.entries.config, layer.config);
  const classes = within.success ? within.output.layers.map(({ class_name }) => class_name).join() : '';
  if (
    layer.class_name !== 'Functional' ||
    classes !== 'InputLayer,GlobalAveragePooling2D,GlobalMaxPooling2D,Concatenate'
  )
    return tfjsLayer(layer, place);
  return { class_name: 'Functional', config: { name: layer.config.name } };
}
