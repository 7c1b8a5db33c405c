import { engine, type Tensor4D } from '@tensorflow/tfjs';
import { valuesPerTransform } from '../../../preprocessing/augment.ts';
import type { KernelRuntime } from '../runtime/kernelRuntime.ts';

/** n * size * size * depth bytes, image after image. */
type ImageBatch = { readonly pixels: Uint8Array; readonly size: number; readonly depth: 1 | 3 };

/** A whole vector is read at the last pixel. */
const SLACK = 16;

/**
 * The images `scans` as a batch [scans, size, size, depth], 0..1, each changed as `changes` says (`drawTransforms`; null: as it
 * is). The bytes are copied to the heap and become numbers there, in place. The caller disposes the tensor.
 */
export function resampleBatch(
  runtime: KernelRuntime,
  { pixels, size, depth }: ImageBatch,
  scans: readonly number[],
  changes: Float32Array | null,
): Tensor4D {
  const bytes = size * size * depth;
  const { backend } = runtime;
  const output = backend.makeOutput([scans.length, size, size, depth], 'float32');
  const rows = scans.length * valuesPerTransform;
  const [source = 0, table = 0] = runtime.scratch(0, scans.length * bytes + SLACK, rows * 4).at;
  const heap = new Uint8Array(runtime.memory.buffer);
  scans.forEach((scan, place) => {
    heap.set(pixels.subarray(scan * bytes, (scan + 1) * bytes), source + place * bytes);
  });
  new Float32Array(runtime.memory.buffer, table, rows).set(changes ?? unchanged(scans.length));
  const params = { source, transforms: table, to: runtime.address(output), size, depth };
  runtime.run('resample', params, scans.length);
  return engine().makeTensorFromTensorInfo(output, backend) as Tensor4D;
}

function unchanged(count: number): Float32Array {
  return Float32Array.from({ length: count * valuesPerTransform }, (_, i) => identity[i % valuesPerTransform] ?? 0);
}

/** fromX, fromY, xx, xy, yx, yy, brightness */
const identity = [0, 0, 1, 0, 0, 1, 1];
