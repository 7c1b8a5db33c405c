import type { TensorInfo } from '@tensorflow/tfjs';

export type KernelCall = {
  readonly inputs: Readonly<Record<string, TensorInfo | undefined>>;
  readonly attrs: Readonly<Record<string, unknown>>;
};

/**
 * Floating-point operations of a product, two to a multiply-add, told by the names of a kernel's inputs: x and filter
 * (convolution), dy and filter (its gradient by the input), x and dy (by the filter), a and b (matrices, where one may be transposed). Else 0. What
 * the plain algorithm takes: a kernel that saves some (Winograd's) may come out faster than the machine can multiply.
 */
export function workOf({ inputs: { x, dy, filter, a, b }, attrs }: KernelCall, [out]: readonly TensorInfo[]): number {
  if (x && filter && out) return 2 * sizeOf(out) * windowOf(filter.shape);
  if (dy && filter) return 2 * sizeOf(dy) * windowOf(filter.shape);
  if (x && dy && Array.isArray(attrs.filterShape)) return 2 * sizeOf(dy) * windowOf(attrs.filterShape);
  if (a && b && out && 'transposeA' in attrs)
    return 2 * sizeOf(out) * ((attrs.transposeA === true ? a.shape.at(-2) : a.shape.at(-1)) ?? 1);
  return 0;
}

/** float32 or int32, all of them. */
export function bytesOf(inputs: KernelCall['inputs'], outputs: readonly TensorInfo[]): number {
  const tensors = [...Object.values(inputs), ...outputs].filter((each) => each !== undefined);
  return tensors.reduce((bytes, tensor) => bytes + 4 * sizeOf(tensor), 0);
}

/** '32x31x31x32 3x3x32x64': what tells one call of a kernel from another. */
export function shapesOf(inputs: KernelCall['inputs']): string {
  const shapes = Object.values(inputs).flatMap((each) => (each && each.shape.length > 1 ? [each.shape.join('x')] : []));
  return shapes.slice(0, 2).join(' ');
}

/** Multiply-adds for one number of the output: [height, width, channels in, channels out]. */
function windowOf([height = 1, width = 1, channels = 1]: readonly number[]): number {
  return height * width * channels;
}

function sizeOf({ shape }: TensorInfo): number {
  return shape.reduce((product, length) => product * length, 1);
}
