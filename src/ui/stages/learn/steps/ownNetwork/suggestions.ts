import { inspectNetwork } from '../../../../../model/inspectNetwork.ts';
import type { LayerSpec } from '../../../../../model/layers.ts';
import type { NetworkSpec } from '../../../../../model/networkSpec.ts';

export type Suggestion = {
  readonly label: string;
  readonly why: string;
  readonly network: NetworkSpec;
  readonly parameters: number;
};

type Input = { readonly size: number; readonly depth: number };

const MOST_FILTERS = 1024;
const RATE = 0.3;

/** Changes that are worth a try; those that cannot be trained are left out. */
export function suggestions({ layers }: NetworkSpec, input: Input, classCount: number): Suggestion[] {
  const pools = layers.flatMap(({ kind }, place) => (kind === 'max-pool' || kind === 'average-pool' ? [place] : []));
  const hasDropout = layers.some(({ kind }) => kind === 'dropout');
  const tries: readonly (Pick<Suggestion, 'label' | 'why'> & { readonly layers: readonly LayerSpec[] | null })[] = [
    {
      label: 'Remove the first pooling',
      why: 'Finer feature maps, and more to compute.',
      layers: pools[0] === undefined ? null : layers.toSpliced(pools[0], 1),
    },
    {
      label: 'Double the filters',
      why: 'Room for twice as many patterns.',
      layers: layers.some(({ kind }) => kind === 'conv') ? layers.map(doubled) : null,
    },
    hasDropout
      ? {
          label: 'Remove the dropout',
          why: 'Learns faster, and memorises sooner.',
          layers: layers.filter(({ kind }) => kind !== 'dropout'),
        }
      : {
          label: 'Add a dropout',
          why: 'Neurons cannot rely on each other.',
          layers: [...layers, { kind: 'dropout', rate: RATE }],
        },
  ];
  return tries.flatMap(({ layers: changed, ...words }) =>
    changed ? trainable({ ...words, network: { preset: 'custom', layers: [...changed] } }, input, classCount) : [],
  );
}

/** To begin with the network that is looked at; nothing where it is the one that is there. */
export function beginWith(
  { name, network }: { readonly name: string; readonly network: NetworkSpec },
  { layers }: NetworkSpec,
  input: Input,
  classCount: number,
): Suggestion[] {
  if (JSON.stringify(network.layers) === JSON.stringify(layers)) return [];
  return trainable(
    { label: `Begin with ${name}`, why: 'The network that is chosen above.', network },
    input,
    classCount,
  );
}

function trainable(offer: Omit<Suggestion, 'parameters'>, input: Input, classCount: number): Suggestion[] {
  const { problem, parameters } = inspectNetwork(offer.network, input, classCount);
  return problem === null ? [{ ...offer, parameters }] : [];
}

function doubled(layer: LayerSpec): LayerSpec {
  return layer.kind === 'conv' ? { ...layer, kernels: Math.min(MOST_FILTERS, 2 * layer.kernels) } : layer;
}
