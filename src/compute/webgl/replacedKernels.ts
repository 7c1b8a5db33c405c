import { getKernel, type KernelFunc, registerKernel, type TensorInfo, unregisterKernel } from '@tensorflow/tfjs';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { messageOf } from '../../dataset/messageOf.ts';
import { convolutionShape, isSupported, poolingShape, type WindowAttributes } from '../kernels/operations/convShape.ts';
import { backwardProgram, forwardProgram } from './directConvolution.ts';
import { filterGradient } from './filterGradient.ts';
import { matrixProduct, productSplits } from './matrixProduct.ts';
import { maxPoolGradientProgram, maxPoolProgram } from './maxPool.ts';
import { run } from './programs.ts';
import { withTexels } from './texels.ts';
import { isTooLarge } from './textureSize.ts';

type Inputs = Readonly<Record<string, TensorInfo | undefined>>;
type Attributes = Readonly<Record<string, unknown>>;

/** Null: not for these inputs; tfjs's own kernel is taken. */
type Replacement = (backend: MathBackendWebGL, inputs: Inputs, attrs: Attributes) => TensorInfo | null;

const replacements: Readonly<Record<string, Replacement>> = {
  Conv2D: convolution,
  FusedConv2D: convolution,
  Conv2DBackpropInput: inputGradient,
  Conv2DBackpropFilter: kernelGradient,
  BatchMatMul: product,
  _FusedMatMul: product,
  MaxPool: pooled,
  MaxPoolGrad: pooledBack,
};

/**
 * Puts the kernels in the place of tfjs's own of the WebGL backend. Where a driver does not compile one, tfjs's takes
 * over for good; `onFailure` is told why. A tensor that is too large, or a GPU that has gone, says nothing of the driver.
 */
export function replaceKernels(onFailure: (reason: string) => void): void {
  for (const [kernelName, replacement] of Object.entries(replacements)) replace(kernelName, replacement, onFailure);
}

function replace(kernelName: string, replacement: Replacement, onFailure: (reason: string) => void): void {
  const original = getKernel(kernelName, 'webgl');
  if (!original) throw new Error(`tfjs's WebGL backend has no kernel ${kernelName}.`);
  let works = true;
  const kernelFunc: KernelFunc = (call) => {
    const { inputs, attrs = {} } = call;
    const backend = call.backend as MathBackendWebGL;
    try {
      const result = works ? replacement(backend, inputs as Inputs, attrs) : null;
      if (result) return result;
    } catch (error) {
      if (isTooLarge(error) || backend.gpgpu.gl.isContextLost()) throw error; // tfjs's own would fail too
      works = false;
      onFailure(`${kernelName}: ${messageOf(error)}`);
    }
    return original.kernelFunc(call);
  };
  unregisterKernel(kernelName, 'webgl');
  registerKernel({ ...original, kernelFunc });
}

function convolution(backend: MathBackendWebGL, { x, filter, bias }: Inputs, attrs: Attributes): TensorInfo | null {
  const { activation = 'linear' } = attrs;
  if (!x || !filter || !isSupported(attrs as WindowAttributes)) return null;
  if (activation !== 'linear' && activation !== 'relu') return null;
  const shape = convolutionShape(x.shape, filter.shape, attrs as WindowAttributes);
  const [channels = 0, ...others] = bias?.shape ?? [shape.outChannels];
  if (!hasStrideOne(shape) || channels !== shape.outChannels || others.length > 0) return null;
  const ending = { bias: bias !== undefined, rectify: activation === 'relu' };
  return withTexels(backend, [x, filter], (pixels, taps) => {
    const program = forwardProgram(shape, ending, { x: pixels, filter: taps });
    return run(backend, program, [pixels.info, taps.info, ...(bias ? [bias] : [])]);
  });
}

function inputGradient(backend: MathBackendWebGL, { dy, filter }: Inputs, attrs: Attributes): TensorInfo | null {
  if (!dy || !filter || !isSupported(attrs as WindowAttributes)) return null;
  const shape = convolutionShape(attrs.inputShape as number[], filter.shape, attrs as WindowAttributes);
  if (!hasStrideOne(shape)) return null;
  return withTexels(backend, [dy, filter], (gradient, taps) =>
    run(backend, backwardProgram(shape, { x: gradient, filter: taps }), [gradient.info, taps.info]),
  );
}

function kernelGradient(backend: MathBackendWebGL, { x, dy }: Inputs, attrs: Attributes): TensorInfo | null {
  if (!x || !dy || !isSupported(attrs as WindowAttributes)) return null;
  const shape = convolutionShape(x.shape, attrs.filterShape as number[], attrs as WindowAttributes);
  return filterGradient(backend, shape, x, dy);
}

/** One product of matrices as they are, with long sums and few results; anything else is tfjs's. */
function product(backend: MathBackendWebGL, { a, b, bias }: Inputs, attrs: Attributes): TensorInfo | null {
  const { activation = 'linear', transposeA, transposeB } = attrs;
  if (a?.dtype !== 'float32' || b?.dtype !== 'float32' || transposeA === true || transposeB === true) return null;
  if (activation !== 'linear' && activation !== 'relu') return null;
  if (a.shape.length !== 2 || b.shape.length !== 2) return null;
  const [[M = 1, K = 1], [, N = 1]] = [a.shape, b.shape];
  if (bias && (bias.shape.length !== 1 || bias.shape[0] !== N)) return null;
  const splits = productSplits({ M, N, K });
  return splits && matrixProduct(backend, { M, N, K }, splits, [a, b, bias], activation === 'relu');
}

function pooled(backend: MathBackendWebGL, { x }: Inputs, attrs: Attributes): TensorInfo | null {
  if (x?.dtype !== 'float32' || !isSupported(attrs as WindowAttributes)) return null;
  return run(backend, maxPoolProgram(poolingShape(x.shape, attrs as WindowAttributes)), [x]);
}

function pooledBack(backend: MathBackendWebGL, { dy, input, output }: Inputs, attrs: Attributes): TensorInfo | null {
  if (!dy || !output || input?.dtype !== 'float32' || !isSupported(attrs as WindowAttributes)) return null;
  const shape = poolingShape(input.shape, attrs as WindowAttributes);
  return run(backend, maxPoolGradientProgram(shape), [dy, input, output]);
}

function hasStrideOne({ strideHeight, strideWidth }: { strideHeight: number; strideWidth: number }): boolean {
  return strideHeight === 1 && strideWidth === 1;
}
