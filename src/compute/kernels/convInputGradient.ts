import type { KernelConfig, KernelFunc, TensorInfo } from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { convGeometry } from './convGeometry.ts';
import { convolve, release, runKernel, transpose, wasmKernel } from './wasmOps.ts';

/**
 * Replaces tfjs's own, which is a plain loop. The gradient by the input is the convolution of dy, its pixels spread
 * `stride` apart, with the kernel turned by 180 degrees and its channels swapped (Dumoulin and Visin 2016, section 4).
 */
const convInputGradient: KernelFunc = ({ inputs, backend, attrs }) => {
  const { dy, filter } = inputs as { dy: TensorInfo; filter: TensorInfo };
  const wasm = backend as unknown as BackendWasm;
  const { inputShape } = attrs as unknown as { inputShape: number[] };
  const geometry = convGeometry(inputShape, filter.shape, attrs ?? {});
  const { padInfo, filterHeight, filterWidth, strideHeight, strideWidth } = geometry;

  const turned = runKernel(wasmKernel('Reverse'), wasm, { x: filter }, { dims: [0, 1] });
  const kernel = transpose(wasm, turned, [0, 1, 3, 2]);
  const strided = strideHeight > 1 || strideWidth > 1;
  const gradient = strided ? spread(wasm, dy, strideHeight, strideWidth) : dy;
  const [, height = 0, width = 0] = gradient.shape;
  const result = convolve(wasm, gradient, kernel, {
    rows: [filterHeight - 1 - padInfo.top, geometry.inHeight - height + padInfo.top],
    columns: [filterWidth - 1 - padInfo.left, geometry.inWidth - width + padInfo.left],
  });

  release(wasm, turned, kernel);
  if (strided) release(wasm, gradient);
  return result;
};

/** [n, h, w, c] -> [n, (h - 1) * rows + 1, (w - 1) * columns + 1, c] with zeros between the pixels. */
function spread(backend: BackendWasm, x: TensorInfo, rows: number, columns: number): TensorInfo {
  const [batch = 0, height = 0, width = 0, channels = 0] = x.shape;
  const shape = [batch, (height - 1) * rows + 1, (width - 1) * columns + 1, channels];
  const spreadOut = backend.makeOutput(shape, 'float32');
  const source = backend.typedArrayFromHeap(x);
  const target = backend.typedArrayFromHeap(spreadOut).fill(0);
  const [, spreadHeight = 0, spreadWidth = 0] = shape;
  for (let n = 0; n < batch; n++)
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++) {
        const from = ((n * height + row) * width + column) * channels;
        const to = ((n * spreadHeight + row * rows) * spreadWidth + column * columns) * channels;
        target.set(source.subarray(from, from + channels), to);
      }
  return spreadOut;
}

export const convInputGradientConfig: KernelConfig = {
  kernelName: 'Conv2DBackpropInput',
  backendName: 'wasm',
  kernelFunc: convInputGradient,
};
