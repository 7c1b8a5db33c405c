import { product } from '../../model/layerDefinition/layerShape.ts';
import { sigmoid } from '../../statistics/logit.ts';
import { batchNormLine, type ChainLayer, demandWeight } from './chains.ts';

/*
 * A network in plain JavaScript, without any library: the classifier of one HTML file runs on it, and the predictions that
 * go with exported models are made by it. One image at a time, [height, width, channels] or [units], float32.
 */

/** One image [height, width, channels] in 0..1 -> [units]: the mean of what the chains answer. */
export function plainPredict(chains: readonly (readonly ChainLayer[])[], image: Float32Array): Float64Array {
  const [first, ...others] = chains.map((chain) => chain.reduce((values, layer) => applied(layer, values), image));
  return Float64Array.from(
    first ?? [],
    (value, i) => others.reduce((sum, other) => sum + (other[i] ?? 0), value) / chains.length,
  );
}

function applied(layer: ChainLayer, values: Float32Array): Float32Array {
  switch (layer.class_name) {
    case 'InputLayer':
    case 'Dropout':
    case 'Flatten':
      return values;
    case 'Conv2D':
      return activated(layer.config.activation, convolution(layer, values));
    case 'Dense':
      return activated(layer.config.activation, dense(layer, values));
    case 'BatchNormalization': {
      const { scale, shift } = batchNormLine(layer);
      const channels = scale.length;
      return values.map((value, i) => value * (scale[i % channels] ?? 1) + (shift[i % channels] ?? 0));
    }
    case 'MaxPooling2D':
      return pooled(layer, values, maximum);
    case 'AveragePooling2D':
      return pooled(layer, values, mean);
    case 'ReLU':
      return activated('relu', values);
    case 'Activation':
      return activated(layer.config.activation, values);
    case 'GlobalAveragePooling2D':
      return perChannel(layer, values, mean);
    case 'GlobalMaxPooling2D':
      return perChannel(layer, values, maximum);
    case 'Functional':
      return Float32Array.of(...perChannel(layer, values, mean), ...perChannel(layer, values, maximum));
  }
}

type Convolution = Extract<ChainLayer, { class_name: 'Conv2D' }>;

function convolution(layer: Convolution, values: Float32Array): Float32Array {
  const [height = 0, width = 0, channels = 0] = layer.input;
  const [rows = 0, columns = 0, filters = 0] = layer.output;
  const [side] = layer.config.kernel_size;
  const [stride] = layer.config.strides;
  const [above, left] = [paddingBefore(layer, height, rows), paddingBefore(layer, width, columns)];
  const kernel = demandWeight(layer.weights.kernel).values;
  const bias = layer.weights.bias?.values ?? new Float32Array(filters);
  const result = new Float32Array(rows * columns * filters);
  const sums = new Float64Array(filters);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      sums.set(bias);
      for (let ky = 0; ky < side; ky++) {
        const row = y * stride - above + ky;
        if (row < 0 || row >= height) continue;
        for (let kx = 0; kx < side; kx++) {
          const column = x * stride - left + kx;
          if (column < 0 || column >= width) continue;
          addProducts(
            sums,
            values,
            (row * width + column) * channels,
            kernel,
            (ky * side + kx) * channels * filters,
            channels,
          );
        }
      }
      result.set(sums, (y * columns + x) * filters);
    }
  }
  return result;
}

/** Zeros above, or to the left of, an image of so many pixels. */
function paddingBefore({ config }: Convolution, length: number, outputs: number): number {
  if (config.padding !== 'same') return 0;
  return Math.floor(Math.max(0, (outputs - 1) * config.strides[0] + config.kernel_size[0] - length) / 2);
}

/** sums[f] += values[from + c] * kernel[at + c * filters + f] for all c and f. */
function addProducts(
  sums: Float64Array,
  values: Float32Array,
  from: number,
  kernel: Float32Array,
  at: number,
  channels: number,
): void {
  const filters = sums.length;
  for (let c = 0; c < channels; c++) {
    const value = values[from + c] as number;
    if (value === 0) continue;
    const first = at + c * filters;
    for (let f = 0; f < filters; f++) sums[f] = (sums[f] as number) + value * (kernel[first + f] as number);
  }
}

function dense(layer: Extract<ChainLayer, { class_name: 'Dense' }>, values: Float32Array): Float32Array {
  const units = layer.config.units;
  const sums = Float64Array.from(layer.weights.bias?.values ?? new Float32Array(units));
  addProducts(sums, values, 0, demandWeight(layer.weights.kernel).values, 0, values.length);
  return Float32Array.from(sums);
}

/** What is kept of some values. */
type Kept = (values: Float32Array) => number;
const maximum: Kept = (values) => values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
const mean: Kept = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

function pooled(
  layer: Extract<ChainLayer, { class_name: 'MaxPooling2D' | 'AveragePooling2D' }>,
  values: Float32Array,
  kept: Kept,
): Float32Array {
  const [, width = 0, channels = 0] = layer.input;
  const [, columns = 0] = layer.output;
  const [size] = layer.config.pool_size;
  const [stride] = layer.config.strides;
  const seen = new Float32Array(size * size);
  return Float32Array.from({ length: product(layer.output) }, (_, i) => {
    const place = Math.floor(i / channels);
    const first = Math.floor(place / columns) * stride * width + (place % columns) * stride;
    for (let k = 0; k < seen.length; k++)
      seen[k] = values[(first + Math.floor(k / size) * width + (k % size)) * channels + (i % channels)] ?? 0;
    return kept(seen);
  });
}

function perChannel(layer: ChainLayer, values: Float32Array, kept: Kept): Float32Array {
  const channels = layer.input.at(-1) ?? 0;
  const seen = new Float32Array(values.length / channels);
  return Float32Array.from({ length: channels }, (_, c) => {
    for (let i = 0; i < seen.length; i++) seen[i] = values[i * channels + c] ?? 0;
    return kept(seen);
  });
}

function activated(activation: string, values: Float32Array): Float32Array {
  switch (activation) {
    case 'linear':
      return values;
    case 'relu':
      return values.map((value) => Math.max(0, value));
    case 'sigmoid':
      return values.map(sigmoid);
    case 'tanh':
      return values.map(Math.tanh);
    case 'softmax': {
      const most = maximum(values);
      const powers = values.map((value) => Math.exp(value - most));
      const sum = powers.reduce((all, power) => all + power, 0);
      return powers.map((power) => power / sum);
    }
  }
  throw new Error(`This network has an activation that is not known: '${activation}'.`);
}
