import { avgPool, backend, getBackend, LayersModel, reshape, Tensor, type Tensor4D, tidy } from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { halvedConvolution } from '../operations/convolution.ts';
import { convolutionShape } from '../operations/convShape.ts';
import { CONV_LAYER, DENSE_LAYER, HALVED_CONV_LAYER, NORM_LAYER, runFor, runKernel } from './fusedKernels.ts';

export type Layer = LayersModel['layers'][number];
export type Fused = (input: Tensor) => Tensor;

/**
 * Lets the layers of a chain (convolutions and dense layers with ReLU or none, batch norms with the ReLU and the halving
 * after them) run as one kernel each while it trains on a backend with training kernels, and every layer without what
 * tfjs checks at each call. Weights, results and gradients stay the same; so does every call that does not say
 * `training: true`.
 *
 * @param first the layer to begin with: those before it are not trained
 */
export function fuseLayers(model: LayersModel, first = 0): void {
  const [wasm, remaining] = [getBackend() === 'wasm', model.layers.slice(first)];
  for (let layer = remaining.shift(); layer; layer = remaining.shift()) {
    if (layer instanceof LayersModel) fuseLayers(layer);
    const halved = wasm ? halvedConvCall(layer, remaining[0]) : null;
    if (halved) {
      whileTraining(layer, halved);
      for (const pool of remaining.splice(0, 1)) whileTraining(pool, (x) => x);
      continue;
    }
    const rectifies = layer.getClassName() === 'BatchNormalization' && isPlainReLU(remaining[0]);
    const next = remaining[rectifies ? 1 : 0];
    const halves = wasm && layer.getClassName() === 'BatchNormalization' && isHalving(next) && hasEvenSides(next);
    const norm = normCall(layer, { rectify: rectifies, halve: halves });
    whileTraining(layer, convCall(layer) ?? denseCall(layer) ?? norm ?? averageCall(layer) ?? plainCall(layer));
    if (norm) for (const done of remaining.splice(0, Number(rectifies) + Number(halves))) whileTraining(done, (x) => x);
  }
}

function whileTraining(layer: Layer, fused: Fused): void {
  const apply = layer.apply.bind(layer);
  layer.apply = (inputs, kwargs) => {
    const [input, ...others] = [inputs].flat();
    const fits = kwargs?.training === true && input instanceof Tensor && others.length === 0;
    return fits ? fused(input) : apply(inputs, kwargs);
  };
}

function convCall(layer: Layer): Fused | null {
  const attrs = convAttributes(layer);
  if (!attrs || (!attrs.biased && attrs.activation === 'relu')) return null;
  return (x) => runFor(CONV_LAYER, { x, ...filterAndBias(layer) }, attrs);
}

/** A convolution with the max pooling after it. */
function halvedConvCall(layer: Layer, next: Layer | undefined): Fused | null {
  const attrs = convAttributes(layer);
  if (!attrs || !isHalvedConv(layer, next)) return null;
  return (x) => runFor(HALVED_CONV_LAYER, { x, ...filterAndBias(layer) }, { ...attrs, halve: true, places: true });
}

/** Of a convolution as the kernels take it; null where they do not. */
export function convAttributes(layer: Layer) {
  if (layer.getClassName() !== 'Conv2D') return null;
  const { activation, useBias, dataFormat, dilationRate, strides, padding } = layer.getConfig();
  const supported = dataFormat === 'channelsLast' && [dilationRate].flat().every((rate) => rate === 1);
  if (!supported || !isSimple(activation)) return null;
  const window = { strides: strides as [number, number], pad: padding as 'same' | 'valid' };
  const oneApart: [number, number] = [1, 1];
  return { ...window, dataFormat: 'NHWC', dilations: oneApart, activation, biased: useBias === true };
}

function filterAndBias(layer: Layer): { filter: Tensor } | { filter: Tensor; bias: Tensor } {
  const [filter, bias] = layer.weights.map((weight) => weight.read());
  if (!filter) throw new Error(`The convolution ${layer.name} has no weights.`);
  return bias ? { filter, bias } : { filter };
}

/** Whether a convolution and the max pooling by 2 x 2 behind it (`pool`) are one kernel on WASM. */
export function isHalvedConv(conv: Layer, pool: Layer | undefined): boolean {
  const attrs = convAttributes(conv);
  const [input, filter] = [inputShape(conv), conv.weights[0]?.shape];
  if (!attrs || !filter || !pool || !isHalving(pool)) return false;
  const [, ...sides] = input;
  return halvedConvolution(convolutionShape([1, ...sides], filter as number[], attrs)) !== null;
}

function inputShape(layer: Layer): number[] {
  return [layer.input].flat()[0]?.shape.map((side) => side ?? 1) ?? [];
}

export function denseCall(layer: Layer): Fused | null {
  const { activation, useBias } = layer.getConfig();
  if (layer.getClassName() !== 'Dense' || !isSimple(activation) || useBias !== true) return null;
  return (a) => {
    const [b, bias] = layer.weights.map((weight) => weight.read());
    if (!b || !bias || a.rank !== 2) throw new Error(`The dense layer ${layer.name} cannot take its input.`);
    return runFor(DENSE_LAYER, { a, b, bias }, { transposeA: false, transposeB: false, activation });
  };
}

function normCall(layer: Layer, after: { readonly rectify: boolean; readonly halve: boolean }): Fused | null {
  if (layer.getClassName() !== 'BatchNormalization') return null;
  const { axis, center, scale, epsilon, momentum } = layer.getConfig();
  if ((axis !== -1 && axis !== 3) || !center || !scale) return null;
  return (x) =>
    tidy(() => {
      const [gamma, beta, movingMean, movingVariance] = layer.weights;
      if (!gamma || !beta || !movingMean || !movingVariance) throw new Error(`${layer.name} has no weights.`);
      const inputs = { x, gamma: gamma.read(), beta: beta.read() };
      const [y, mean, variance] = runKernel(NORM_LAYER, inputs, { epsilon, ...after });
      if (!y || !mean || !variance) throw new Error(`The batch norm ${layer.name} gave no result.`);
      updateEma(movingMean, mean, Number(momentum));
      updateEma(movingVariance, variance, Number(momentum));
      return y;
    });
}

/** As one pooling: tfjs's gradient of a mean makes a tensor of ones as large as the image, at every step. */
export function averageCall(layer: Layer): Fused | null {
  if (layer.getClassName() !== 'GlobalAveragePooling2D' || layer.getConfig().dataFormat !== 'channelsLast') return null;
  return (x) => {
    const [batch = 1, height = 1, width = 1, channels = 1] = x.shape;
    return reshape(avgPool(x as Tensor4D, [height, width], 1, 'valid'), [batch, channels]);
  };
}

/** What tfjs does, but for its checks and the name of its scope. */
function plainCall(layer: Layer): Fused {
  return (x) => {
    const [output, ...others] = [layer.call(x, { training: true })].flat();
    if (!output || others.length > 0) throw new Error(`The layer ${layer.name} gave not one result.`);
    return output;
  };
}

/** A ReLU without an upper bound (which is null where the layer came out of the storage). */
export function isPlainReLU(layer: Layer | undefined): boolean {
  return layer?.getClassName() === 'ReLU' && (layer.getConfig().maxValue ?? null) === null;
}

/** Max pooling by 2 x 2, windows side by side and none of them cut, with channels by fours. */
function isHalving(layer: Layer | undefined): layer is Layer {
  if (layer?.getClassName() !== 'MaxPooling2D') return false;
  const { poolSize, strides, dataFormat, padding } = layer.getConfig();
  return (
    dataFormat === 'channelsLast' &&
    [poolSize, strides].flat(2).every((side) => side === 2) &&
    (padding === 'valid' || hasEvenSides(layer)) &&
    Number(inputShape(layer)[3]) % 4 === 0
  );
}

function hasEvenSides(layer: Layer): boolean {
  return inputShape(layer)
    .slice(1, 3)
    .every((side) => side > 0 && side % 2 === 0);
}

function isSimple(activation: unknown): boolean {
  return activation === 'relu' || activation === 'linear';
}

type Weight = LayersModel['layers'][number]['weights'][number];

/** moving = moving - (1 - momentum) * (moving - value), as tfjs has it; in place on the WASM backend's heap. */
function updateEma(moving: Weight, value: Tensor, momentum: number): void {
  if (getBackend() === 'wasm') followInPlace(moving, value, momentum);
  else followAside(moving, value, momentum);
}

function followInPlace(moving: Weight, value: Tensor, momentum: number): void {
  const wasm = backend() as BackendWasm;
  const { dataId } = moving.read();
  if (wasm.refCount(dataId) > 1) {
    followAside(moving, value, momentum); // a clone shares these numbers
    return;
  }
  const average = wasm.typedArrayFromHeap(moving.read());
  const now = wasm.typedArrayFromHeap(value);
  now.forEach((each, i) => {
    const before = average[i] ?? 0;
    average[i] = before - (before - each) * (1 - momentum);
  });
}

function followAside(moving: Weight, value: Tensor, momentum: number): void {
  tidy(() => {
    const before = moving.read();
    moving.write(before.sub(before.sub(value).mul(1 - momentum)));
  });
}
