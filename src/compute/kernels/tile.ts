import type { KernelConfig, KernelFunc, TensorInfo } from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

/**
 * tfjs's own `stock`, but fast where a row is repeated as a whole: [1, 1, 1, c] -> [n, h, w, c], which batch norm's
 * gradient does to every mean and variance.
 */
export function tileConfig(stock: KernelConfig): KernelConfig {
  const tile: KernelFunc = (call) => {
    const { x } = call.inputs as { x: TensorInfo };
    const { reps } = call.attrs as unknown as { reps: number[] };
    if (x.dtype !== 'float32' || !repeatsWhole(x.shape, reps)) return stock.kernelFunc(call);
    const wasm = call.backend as unknown as BackendWasm;
    const repeated = wasm.makeOutput(
      x.shape.map((side, dimension) => side * (reps[dimension] ?? 1)),
      'float32',
    );
    repeat(wasm.typedArrayFromHeap(x) as Float32Array, wasm.typedArrayFromHeap(repeated) as Float32Array);
    return repeated;
  };
  return { ...stock, kernelFunc: tile };
}

/** True where all that is repeated lies before all that is not. */
function repeatsWhole(shape: readonly number[], reps: readonly number[]): boolean {
  const lastRepeated = reps.findLastIndex((times) => times > 1);
  return shape.slice(0, lastRepeated + 1).every((side) => side === 1);
}

/** Fills `target` with `source` over and over, each copy as long as all that is there. */
function repeat(source: Float32Array, target: Float32Array): void {
  target.set(source);
  for (let filled = source.length; filled < target.length; filled *= 2)
    target.copyWithin(filled, 0, Math.min(filled, target.length - filled));
}
