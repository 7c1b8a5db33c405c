import { backend_util, type KernelConfig, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

/**
 * Replaces tfjs 4.22's own, which gives wrong gradients for more than one channel (checked by hand and against its CPU
 * backend) and is slow. Each output's gradient goes to the first largest input of its window.
 */
const maxPoolGradient: KernelFunc = ({ inputs, backend, attrs }) => {
  const { dy, input, output } = inputs as { dy: TensorInfo; input: TensorInfo; output: TensorInfo };
  const wasm = backend as unknown as BackendWasm;
  const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as Pooling;
  const geometry = backend_util.computePool2DInfo(
    input.shape as [number, number, number, number],
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode ?? undefined,
  );
  const gradient = wasm.makeOutput(input.shape, 'float32');
  scatterToMaxima(
    geometry,
    wasm.typedArrayFromHeap(input) as Float32Array,
    wasm.typedArrayFromHeap(output) as Float32Array,
    wasm.typedArrayFromHeap(dy) as Float32Array,
    wasm.typedArrayFromHeap(gradient).fill(0) as Float32Array,
  );
  return gradient;
};

type Pooling = {
  filterSize: [number, number] | number;
  strides: [number, number] | number;
  pad: 'valid' | 'same' | number;
  dimRoundingMode?: 'floor' | 'round' | 'ceil' | null;
};

type PoolGeometry = ReturnType<typeof backend_util.computePool2DInfo>;

/** x, dx: [n, h, w, c]; y, dy: [n, oh, ow, c]. */
function scatterToMaxima(
  geometry: PoolGeometry,
  x: Float32Array,
  y: Float32Array,
  dy: Float32Array,
  dx: Float32Array,
): void {
  const { batchSize, inHeight, inWidth, outHeight, outWidth, inChannels: channels } = geometry;
  const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = geometry;
  let from = 0;
  for (let n = 0; n < batchSize; n++)
    for (let outRow = 0; outRow < outHeight; outRow++) {
      const top = outRow * strideHeight - padInfo.top;
      const firstRow = Math.max(0, top);
      const lastRow = Math.min(inHeight, top + filterHeight);
      for (let outColumn = 0; outColumn < outWidth; outColumn++) {
        const left = outColumn * strideWidth - padInfo.left;
        const firstColumn = Math.max(0, left);
        const lastColumn = Math.min(inWidth, left + filterWidth);
        for (let channel = 0; channel < channels; channel++, from++) {
          const largest = y[from] as number;
          search: for (let row = firstRow; row < lastRow; row++) {
            let to = ((n * inHeight + row) * inWidth + firstColumn) * channels + channel;
            for (let column = firstColumn; column < lastColumn; column++, to += channels)
              if (x[to] === largest) {
                dx[to] = (dx[to] as number) + (dy[from] as number);
                break search;
              }
          }
        }
      }
    }
}

export const maxPoolGradientConfig: KernelConfig = {
  kernelName: 'MaxPoolGrad',
  backendName: 'wasm',
  kernelFunc: maxPoolGradient,
};
