import type { KernelConfig, KernelFunc, TensorInfo } from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { convGeometry } from './convGeometry.ts';
import { convolve, release, runKernel, transpose, wasmKernel } from './wasmOps.ts';

/**
 * The one kernel that tfjs's WASM backend lacks to train a convolutional network.
 *
 * dW[i, j, c, d] = sum over n, y, x of input[n, y * s + i - p, x * s + j - p, c] * dy[n, y, x, d], which is itself a
 * convolution: of the input with channels and batch swapped, by dy as the kernel, dilated by the stride.
 */
const convFilterGradient: KernelFunc = ({ inputs, backend, attrs }) => {
  const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo };
  const wasm = backend as unknown as BackendWasm;
  const { filterShape } = attrs as unknown as { filterShape: number[] };
  const geometry = convGeometry(x.shape, filterShape, attrs ?? {});
  const { padInfo, filterHeight, filterWidth, strideHeight, strideWidth } = geometry;

  const input = transpose(wasm, x, [3, 1, 2, 0]); // [c, h, w, n]
  const kernel = transpose(wasm, dy, [1, 2, 0, 3]); // [oh, ow, n, d]
  // What the windows reach beyond the input; negative where the last rows were not reached at all.
  const below = (geometry.outHeight - 1) * strideHeight + filterHeight - geometry.inHeight - padInfo.top;
  const right = (geometry.outWidth - 1) * strideWidth + filterWidth - geometry.inWidth - padInfo.left;
  const gradient = convolve(wasm, input, kernel, {
    rows: [padInfo.top, Math.max(0, below)],
    columns: [padInfo.left, Math.max(0, right)],
    dilations: [strideHeight, strideWidth],
  }); // [c, kh (+ rows not reached), kw (+ columns not reached), d]
  const fitting = below < 0 || right < 0 ? crop(wasm, gradient, filterHeight, filterWidth) : gradient;
  const result = transpose(wasm, fitting, [1, 2, 0, 3]);

  release(wasm, input, kernel, gradient);
  if (fitting !== gradient) release(wasm, fitting);
  return result;
};

function crop(backend: BackendWasm, x: TensorInfo, height: number, width: number): TensorInfo {
  const [channels = 0, , , depth = 0] = x.shape;
  return runKernel(
    wasmKernel('Slice'),
    backend,
    { x },
    { begin: [0, 0, 0, 0], size: [channels, height, width, depth] },
  );
}

export const convFilterGradientConfig: KernelConfig = {
  kernelName: 'Conv2DBackpropFilter',
  backendName: 'wasm',
  kernelFunc: convFilterGradient,
};
