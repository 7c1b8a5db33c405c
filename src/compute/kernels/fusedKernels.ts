import {
  engine,
  type NamedTensorMap,
  registerGradient,
  registerKernel,
  type Tensor,
  type TensorInfo,
} from '@tensorflow/tfjs';
import type { Machine } from './machine.ts';
import { biasGradient } from './rectifiedBias.ts';

/** Layers as one kernel each, with gradients: conv or matrix product, + bias, and perhaps ReLU. */
export const CONV_LAYER = 'TrainedConv2D';
export const DENSE_LAYER = 'TrainedDense';
const BIAS_GRADIENT = 'TrainedBiasGradient';

/** Attributes of both: `activation` 'relu' or 'linear'; a convolution's also as of `FusedConv2D`. */
type LayerAttributes = { readonly activation: 'relu' | 'linear' };

function run(kernelName: string, inputs: NamedTensorMap, attrs: Record<string, unknown>): Tensor {
  return engine().runKernel(kernelName, inputs, attrs as never) as Tensor;
}

export function addFusedKernels(machine: Machine): void {
  forward(CONV_LAYER, 'FusedConv2D');
  forward(DENSE_LAYER, '_FusedMatMul');
  registerKernel({
    kernelName: BIAS_GRADIENT,
    backendName: 'wasm',
    kernelFunc: ({ inputs }) => passBack(machine, inputs as unknown as { dy: TensorInfo; y: TensorInfo }),
  });
  registerGradient({
    kernelName: CONV_LAYER,
    inputsToSave: ['x', 'filter'],
    outputsToSave: [true],
    gradFunc: (dy, saved, attrs) => {
      const [x, filter, y] = saved as [Tensor, Tensor, Tensor];
      const [dz, dbias] = throughActivation(dy as Tensor, y, attrs as unknown as LayerAttributes);
      return {
        x: () => run('Conv2DBackpropInput', { dy: dz, filter }, { ...attrs, inputShape: x.shape }),
        filter: () => run('Conv2DBackpropFilter', { x, dy: dz }, { ...attrs, filterShape: filter.shape }),
        bias: () => dbias,
      };
    },
  });
  registerGradient({
    kernelName: DENSE_LAYER,
    inputsToSave: ['a', 'b'],
    outputsToSave: [true],
    gradFunc: (dy, saved, attrs) => {
      const [a, b, y] = saved as [Tensor, Tensor, Tensor];
      const [dz, dbias] = throughActivation(dy as Tensor, y, attrs as unknown as LayerAttributes);
      return {
        a: () => run('BatchMatMul', { a: dz, b }, { transposeA: false, transposeB: true }),
        b: () => run('BatchMatMul', { a, b: dz }, { transposeA: true, transposeB: false }),
        bias: () => dbias,
      };
    },
  });
}

/** The same arithmetic as tfjs's fused kernel, under a name that has a gradient. */
function forward(kernelName: string, fused: string): void {
  registerKernel({
    kernelName,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) => run(fused, inputs as NamedTensorMap, attrs as Record<string, unknown>),
  });
}

/** [dz, dbias] of a layer: the gradient before the activation, and its sum for every channel. */
function throughActivation(dy: Tensor, y: Tensor, { activation }: LayerAttributes): [Tensor, Tensor] {
  const inputs = activation === 'relu' ? { dy, y } : { dy };
  const [first, second] = engine().runKernel(BIAS_GRADIENT, inputs) as unknown as Tensor[];
  if (!first) throw new Error('The gradient of a bias is missing.');
  return second ? [second, first] : [dy, first];
}

/** [dbias], and dz where there is a ReLU. */
function passBack(machine: Machine, { dy, y }: { dy: TensorInfo; y?: TensorInfo }): TensorInfo[] {
  const N = dy.shape.at(-1) ?? 1;
  const rows = dy.shape.slice(0, -1).reduce((product, length) => product * length, 1);
  const dbias = machine.backend.makeOutput([N], 'float32');
  const dz = y ? machine.backend.makeOutput(dy.shape, 'float32') : null;
  biasGradient(
    machine,
    { rows, N },
    {
      dy: machine.address(dy),
      y: y ? machine.address(y) : 0,
      dz: dz ? machine.address(dz) : 0,
      dbias: machine.address(dbias),
    },
  );
  return dz ? [dbias, dz] : [dbias];
}
