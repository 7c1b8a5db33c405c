import { lazyImport } from '../../lazyImport.ts';
import type { SlicesFormat } from '../format.ts';
import { description } from './description.ts';

export const mgh = {
  ...description,
  sniff: startsLikeMgh,
  readsGzip: true,
  async *slices(bytes, which, volumes) {
    const { mghSlices } = await lazyImport(() => import('./mgh.ts'));
    yield* mghSlices(bytes, which, volumes);
  },
} as const satisfies SlicesFormat;

const MOST_VOXELS_A_SIDE = 32_767;

/** Version 1, then three sizes, a number of frames and a type: no format begins so by chance. */
function startsLikeMgh(bytes: Uint8Array): boolean {
  if (bytes.length < 28) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sizes = [4, 8, 12, 16].map((at) => view.getInt32(at));
  const isLarge = (size: number) => size >= 1 && size <= MOST_VOXELS_A_SIDE;
  return view.getInt32(0) === 1 && sizes.every(isLarge) && [0, 1, 3, 4, 10].includes(view.getInt32(20));
}
