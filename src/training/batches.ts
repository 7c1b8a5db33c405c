import { type Tensor4D, tensor4d } from '@tensorflow/tfjs';
import { resampleBatch } from '../compute/kernels/operations/resample.ts';
import { runningKernels } from '../compute/wasmBackend.ts';
import { GpuImageStore } from '../compute/webgl/gpuImageStore.ts';
import { applyDegradation } from '../preprocessing/applyDegradation.ts';
import { augmentImage } from '../preprocessing/augmentImage.ts';
import type { DegradationDraw } from '../preprocessing/degradationDraw.ts';
import { toUnitRange } from '../preprocessing/preprocess.ts';

export type InputShape = { readonly size: number; readonly depth: 1 | 3 };

/** Scans as the network's preprocessing makes them, with what they are. */
export type LabelledPixels = {
  /** n * size * size * depth bytes, 0..255, scan after scan, row after row, channels last. */
  readonly pixels: Uint8Array;
  /** n class indices. */
  readonly labels: Uint8Array;
};

/** Scans of which batches are made. Whoever holds them disposes them. */
export type Images = {
  /**
   * The scans `scans`, changed as `changes` says (`drawTransforms`; null: as they are) and degraded as `degradation` says (one for each;
   * null: not): [n, size, size, depth], float32 in 0..1. The caller disposes the tensor.
   */
  batch(
    scans: readonly number[],
    changes: Float32Array | null,
    degradation: readonly DegradationDraw[] | null,
  ): Tensor4D;
  dispose(): void;
};

/** Throws words where the pixels are not those of the labels. */
export function assertShape({ pixels, labels }: LabelledPixels, { size, depth }: InputShape, part: string): void {
  if (labels.length === 0)
    throw new Error(`There are no scans in the ${part} part. Add scans, or give that part a larger share.`);
  if (pixels.length !== labels.length * size * size * depth)
    throw new Error(`The pixels of the ${part} part do not fit its ${labels.length} scans. Prepare the scans again.`);
}

/**
 * Where the backend in use makes batches fastest: on the GPU if they fit there, by the kernels on WASM, else here. Images are
 * degraded by the processor alone.
 */
export function holdImages({ pixels }: LabelledPixels, shape: InputShape, degrading: boolean): Images {
  const onGpu = degrading ? null : GpuImageStore.hold(pixels, shape);
  return onGpu ?? wasmImages(pixels, shape) ?? jsImages(pixels, shape);
}

/** Null where the training kernels do not run. */
function wasmImages(pixels: Uint8Array, shape: InputShape): Images | null {
  const runtime = runningKernels()?.runtime;
  if (!runtime) return null;
  const images = { pixels, ...shape };
  return {
    batch(scans, changes, degradation) {
      const batch = resampleBatch(runtime, images, scans, changes);
      if (degradation) degradeAll(runtime.backend.typedArrayFromHeap(batch) as Float32Array, shape, degradation);
      return batch;
    },
    dispose() {},
  };
}

function jsImages(pixels: Uint8Array, { size, depth }: InputShape): Images {
  const bytes = size * size * depth;
  return {
    batch(scans, changes, degradation) {
      const numbers = new Float32Array(scans.length * bytes);
      scans.forEach((scan, place) => {
        const source = pixels.subarray(scan * bytes, (scan + 1) * bytes);
        if (changes) augmentImage({ pixels: source, size, depth }, changes, place, numbers, place * bytes);
        else toUnitRange(source, numbers, place * bytes);
      });
      if (degradation) degradeAll(numbers, { size, depth }, degradation);
      return tensor4d(numbers, [scans.length, size, size, depth]);
    },
    dispose() {},
  };
}

/** @param values images of size * size * depth, one after the other, changed in place */
function degradeAll(values: Float32Array, { size, depth }: InputShape, degradation: readonly DegradationDraw[]): void {
  const length = size * size * depth;
  degradation.forEach((drawn, place) => {
    applyDegradation(
      { values: values.subarray(place * length, (place + 1) * length), width: size, height: size, depth },
      drawn,
    );
  });
}
