import type { KernelConfig, KernelFunc, TensorInfo } from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { release, runKernel, transposeMatrices } from './wasmOps.ts';

/**
 * tfjs's own matrix product leaves its fast path as soon as one side is to be transposed, as both gradients of a dense
 * layer are. This one transposes first (whichever matrices are smaller) and stays on the fast path `plain`.
 */
export function matrixProductConfig(stock: KernelConfig): KernelConfig {
  const plain = (backend: BackendWasm, a: TensorInfo, b: TensorInfo) =>
    runKernel(stock.kernelFunc, backend, { a, b }, { transposeA: false, transposeB: false });

  const matrixProduct: KernelFunc = ({ inputs, backend, attrs }) => {
    const { a, b } = inputs as { a: TensorInfo; b: TensorInfo };
    const { transposeA, transposeB } = attrs as unknown as { transposeA: boolean; transposeB: boolean };
    const wasm = backend as unknown as BackendWasm;
    if (transposeA && transposeB) return turned(wasm, plain(wasm, b, a)); // A' B' = (B A)'
    if (transposeA) return withTransposed(wasm, a, (flipped) => plain(wasm, flipped, b));
    if (!transposeB) return plain(wasm, a, b);
    // A B' = (B A')': where B is the large weight matrix it is used as it lies.
    return swapIsCheaper(a, b)
      ? turned(
          wasm,
          withTransposed(wasm, a, (flipped) => plain(wasm, b, flipped)),
        )
      : withTransposed(wasm, b, (flipped) => plain(wasm, a, flipped));
  };

  return { ...stock, kernelFunc: matrixProduct };
}

/** Whether transposing A and the product moves fewer numbers than transposing B. */
function swapIsCheaper(a: TensorInfo, b: TensorInfo): boolean {
  const rows = a.shape.at(-2) ?? 1;
  const inner = a.shape.at(-1) ?? 1;
  const columns = b.shape.at(-2) ?? 1;
  return rows * inner + rows * columns < inner * columns;
}

function withTransposed(backend: BackendWasm, x: TensorInfo, use: (flipped: TensorInfo) => TensorInfo): TensorInfo {
  const flipped = transposeMatrices(backend, x);
  const result = use(flipped);
  release(backend, flipped);
  return result;
}

/** Transposes `x` and releases it. */
function turned(backend: BackendWasm, x: TensorInfo): TensorInfo {
  const result = transposeMatrices(backend, x);
  release(backend, x);
  return result;
}
