import { getKernel, type KernelFunc, type NamedAttrMap, type TensorInfo } from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

/** Kernels of the WASM backend, called below tfjs's tape: what they return must be released with `release`. */

type Inputs = Readonly<Record<string, TensorInfo>>;

/** The implementation that the WASM backend has now. */
export function wasmKernel(name: string): KernelFunc {
  const kernel = getKernel(name, 'wasm');
  if (!kernel) throw new Error(`The WASM engine has no ${name}. Choose another backend.`);
  return kernel.kernelFunc;
}

export function runKernel(kernel: KernelFunc, backend: BackendWasm, inputs: Inputs, attrs: NamedAttrMap): TensorInfo {
  const result = kernel({ inputs: { ...inputs }, backend, attrs });
  if (Array.isArray(result)) throw new Error('A kernel gave several tensors where one was expected.');
  return result;
}

export function transpose(backend: BackendWasm, x: TensorInfo, order: number[]): TensorInfo {
  return runKernel(wasmKernel('Transpose'), backend, { x }, { perm: order });
}

/** Rows become columns; leading dimensions stay. */
export function transposeMatrices(backend: BackendWasm, x: TensorInfo): TensorInfo {
  const rank = x.shape.length;
  const leading = Array.from({ length: rank - 2 }, (_, dimension) => dimension);
  return transpose(backend, x, [...leading, rank - 1, rank - 2]);
}

type Padding = readonly [before: number, after: number];

/** x [n, h, w, c], filter [kh, kw, c, d] -> [n, oh, ow, d], stride 1. */
export function convolve(
  backend: BackendWasm,
  x: TensorInfo,
  filter: TensorInfo,
  options: { rows: Padding; columns: Padding; dilations?: [number, number] },
): TensorInfo {
  return runKernel(
    wasmKernel('Conv2D'),
    backend,
    { x, filter },
    {
      strides: 1,
      dilations: options.dilations ?? 1,
      dataFormat: 'NHWC',
      pad: [[0, 0], [...options.rows], [...options.columns], [0, 0]],
    },
  );
}

export function release(backend: BackendWasm, ...tensors: TensorInfo[]): void {
  for (const tensor of tensors) backend.disposeData(tensor.dataId);
}
