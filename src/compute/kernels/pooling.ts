import type { ConvShape } from './convShape.ts';
import { JOB, type KernelRuntime } from './kernelRuntime.ts';

export type Pooling = 'max' | 'mean';

/** y = max or mean over x's windows. Addresses on the heap. */
export function pool(
  machine: KernelRuntime,
  kind: Pooling,
  shape: ConvShape,
  { x, y }: { x: number; y: number },
): void {
  machine.run(kind === 'max' ? JOB.maxPool : JOB.meanPool, words(shape, x, y, 0, 0, false), shape.batchSize);
}

/**
 * dx from dy. `rectified`: x came out of a ReLU, whose gradient is applied too (a pooled 0 passes nothing back).
 * The mean needs neither x nor y.
 */
export function poolGradient(
  machine: KernelRuntime,
  kind: Pooling,
  shape: ConvShape,
  { x = 0, y = 0, dy, dx, rectified = false }: { x?: number; y?: number; dy: number; dx: number; rectified?: boolean },
): void {
  const job = kind === 'max' ? JOB.maxPoolGradient : JOB.meanPoolGradient;
  machine.run(job, words(shape, x, y, dy, dx, rectified), shape.batchSize);
}

function words(shape: ConvShape, x: number, y: number, dy: number, dx: number, rectified: boolean): number[] {
  return [
    ...[x, shape.inHeight, shape.inWidth, shape.inChannels, shape.padInfo.top, shape.padInfo.left],
    ...[shape.outHeight, shape.outWidth, shape.filterHeight, shape.filterWidth, shape.strideHeight, shape.strideWidth],
    ...[y, dy, dx, rectified ? 1 : 0],
  ];
}
