import { type LayersModel, type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs';
import { covered, meanOf } from './changedInput.ts';
import { classScore } from './classScore.ts';
import type { HeatMap } from './heatMap.ts';

type Occlusion = {
  /** Side of the patch, pixels of the input. */
  readonly patch?: number;
  /** From one patch to the next, pixels. */
  readonly stride?: number;
  /** Share of the patches that were tried, 0..1. */
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
};

/** Images that go through the network together. */
const AT_ONCE = 32;

/**
 * Occlusion (Zeiler and Fergus, 2014): how far the class score falls when a patch is covered with the scan's mean grey; a pixel has the
 * mean of the patches that covered it. Below 0: the score rose.
 *
 * @param input [1, size, size, depth], 0..1
 */
export async function occlusion(
  network: LayersModel,
  input: Tensor4D,
  classIndex: number,
  options: Occlusion = {},
): Promise<HeatMap> {
  const [, size, , depth] = input.shape;
  const { patch = Math.max(2, Math.round(size / 8)), stride = Math.max(1, Math.round(size / 16)) } = options;
  const pixels = await input.data<'float32'>();
  const grey = meanOf(pixels);
  const places = placesOf(size, patch, stride);
  const [whole = 0] = await scores(network, classIndex, [pixels], input.shape);
  const sums = new Float32Array(size * size);
  const counts = new Float32Array(size * size);
  for (let first = 0; first < places.length; first += AT_ONCE) {
    options.signal?.throwIfAborted();
    const some = places.slice(first, first + AT_ONCE);
    const left = await scores(
      network,
      classIndex,
      some.map(([x, y]) => covered(pixels, { size, depth }, { x, y, side: patch }, grey)),
      input.shape,
    );
    for (const [index, [x, y]] of some.entries()) {
      const fall = whole - (left[index] ?? 0);
      eachPixel(size, { x, y, side: patch }, (at) => {
        sums[at] = (sums[at] ?? 0) + fall;
        counts[at] = (counts[at] ?? 0) + 1;
      });
    }
    options.onProgress?.(Math.min(1, (first + some.length) / places.length));
  }
  const values = sums.map((sum, i) => sum / Math.max(1, counts[i] ?? 0));
  return { method: 'occlusion', classIndex, width: size, height: size, values };
}

/** Calls back with the place of each pixel of a patch. */
function eachPixel(
  size: number,
  { x, y, side }: { readonly x: number; readonly y: number; readonly side: number },
  visit: (at: number) => void,
): void {
  for (let row = y; row < y + side; row++) {
    for (let at = row * size + x; at < row * size + x + side; at++) visit(at);
  }
}

/** Corners of the patches; the last of a row and of a column lie at the edge. */
function placesOf(size: number, patch: number, stride: number): [x: number, y: number][] {
  const starts: number[] = [];
  for (let at = 0; at < size - patch; at += stride) starts.push(at);
  starts.push(size - patch);
  return starts.flatMap((y) => starts.map((x): [number, number] => [x, y]));
}

async function scores(
  network: LayersModel,
  classIndex: number,
  images: readonly Float32Array[],
  [, height, width, depth]: Tensor4D['shape'],
): Promise<Float32Array> {
  const numbers = new Float32Array(images.length * height * width * depth);
  for (const [index, image] of images.entries()) numbers.set(image, index * image.length);
  const score = tidy(() => classScore(network, tensor4d(numbers, [images.length, height, width, depth]), classIndex));
  try {
    return await score.data<'float32'>();
  } finally {
    score.dispose();
  }
}
