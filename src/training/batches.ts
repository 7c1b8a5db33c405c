import { type Tensor4D, tensor4d } from '@tensorflow/tfjs';
import { augment } from '../preprocessing/augment.ts';
import { toUnitRange } from '../preprocessing/preprocess.ts';
import type { Augmentation } from '../preprocessing/preprocessingSpec.ts';

export type InputShape = { readonly size: number; readonly depth: 1 | 3 };

/** Scans as the network's preprocessing makes them, with what they are. */
export type LabelledPixels = {
  /** n * size * size * depth bytes, 0..255, scan after scan, row after row, channels last. */
  readonly pixels: Uint8Array;
  /** n class indices. */
  readonly labels: Uint8Array;
};

export type Batch = {
  /** [n, size, size, depth], float32 in 0..1. The caller disposes it. */
  readonly input: Tensor4D;
  readonly labels: Uint8Array;
};

/** Throws words where the pixels are not those of the labels. */
export function demandWhole({ pixels, labels }: LabelledPixels, { size, depth }: InputShape, part: string): void {
  if (labels.length === 0)
    throw new Error(`There are no scans in the ${part} part. Add scans, or give that part a larger share.`);
  if (pixels.length !== labels.length * size * size * depth)
    throw new Error(`The pixels of the ${part} part do not fit its ${labels.length} scans. Prepare the scans again.`);
}

/** The scans `indices`, as they are. */
export function plainBatch(scans: LabelledPixels, shape: InputShape, indices: ArrayLike<number>): Batch {
  return batchOf(scans, shape, indices, (source, target, offset) => toUnitRange(source, target, offset));
}

/** The scans `indices`, each randomly changed. */
export function augmentedBatch(
  scans: LabelledPixels,
  shape: InputShape,
  indices: ArrayLike<number>,
  augmentation: Augmentation,
  random: () => number,
): Batch {
  return batchOf(scans, shape, indices, (source, target, offset) =>
    augment(source, shape, augmentation, random, target, offset),
  );
}

function batchOf(
  { pixels, labels }: LabelledPixels,
  { size, depth }: InputShape,
  indices: ArrayLike<number>,
  write: (source: Uint8Array, target: Float32Array, offset: number) => void,
): Batch {
  const chosen = Array.from(indices);
  const scanBytes = size * size * depth;
  const numbers = new Float32Array(chosen.length * scanBytes);
  chosen.forEach((scan, place) => {
    write(pixels.subarray(scan * scanBytes, (scan + 1) * scanBytes), numbers, place * scanBytes);
  });
  return {
    input: tensor4d(numbers, [chosen.length, size, size, depth]),
    labels: Uint8Array.from(chosen, (scan) => labels[scan] ?? 0),
  };
}
