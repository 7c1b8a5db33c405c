import { engine, type Tensor4D, tensor4d } from '@tensorflow/tfjs';
import { runningKernels } from '../compute/wasmBackend.ts';
import type { NetworkInput } from '../model/networkInput.ts';
import { toUnitRange } from '../preprocessing/preprocess.ts';

/** Bytes, scan after scan -> [scans, size, size, depth], float32 in 0..1. The caller disposes the tensor. */
export function inputTensor(pixels: Uint8Array, { size, depth }: NetworkInput): Tensor4D {
  const shape: [number, number, number, number] = [pixels.length / (size * size * depth), size, size, depth];
  const runtime = runningKernels()?.runtime;
  if (!runtime) return tensor4d(toUnitRange(pixels), shape);
  const output = runtime.backend.makeOutput(shape, 'float32');
  // Written where the kernels read them: one copy less.
  toUnitRange(pixels, new Float32Array(runtime.memory.buffer, runtime.address(output), pixels.length));
  return engine().makeTensorFromTensorInfo(output, runtime.backend) as Tensor4D;
}
