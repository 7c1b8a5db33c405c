import type { KernelParams } from '../runtime/kernelParams.ts';
import type { KernelRuntime } from '../runtime/kernelRuntime.ts';
import type { ConvShape } from './convShape.ts';

export type Pooling = 'max' | 'mean';

/** y = max or mean over x's windows. Addresses on the heap. */
export function pool(
  runtime: KernelRuntime,
  kind: Pooling,
  shape: ConvShape,
  { x, y }: { x: number; y: number },
): void {
  const params = paramsOf(shape, { x, y, dy: 0, dx: 0, rectified: false });
  runtime.run(kind === 'max' ? 'maxPool' : 'meanPool', params, shape.batchSize);
}

/**
 * dx from dy. `rectified`: x came out of a ReLU, whose gradient is applied too (a pooled 0 passes nothing back).
 * The mean needs neither x nor y.
 */
export function poolGradient(
  runtime: KernelRuntime,
  kind: Pooling,
  shape: ConvShape,
  { x = 0, y = 0, dy, dx, rectified = false }: { x?: number; y?: number; dy: number; dx: number; rectified?: boolean },
): void {
  const params = paramsOf(shape, { x, y, dy, dx, rectified });
  runtime.run(kind === 'max' ? 'maxPoolGradient' : 'meanPoolGradient', params, shape.batchSize);
}

type Tensors = Pick<KernelParams<'maxPool'>, 'x' | 'y' | 'dy' | 'dx' | 'rectified'>;

function paramsOf(shape: ConvShape, { x, y, dy, dx, rectified }: Tensors): KernelParams<'maxPool'> {
  return {
    x,
    y,
    dy,
    dx,
    rectified,
    height: shape.inHeight,
    width: shape.inWidth,
    channels: shape.inChannels,
    padTop: shape.padInfo.top,
    padLeft: shape.padInfo.left,
    outHeight: shape.outHeight,
    outWidth: shape.outWidth,
    poolHeight: shape.filterHeight,
    poolWidth: shape.filterWidth,
    strideDown: shape.strideHeight,
    strideAcross: shape.strideWidth,
  };
}
