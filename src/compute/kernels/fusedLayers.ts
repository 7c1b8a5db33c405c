import { type LayersModel, type Tensor, tidy } from '@tensorflow/tfjs';
import { CONV_LAYER, DENSE_LAYER, NORM_LAYER, runFor, runKernel } from './fusedKernels.ts';

type Layer = LayersModel['layers'][number];
type Call = Layer['call'];

/**
 * Lets the layers of a chain (convolutions and dense layers with ReLU or none, batch norms with the ReLU after them) run
 * as one kernel each while it trains on the WASM backend with its training kernels. Weights, results and gradients stay
 * the same; so does every call that does not say `training: true`.
 */
export function fuseLayers(model: LayersModel): void {
  model.layers.forEach((layer, i) => {
    const next = model.layers[i + 1];
    const rectifies = next?.getClassName() === 'ReLU' && next.getConfig().maxValue === undefined;
    const fused = convCall(layer) ?? denseCall(layer) ?? normCall(layer, rectifies);
    if (!fused) return;
    whileTraining(layer, fused);
    if (rectifies && layer.getClassName() === 'BatchNormalization') whileTraining(next, (input) => input);
  });
}

function whileTraining(layer: Layer, fused: (input: Tensor) => Tensor): void {
  const call: Call = layer.call.bind(layer);
  layer.call = (inputs, kwargs) => {
    const [input, ...others] = [inputs].flat();
    return kwargs.training === true && input && others.length === 0 ? fused(input) : call(inputs, kwargs);
  };
}

function convCall(layer: Layer): ((x: Tensor) => Tensor) | null {
  if (layer.getClassName() !== 'Conv2D') return null;
  const { activation, useBias, dataFormat, dilationRate, strides, padding } = layer.getConfig();
  const supported = dataFormat === 'channelsLast' && [dilationRate].flat().every((rate) => rate === 1);
  if (!supported || !isSimple(activation) || (!useBias && activation === 'relu')) return null;
  const attrs = { strides, pad: padding, dataFormat: 'NHWC', dilations: [1, 1], activation, biased: useBias };
  return (x) => {
    const [filter, bias] = layer.weights.map((weight) => weight.read());
    if (!filter) throw new Error(`The convolution ${layer.name} has no weights.`);
    return runFor(CONV_LAYER, bias ? { x, filter, bias } : { x, filter }, attrs);
  };
}

function denseCall(layer: Layer): ((a: Tensor) => Tensor) | null {
  const { activation, useBias } = layer.getConfig();
  if (layer.getClassName() !== 'Dense' || !isSimple(activation) || useBias !== true) return null;
  return (a) => {
    const [b, bias] = layer.weights.map((weight) => weight.read());
    if (!b || !bias || a.rank !== 2) throw new Error(`The dense layer ${layer.name} cannot take its input.`);
    return runFor(DENSE_LAYER, { a, b, bias }, { transposeA: false, transposeB: false, activation });
  };
}

function normCall(layer: Layer, rectify: boolean): ((x: Tensor) => Tensor) | null {
  if (layer.getClassName() !== 'BatchNormalization') return null;
  const { axis, center, scale, epsilon, momentum } = layer.getConfig();
  if ((axis !== -1 && axis !== 3) || !center || !scale) return null;
  return (x) =>
    tidy(() => {
      const [gamma, beta, movingMean, movingVariance] = layer.weights;
      if (!gamma || !beta || !movingMean || !movingVariance) throw new Error(`${layer.name} has no weights.`);
      const inputs = { x, gamma: gamma.read(), beta: beta.read() };
      const [y, mean, variance] = runKernel(NORM_LAYER, inputs, { epsilon, rectify });
      if (!y || !mean || !variance) throw new Error(`The batch norm ${layer.name} gave no result.`);
      follow(movingMean, mean, Number(momentum));
      follow(movingVariance, variance, Number(momentum));
      return y;
    });
}

/** moving = moving - (1 - momentum) * (moving - value), as tfjs has it. */
function follow(moving: Layer['weights'][number], value: Tensor, momentum: number): void {
  tidy(() => {
    const before = moving.read();
    moving.write(before.sub(before.sub(value).mul(1 - momentum)));
  });
}

function isSimple(activation: unknown): boolean {
  return activation === 'relu' || activation === 'linear';
}
