import { fused, type LayersModel, mul, rsqrt, sub, type Tensor, type Tensor4D, tidy } from '@tensorflow/tfjs';

type Layer = LayersModel['layers'][number];

/** Whether `foldBatchNorm` can take a network: one layer after the other. */
export function isChain(network: LayersModel): boolean {
  return network.getClassName() === 'Sequential';
}

/**
 * What a chain answers in use, [batch, ...] -> [batch, units]: every batch norm goes into the filter and the bias of the
 * convolution before it, and the ReLU after that into its last loop. The same numbers but for rounding.
 */
export function foldBatchNorm(network: LayersModel, input: Tensor): Tensor {
  return tidy(() => {
    const remaining = network.layers.filter((layer) => layer.getClassName() !== 'InputLayer');
    let x = input;
    for (let layer = remaining.shift(); layer; layer = remaining.shift()) {
      const fold = foldOf(layer, remaining);
      if (fold) remaining.splice(0, Number(fold.norm !== null) + Number(fold.rectify));
      x = fold ? convolve(layer, fold.norm, fold.rectify, x) : only(layer.apply(x, { training: false }));
    }
    return x;
  });
}

type Fold = { readonly norm: Layer | null; readonly rectify: boolean };

/** What of the layers after a convolution goes into it; null: nothing. */
function foldOf(layer: Layer, [next, overnext]: readonly Layer[]): Fold | null {
  if (layer.getClassName() !== 'Conv2D' || layer.getConfig().activation !== 'linear') return null;
  if (layer.getConfig().dataFormat !== 'channelsLast') return null;
  const norm = next && isPlainNorm(next) ? next : null;
  const last = norm ? overnext : next;
  const rectify = last?.getClassName() === 'ReLU' && last.getConfig().maxValue === undefined;
  return norm || rectify ? { norm, rectify } : null;
}

function isPlainNorm(layer: Layer): boolean {
  const { axis, center, scale } = layer.getConfig();
  return layer.getClassName() === 'BatchNormalization' && (axis === -1 || axis === 3) && center === true && !!scale;
}

function convolve(layer: Layer, norm: Layer | null, rectify: boolean, x: Tensor): Tensor {
  const { strides, padding, dilationRate } = layer.getConfig() as {
    strides: [number, number];
    padding: 'same' | 'valid';
    dilationRate: [number, number];
  };
  const weights = norm ? folded(layer, norm) : layer.weights.map((weight) => weight.read());
  const [filter, bias] = weights;
  if (!filter) throw new Error(`The convolution ${layer.name} has no weights.`);
  return fused.conv2d({
    ...{ x: x as Tensor4D, filter: filter as Tensor4D, strides, pad: padding, dilations: dilationRate },
    ...(bias ? { bias } : {}),
    activation: rectify ? 'relu' : 'linear',
  });
}

/** [filter, bias] of both: (x (*) filter + bias - mean) * scale + beta, scale = gamma / sqrt(variance + epsilon). */
function folded(layer: Layer, norm: Layer): Tensor[] {
  const [filter, bias] = layer.weights.map((weight) => weight.read());
  const [gamma, beta, mean, variance] = norm.weights.map((weight) => weight.read());
  if (!filter || !gamma || !beta || !mean || !variance) throw new Error(`The layer ${norm.name} has no weights.`);
  const scale = mul(gamma, rsqrt(variance.add(Number(norm.getConfig().epsilon))));
  return [mul(filter, scale), sub(beta, mul(bias ? sub(mean, bias) : mean, scale))];
}

function only(output: Tensor | Tensor[] | unknown): Tensor {
  const [tensor, ...others] = [output].flat() as Tensor[];
  if (!tensor || others.length > 0) throw new Error('A layer of the network gave not one result.');
  return tensor;
}
