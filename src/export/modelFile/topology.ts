import * as v from 'valibot';
import { chainsOf, graphOf, isGraph, maximalMembers, memberName } from '../../model/ensemble.ts';
import { maximalActivationBytes, maximalParameters } from '../../model/inspectNetwork.ts';
import { activation, commonSettings, inputShape, layerName } from '../../model/layerDefinition/kerasSettings.ts';
import { ImpossibleLayerError, product, type Shape } from '../../model/layerDefinition/layerShape.ts';
import { type LayerSpec, layerKinds, layerOfClass, specOfClass } from '../../model/layers.ts';
import { maximalLayers } from '../../model/networkSpec.ts';

/** What a network must fit: the card's preprocessing and classes. */
export type NetworkFrame = {
  /** [height, width, depth]. */
  readonly input: readonly [number, number, number];
  readonly classCount: number;
};

const topologySchema = v.strictObject({
  class_name: v.literal('Sequential'),
  config: v.strictObject({
    name: layerName,
    layers: v.array(v.unknown()),
    build_input_shape: v.optional(inputShape),
  }),
  keras_version: v.optional(v.pipe(v.string(), v.maxLength(60))),
  backend: v.optional(v.pipe(v.string(), v.maxLength(60))),
});

/** Takes the scans and leaves them as they are. */
const inputLayer = v.strictObject({
  class_name: v.literal('InputLayer'),
  config: v.strictObject({ ...commonSettings, batch_input_shape: inputShape, sparse: v.optional(v.literal(false)) }),
});
/** What Axial writes as a part of another layer, and others as a layer of its own. */
const activationLayer = v.strictObject({
  class_name: v.literal('Activation'),
  config: v.strictObject({ ...commonSettings, activation }),
});

/** One layer as tfjs-layers 4.22 writes it: only the classes and settings that Axial builds from, each within bounds. */
const layerSchema = v.variant('class_name', [
  inputLayer,
  activationLayer,
  ...layerKinds.map(({ fileSchema }) => fileSchema),
]);
/** A layer as a file describes it: what is built, or written in another format. */
export type FileLayer = v.InferOutput<typeof layerSchema>;

const reference = v.strictTuple([layerName, v.literal(0), v.literal(0)]);
const graphSchema = v.strictObject({
  class_name: v.literal('Functional'),
  config: v.strictObject({
    name: layerName,
    layers: v.pipe(
      v.array(
        v.strictObject({
          name: layerName,
          class_name: v.pipe(v.string(), v.maxLength(60)),
          config: v.looseObject({ name: layerName }),
          inbound_nodes: v.array(
            v.array(v.strictTuple([layerName, v.picklist([0, 1]), v.literal(0), v.optional(v.strictObject({}), {})])),
          ),
        }),
      ),
      v.maxLength(maximalMembers * maximalLayers),
    ),
    input_layers: v.strictTuple([reference]),
    output_layers: v.strictTuple([reference]),
  }),
  keras_version: v.optional(v.pipe(v.string(), v.maxLength(60))),
  backend: v.optional(v.pipe(v.string(), v.maxLength(60))),
});

type ParsedTopology = { readonly topology: object; readonly weights: ReadonlyMap<string, Shape> };

/**
 * Goes through a network's description without building anything of it: only plain stacks of known layers pass, with the
 * settings that these layers have, and ensembles of such stacks.
 * @param raw `modelTopology` of a `model.json`
 * @returns the topology, made anew from what was understood, and the shape of every weight by its name
 * @throws Error of one sentence
 */
export function parseTopology(raw: unknown, frame: NetworkFrame): ParsedTopology {
  const graph = v.safeParse(graphSchema, raw);
  return graph.success && isGraph(graph.output) ? parseEnsemble(graph.output, frame) : parseChain(raw, frame);
}

function parseEnsemble(graph: Parameters<typeof chainsOf>[0], frame: NetworkFrame): ParsedTopology {
  const chains = chainsOf(graph);
  if (chains.length > maximalMembers)
    throw new Error(
      `The ensemble in this model has ${chains.length} networks; Axial opens at most ${maximalMembers} in one.`,
    );
  const members = Array.from(chains, (chain) => parseChain(chain, frame));
  const topology = graphOf(
    members.map((each) => each.topology as (typeof chains)[number]),
    frame.input,
  );
  if (wiring(topology) !== wiring(graph))
    throw new Error(
      'The network in this model is a graph that Axial does not open; it opens stacks of layers, and the average of several.',
    );
  const weights = members.flatMap((each, index) =>
    [...each.weights].map(([name, shape]) => [memberName(index, name), shape] as const),
  );
  return { topology, weights: new Map(weights) };
}

/** What is called what, and takes what from where. */
function wiring({ config }: Parameters<typeof chainsOf>[0]): string {
  return JSON.stringify([
    config.layers.map(({ name, class_name, inbound_nodes }) => [name, class_name, inbound_nodes]),
    config.input_layers,
    config.output_layers,
  ]);
}

function parseChain(raw: unknown, frame: NetworkFrame): ParsedTopology {
  const outer = v.safeParse(topologySchema, raw);
  if (!outer.success) throw new Error(outerProblem(raw, outer.issues[0]));
  const layers = parseLayers(outer.output.config.layers);
  const weights = walk(layers, frame);
  return { topology: { ...outer.output, config: { ...outer.output.config, layers } }, weights };
}

function outerProblem(raw: unknown, issue: v.BaseIssue<unknown>): string {
  const className = v.safeParse(v.object({ class_name: v.pipe(v.string(), v.maxLength(60)) }), raw);
  if (className.success && className.output.class_name !== 'Sequential')
    return `The network in this model is a '${className.output.class_name}'; Axial opens plain stacks of layers ('Sequential').`;
  return `The network in this model is not described as TF.js does it: 'modelTopology${dotted(issue)}' is wrong or missing.`;
}

/** The layers of a chain with what each takes and gives. @param topology `parseTopology` has let it through */
export function layersOnInput(
  topology: object,
  input: Shape,
): { readonly layer: FileLayer; readonly input: Shape; readonly output: Shape }[] {
  let shape = input;
  return parseLayers(v.parse(topologySchema, topology).config.layers).map((layer, index) => {
    const given = shape;
    shape = outputShape(layer, given, index);
    return { layer, input: given, output: shape };
  });
}

/**
 * The layers of the editor that a chain is made of, without the last, which follows from the classes.
 * @param topology `parseTopology` has let it through
 * @throws Error of one sentence where the editor has no such layer
 */
export function layerSpecsOf(topology: object, input: Shape): LayerSpec[] {
  const hidden = layersOnInput(topology, input).slice(0, -1);
  return hidden.map(({ layer: { class_name, config } }, index) => {
    const spec = specOfClass(class_name, config);
    if (spec) return spec;
    throw new Error(
      `Layer ${index + 1} of the network in this model (${class_name}) has a setting that Axial does not open: 'activation'.`,
    );
  });
}

function parseLayers(raw: readonly unknown[]): FileLayer[] {
  if (raw.length === 0) throw new Error('The network in this model has no layers.');
  if (raw.length > maximalLayers)
    throw new Error(`The network in this model has ${raw.length} layers; Axial opens at most ${maximalLayers}.`);
  const layers = raw.map(parseLayer);
  const names = new Set(layers.map((layer) => layer.config.name));
  if (names.size < layers.length) throw new Error('Two layers of the network in this model have the same name.');
  return layers;
}

function parseLayer(raw: unknown, index: number): FileLayer {
  const parsed = v.safeParse(layerSchema, raw);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const field = dotted(issue).slice(1);
  const className = v.safeParse(v.object({ class_name: v.pipe(v.string(), v.maxLength(60)) }), raw);
  const which = `Layer ${index + 1} of the network in this model`;
  if (field === 'class_name' || !className.success)
    throw new Error(
      `${which} is ${className.success ? `a '${className.output.class_name}', which` : 'something that'} Axial does not open.`,
    );
  throw new Error(`${which} (${className.output.class_name}) has a setting that Axial does not open: '${field}'.`);
}

function dotted(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? '';
  return path === '' ? '' : `.${path.slice(0, 60)}`;
}

/** Follows one scan through the stack, by shapes only. */
function walk(layers: readonly FileLayer[], frame: NetworkFrame): Map<string, Shape> {
  const weights = new Map<string, Shape>();
  demandInput(layers, frame.input);
  let shape: Shape = frame.input;
  let activations = 0;
  layers.forEach((layer, index) => {
    for (const weight of layerOfClass(layer.class_name)?.weights(layer.config, shape) ?? [])
      weights.set(`${layer.config.name}/${weight.name}`, weight.shape);
    shape = outputShape(layer, shape, index);
    activations += product(shape);
  });
  const parameters = [...weights.values()].reduce((sum, weight) => sum + product(weight), 0);
  demandMemory(parameters, 4 * activations);
  demandOutput(layers, shape, frame.classCount);
  return weights;
}

/** The bounds that the editor sets for networks made here. */
function demandMemory(parameters: number, activationBytes: number): void {
  const count = (value: number) => value.toLocaleString('en');
  const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
  if (parameters > maximalParameters)
    throw new Error(
      `The network in this model has ${count(parameters)} parameters; Axial opens networks with up to ${count(maximalParameters)}.`,
    );
  if (activationBytes > maximalActivationBytes)
    throw new Error(
      `The network in this model needs ${megabytes(activationBytes)} to look at one scan; Axial opens networks that need up to ${megabytes(maximalActivationBytes)}.`,
    );
}

function demandInput(layers: readonly FileLayer[], input: NetworkFrame['input']): void {
  layers.forEach(({ config }, index) => {
    const given = config.batch_input_shape ?? (index === 0 ? inputWithin(config) : undefined);
    if (index === 0 ? given === undefined : given !== undefined && layers[index - 1]?.class_name !== 'InputLayer')
      throw new Error(
        index === 0
          ? 'The network in this model does not say what it takes as input.'
          : `Layer ${index + 1} of the network in this model has an input of its own.`,
      );
    if (given && given.slice(1).join() !== input.join())
      throw new Error(
        `The network in this model takes ${given.slice(1).join(' x ')}, but its card (axial.json) prepares scans as ${input.join(' x ')}.`,
      );
  });
}

/** Of a layer made of layers, which is not given another one. */
function inputWithin(config: FileLayer['config']) {
  return 'layers' in config ? config.layers[0].config.batch_input_shape : undefined;
}

function outputShape(layer: FileLayer, input: Shape, index: number): Shape {
  try {
    return layerOfClass(layer.class_name)?.outputShape(layer.config, input) ?? input;
  } catch (error) {
    if (!(error instanceof ImpossibleLayerError)) throw error;
    const which = `Layer ${index + 1} of the network in this model`;
    throw new Error(`${which} does not fit its input. ${error.message}`, { cause: error });
  }
}

function demandOutput(layers: readonly FileLayer[], shape: Shape, classCount: number): void {
  const [units, activation] = classCount === 2 ? [1, 'sigmoid'] : [classCount, 'softmax'];
  if (shape.length !== 1 || shape[0] !== units)
    throw new Error(
      `The network in this model answers with ${shape.join(' x ')} numbers, but its card (axial.json) names ${classCount} classes, which takes ${units}.`,
    );
  const last = layers.at(-1);
  if (last?.class_name !== 'Dense' || last.config.activation !== activation || !last.config.use_bias)
    throw new Error(
      `The network in this model does not end in probabilities: its last layer must be a 'Dense' one with bias and '${activation}'.`,
    );
}
