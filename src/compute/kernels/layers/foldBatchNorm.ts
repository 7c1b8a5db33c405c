import { type LayersModel, reshape, type Tensor, tensor, tidy } from '@tensorflow/tfjs';
import { CONV_LAYER, HALVED_CONV_LAYER, runFor } from './fusedKernels.ts';
import {
  averageCall,
  convAttributes,
  denseCall,
  type Fused,
  isHalvedConv,
  isPlainReLU,
  type Layer,
} from './fusedLayers.ts';

/** Whether `foldBatchNorm` can take a network: one layer after the other. */
export function isChain(network: LayersModel): boolean {
  return network.getClassName() === 'Sequential';
}

/**
 * What a chain answers in use, [batch, ...] -> [batch, units]: every batch norm goes into the filter and the bias of the
 * convolution before it, the ReLU and the max pooling after that into its last loop. The same numbers but for rounding. On the
 * WASM backend. `head` false: what its last layer is given.
 */
export function foldBatchNorm(network: LayersModel, input: Tensor, { head = true } = {}): Tensor {
  const steps = stepsOf(network);
  return tidy(() => steps.slice(0, head ? undefined : -1).reduce((x, step) => step(x), input));
}

/** What the last layer of such a chain answers to what it is given. */
export function foldedHead(network: LayersModel, activations: Tensor): Tensor {
  const head = stepsOf(network).at(-1);
  if (!head) throw new Error('The network has no layers.');
  return tidy(() => head(activations));
}

/** tfjs takes longer to say what a layer is than the kernels to compute a small one. Weights are read at every call. */
const planned = new WeakMap<LayersModel, readonly Fused[]>();

function stepsOf(network: LayersModel): readonly Fused[] {
  const known = planned.get(network);
  if (known) return known;
  const remaining = network.layers.filter((layer) => layer.getClassName() !== 'InputLayer');
  const steps: Fused[] = [];
  for (let layer = remaining.shift(); layer; layer = remaining.shift()) {
    const fold = foldOf(layer, remaining);
    if (fold) remaining.splice(0, Number(fold.norm !== null) + Number(fold.rectify) + Number(fold.halve));
    steps.push(fold ? foldedConvolution(layer, fold) : plainStep(layer));
  }
  planned.set(network, steps);
  return steps;
}

type Attributes = NonNullable<ReturnType<typeof convAttributes>>;
type Fold = {
  readonly attrs: Attributes;
  readonly norm: Layer | null;
  readonly rectify: boolean;
  readonly halve: boolean;
};

/** What of the layers after a convolution goes into it; null: it is no convolution that the kernels take. */
function foldOf(layer: Layer, following: readonly Layer[]): Fold | null {
  const attrs = convAttributes(layer);
  if (!attrs) return null;
  const linear = attrs.activation === 'linear';
  const rest = [...following];
  const norm = linear && rest[0] && isPlainNorm(rest[0]) ? rest.shift() : null;
  const rectify = linear && isPlainReLU(rest[0]);
  if (rectify) rest.shift();
  return { attrs, norm: norm ?? null, rectify, halve: isHalvedConv(layer, rest[0]) };
}

function isPlainNorm(layer: Layer): boolean {
  const { axis, center, scale } = layer.getConfig();
  return layer.getClassName() === 'BatchNormalization' && (axis === -1 || axis === 3) && center === true && !!scale;
}

function foldedConvolution(layer: Layer, { attrs, norm, rectify, halve }: Fold): Fused {
  const kernel = halve ? HALVED_CONV_LAYER : CONV_LAYER;
  const settings = rectify ? { ...attrs, activation: 'relu' } : attrs;
  const epsilon = Number(norm?.getConfig().epsilon);
  return (x) => {
    const [filter, bias] = layer.weights.map((weight) => weight.read());
    if (!filter) throw new Error(`The convolution ${layer.name} has no weights.`);
    if (!norm) return runFor(kernel, bias ? { x, filter, bias } : { x, filter }, settings);
    return runFor(kernel, { x, filter, ...folded(norm, bias, epsilon) }, settings);
  };
}

/** Of both: (x (*) filter + before - mean) * scale + beta = x (*) (filter * scale) + bias, scale = gamma / sqrt(variance + epsilon). */
function folded(norm: Layer, before: Tensor | undefined, epsilon: number): { scale: Tensor; bias: Tensor } {
  const [gamma, beta, mean, variance] = norm.weights.map((weight) => weight.read().dataSync<'float32'>());
  if (!gamma || !beta || !mean || !variance) throw new Error(`The layer ${norm.name} has no weights.`);
  const start = before?.dataSync<'float32'>();
  const [scale, bias] = [new Float32Array(gamma.length), new Float32Array(gamma.length)];
  for (let i = 0; i < scale.length; i++) {
    const factor = (gamma[i] ?? 0) / Math.sqrt((variance[i] ?? 0) + epsilon);
    scale[i] = factor;
    bias[i] = (beta[i] ?? 0) - ((mean[i] ?? 0) - (start?.[i] ?? 0)) * factor;
  }
  return { scale: tensor(scale), bias: tensor(bias) };
}

/** Without what tfjs checks at each call. */
function plainStep(layer: Layer): Fused {
  const fused = denseCall(layer) ?? averageCall(layer);
  if (fused) return fused;
  if (layer.getClassName() === 'Dropout') return (x) => x;
  if (layer.getClassName() === 'Flatten') return (x) => reshape(x, [x.shape[0] ?? 0, -1]);
  return (x) => {
    const [output, ...others] = [layer.call(x, { training: false })].flat();
    if (!output || others.length > 0) throw new Error('A layer of the network gave not one result.');
    return output;
  };
}
