import { joinBytes } from '../archive/joinBytes.ts';
import { type NetworkArtifacts, type WeightSpec, weightsOf } from './networkArtifacts.ts';

/*
 * An ensemble is one network: a functional model whose members are chains that share the input, each ending in its own
 * probabilities, and whose output is their mean (Lakshminarayanan et al., 2017). Any TF.js opens it. Everything here is plain
 * data, so that whoever needs chains (the fused kernels, heat maps, a file of another program) takes them apart again:
 *
 *   input ─┬─ member_1_conv_1 ─ ... ─ member_1_output ─┐
 *          └─ member_2_conv_1 ─ ... ─ member_2_output ─┴─ average
 *
 * Probabilities are averaged, not logits: a mean of probabilities is one, and a single member that is sure beyond reason moves
 * it by its share and no further.
 */

type ChainLayer = { readonly class_name: string; readonly config: { readonly name: string } & object };
type Chain = {
  readonly class_name: 'Sequential';
  readonly config: { readonly layers: readonly ChainLayer[] } & object;
};
/** A layer that is a model itself has been called once before it stands in the graph: its result here is of node 1. */
type Output = readonly [name: string, node: 0 | 1, tensor: 0];
type Inbound = readonly [...Output, settings: Record<never, never>];
type GraphLayer = ChainLayer & { readonly name: string; readonly inbound_nodes: readonly (readonly Inbound[])[] };
type Graph = {
  readonly class_name: 'Functional';
  readonly config: {
    readonly name: string;
    readonly layers: readonly GraphLayer[];
    readonly input_layers: readonly [Output];
    readonly output_layers: readonly [Output];
  };
};

/** As many folds as can be asked for. */
export const maximalMembers = 20;

const INPUT = { name: 'input', class_name: 'InputLayer' } as const;
const AVERAGE_NAME = 'average';
const MEMBER = /^member_(\d+)_(.+)$/;

/** One network that answers with the mean of its members'. They are chains for the same input [size, size, depth]. */
export function ensembleOf(members: readonly NetworkArtifacts[], input: readonly number[]): NetworkArtifacts {
  const [only] = members;
  if (only && members.length === 1) return only;
  return {
    topology: graphOf(
      members.map(({ topology }) => topology as Chain),
      input,
    ),
    weightSpecs: members.flatMap(({ weightSpecs }, index) =>
      weightSpecs.map((spec) => ({ ...spec, name: memberName(index, spec.name) })),
    ),
    weights: joinBytes(members.map(({ weights }) => weights)).buffer,
  };
}

/** The chains of an ensemble, as `ensembleOf` was given them; a chain is its own only member. */
export function membersOf(artifacts: NetworkArtifacts): NetworkArtifacts[] {
  if (!isGraph(artifacts.topology)) return [artifacts];
  const parts = weightsOf(artifacts).map(({ values, ...spec }) => ({ ...ownName(spec.name), spec, values }));
  return chainsOf(artifacts.topology).map((topology, index) => {
    const own = parts.filter(({ member }) => member === index);
    const weightSpecs = own.map(({ spec, name }): WeightSpec => ({ ...spec, name }));
    const weights = own.map(({ values }) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    return { topology, weightSpecs, weights: joinBytes(weights).buffer };
  });
}

/** Whether this is the `topology` of an ensemble, by its outermost word. */
export function isGraph(topology: object): topology is Graph {
  return 'class_name' in topology && topology.class_name === 'Functional';
}

export function graphOf(chains: readonly Chain[], input: readonly number[]): Graph {
  const inputLayer: GraphLayer = {
    ...INPUT,
    config: { name: INPUT.name, ...{ batch_input_shape: [null, ...input], dtype: 'float32', sparse: false } },
    inbound_nodes: [],
  };
  const members = chains.map(({ config: { layers } }, index) => memberLayers(layers, index));
  const average: GraphLayer = {
    name: AVERAGE_NAME,
    class_name: 'Average',
    config: { name: AVERAGE_NAME },
    inbound_nodes: [members.map((layers) => from(layers.at(-1)))],
  };
  return {
    class_name: 'Functional',
    config: {
      name: 'axial_ensemble',
      layers: [inputLayer, ...members.flat(), average],
      input_layers: [[INPUT.name, 0, 0]],
      output_layers: [[AVERAGE_NAME, 0, 0]],
    },
  };
}

/** Each layer takes what the one before it gives; the first takes the input. */
function memberLayers(layers: readonly ChainLayer[], index: number): GraphLayer[] {
  const named = layers.map(({ class_name, config }) => {
    const name = memberName(index, config.name);
    return { name, class_name, config: { ...config, name } };
  });
  return named.map((layer, place) => ({ ...layer, inbound_nodes: [[from(named[place - 1])]] }));
}

/** The chains by the names of their layers. */
export function chainsOf({ config: { layers } }: Graph): Chain[] {
  const chains: ChainLayer[][] = [];
  for (const { class_name, config } of layers) {
    const { member, name } = ownName(config.name);
    if (member === null) continue;
    const chain = chains[member] ?? [];
    chains[member] = chain;
    chain.push({ class_name, config: { ...config, name } });
  }
  return chains.map((each) => ({ class_name: 'Sequential', config: { name: 'axial', layers: each } }));
}

/** What a layer gives; left out: the input. */
function from({ name, class_name }: Pick<GraphLayer, 'name' | 'class_name'> = INPUT): Inbound {
  return [name, class_name === 'Functional' ? 1 : 0, 0, {}];
}

export function memberName(index: number, name: string): string {
  return `member_${index + 1}_${name}`;
}

/** The member from 0, and what the layer or weight is called in its chain; null for what belongs to none. */
function ownName(name: string): { readonly member: number | null; readonly name: string } {
  const [, number, own] = MEMBER.exec(name) ?? [];
  return number === undefined || own === undefined ? { member: null, name } : { member: Number(number) - 1, name: own };
}
