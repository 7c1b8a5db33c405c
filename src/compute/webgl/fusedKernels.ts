import { type KernelFunc, type NamedTensorMap, registerKernel, type TensorInfo } from '@tensorflow/tfjs';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import {
  addFusedGradients,
  BIAS_GRADIENT,
  CONV_LAYER,
  DENSE_LAYER,
  NORM_GRADIENT,
  NORM_LAYER,
  runFor,
} from '../kernels/layers/fusedKernels.ts';
import { batchNorm, batchNormGradient } from './batchNorm.ts';
import { biasGradient } from './biasRelu.ts';

type Attributes = Readonly<Record<string, unknown>>;
type Infos = Readonly<Record<string, TensorInfo | undefined>>;
type Compute = (backend: MathBackendWebGL, inputs: Infos, attrs: Attributes) => TensorInfo | TensorInfo[];

/** What `fuseLayers` needs: layers as one kernel each, for the WebGL backend too. */
export function addFusedKernels(): void {
  const named = (inputs: Infos) => inputs as unknown as NamedTensorMap;
  add(CONV_LAYER, (_backend, inputs, attrs) => runFor('FusedConv2D', named(inputs), attrs));
  add(DENSE_LAYER, (_backend, inputs, attrs) => runFor('_FusedMatMul', named(inputs), attrs));
  add(BIAS_GRADIENT, (backend, inputs) => biasGradient(backend, required(inputs, 'dy'), inputs.y));
  add(NORM_LAYER, (backend, inputs, attrs) => {
    const x = required(inputs, 'x');
    return batchNorm(backend, { x, gamma: required(inputs, 'gamma'), beta: required(inputs, 'beta') }, options(attrs));
  });
  add(NORM_GRADIENT, (backend, inputs, attrs) => {
    const saved = {
      ...{ dy: required(inputs, 'dy'), x: required(inputs, 'x'), y: required(inputs, 'y') },
      ...{ mean: required(inputs, 'mean'), variance: required(inputs, 'variance'), gamma: required(inputs, 'gamma') },
    };
    return batchNormGradient(backend, saved, options(attrs));
  });
  addFusedGradients();
}

function add(kernelName: string, compute: Compute): void {
  const kernelFunc: KernelFunc = ({ inputs, backend, attrs = {} }) =>
    compute(backend as MathBackendWebGL, inputs as Infos, attrs);
  registerKernel({ kernelName, backendName: 'webgl', kernelFunc });
}

function options({ epsilon, rectify }: Attributes): { epsilon: number; rectify: boolean } {
  return { epsilon: Number(epsilon), rectify: rectify === true };
}

function required(inputs: Infos, name: string): TensorInfo {
  const input = inputs[name];
  if (!input) throw new Error(`A kernel of the WebGL backend lacks its input ${name}.`);
  return input;
}
