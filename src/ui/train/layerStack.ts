import type { LayerSpec } from '../../model/layers.ts';
import type { NetworkSpec } from '../../model/networkSpec.ts';
import { formatCount, formatCounted, formatPercent } from '../components/format.ts';

export type LayerKind = LayerSpec['kind'];

/** What a layer is when it is added. */
const FRESH_LAYERS: Readonly<Record<LayerKind, LayerSpec>> = {
  conv: { kind: 'conv', kernels: 32, size: 3, stride: 1, padding: 'same', activation: 'relu' },
  'max-pool': { kind: 'max-pool', size: 2, stride: 2 },
  'average-pool': { kind: 'average-pool', size: 2, stride: 2 },
  'batch-norm': { kind: 'batch-norm' },
  relu: { kind: 'relu' },
  dropout: { kind: 'dropout', rate: 0.3 },
  flatten: { kind: 'flatten' },
  'global-average-pool': { kind: 'global-average-pool' },
  dense: { kind: 'dense', units: 128, activation: 'relu' },
};

export const LAYER_KINDS = Object.keys(FRESH_LAYERS) as LayerKind[];

export const LAYER_NAMES: Readonly<Record<LayerKind, string>> = {
  conv: 'Convolution',
  'max-pool': 'Max pooling',
  'average-pool': 'Average pooling',
  'batch-norm': 'Batch normalisation',
  relu: 'ReLU',
  dropout: 'Dropout',
  flatten: 'Flatten',
  'global-average-pool': 'Global average pooling',
  dense: 'Dense',
};

/** One plain sentence for each kind. */
export const LAYER_MEANINGS: Readonly<Record<LayerKind, string>> = {
  conv: 'Slides small filters over the image; each learns to detect one pattern.',
  'max-pool': 'Keeps the largest value of every window: smaller feature maps, less sensitive to small shifts.',
  'average-pool': 'Keeps the mean of every window.',
  'batch-norm': 'Normalises a batch to mean 0 and standard deviation 1, so that training is faster and more stable.',
  relu: 'Keeps positive values and sets negative ones to 0.',
  dropout: 'Sets a random share of the values to 0 in training, so that the network does not rely on single ones.',
  flatten: 'Turns the feature maps into one list of values, for a dense layer.',
  'global-average-pool':
    'Keeps the mean of each feature map: one value per filter, and far fewer parameters than Flatten.',
  dense: 'Each unit is a weighted sum of all inputs.',
};

/** The values of a layer in a few words: '32 of 3 × 3, same, ReLU'. */
export function layerValues(layer: LayerSpec): string {
  switch (layer.kind) {
    case 'conv': {
      const stride = layer.stride === 1 ? '' : `, stride ${formatCount(layer.stride)}`;
      const activation = layer.activation === 'relu' ? ', ReLU' : '';
      return `${formatCount(layer.kernels)} of ${formatCount(layer.size)} × ${formatCount(layer.size)}${stride}, ${layer.padding}${activation}`;
    }
    case 'max-pool':
    case 'average-pool':
      return `${formatCount(layer.size)} × ${formatCount(layer.size)}, stride ${formatCount(layer.stride)}`;
    case 'dropout':
      return formatPercent(layer.rate, 0);
    case 'dense':
      return `${formatCounted(layer.units, 'unit')}${layer.activation === 'relu' ? ', ReLU' : ''}`;
    default:
      return '';
  }
}

/** Puts a fresh layer at `place`; whatever stood there moves down. */
export function addLayer(network: NetworkSpec, place: number, kind: LayerKind): NetworkSpec {
  return custom(network.layers.toSpliced(place, 0, FRESH_LAYERS[kind]));
}

export function removeLayer(network: NetworkSpec, place: number): NetworkSpec {
  return custom(network.layers.toSpliced(place, 1));
}

export function changeLayer(network: NetworkSpec, place: number, layer: LayerSpec): NetworkSpec {
  return custom(network.layers.with(place, layer));
}

/** Moves a layer to another place; past an end it stays. */
export function moveLayer(network: NetworkSpec, from: number, to: number): NetworkSpec {
  const layer = network.layers[from];
  if (!layer || to < 0 || to >= network.layers.length || from === to) return network;
  return custom(network.layers.toSpliced(from, 1).toSpliced(to, 0, layer));
}

/** An edited preset is a preset no more. */
function custom(layers: readonly LayerSpec[]): NetworkSpec {
  return { preset: 'custom', layers };
}
