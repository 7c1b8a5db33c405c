import { engine, type LayersModel, type NamedTensorMap, type Tensor } from '@tensorflow/tfjs';
import { CONV_LAYER, DENSE_LAYER } from './fusedKernels.ts';

type Layer = LayersModel['layers'][number];
type Call = Layer['call'];

/**
 * Lets the layers of a model (conv or dense, linear or ReLU) run as one kernel each while the WASM backend with its
 * training kernels is in use. tfjs itself takes three kernels, and keeps three results, once gradients are wanted.
 */
export function fuseLayers(model: LayersModel): void {
  for (const layer of model.layers) {
    const call = fusedCall(layer);
    if (call) layer.call = call;
  }
}

function fusedCall(layer: Layer): Call | null {
  const config = layer.getConfig();
  const { activation, useBias } = config;
  if ((activation !== 'relu' && activation !== 'linear') || useBias !== true) return null;
  if (layer.getClassName() === 'Dense') {
    return (inputs) => {
      const input = only(inputs);
      const [kernel, bias] = layer.weights.map((weight) => weight.read());
      if (!kernel || !bias || input.rank !== 2) throw new Error(`The dense layer ${layer.name} cannot take its input.`);
      return run(DENSE_LAYER, { a: input, b: kernel, bias }, { transposeA: false, transposeB: false, activation });
    };
  }
  if (layer.getClassName() !== 'Conv2D' || config.dataFormat !== 'channelsLast') return null;
  if (![config.dilationRate].flat().every((rate) => rate === 1)) return null;
  const attrs = { strides: config.strides, pad: config.padding, dataFormat: 'NHWC', dilations: [1, 1], activation };
  return (inputs) => {
    const [filter, bias] = layer.weights.map((weight) => weight.read());
    if (!filter || !bias) throw new Error(`The convolution ${layer.name} has no weights.`);
    return run(CONV_LAYER, { x: only(inputs), filter, bias }, attrs);
  };
}

function only(inputs: Tensor | Tensor[]): Tensor {
  const [input] = [inputs].flat();
  if (!input) throw new Error('A layer got no input.');
  return input;
}

function run(kernelName: string, inputs: NamedTensorMap, attrs: Record<string, unknown>): Tensor {
  return engine().runKernel(kernelName, inputs, attrs as never) as Tensor;
}
