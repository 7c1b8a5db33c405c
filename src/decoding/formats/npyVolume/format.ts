import { lazyImport } from '../../lazyImport.ts';
import { isVolumeShape } from '../../numpy/imageShape.ts';
import { isNpy, readNpyHeader } from '../../numpy/npyHeader.ts';
import type { SlicesFormat } from '../format.ts';
import { description } from './description.ts';

/** One volume as a NumPy array, `[1, depth, height, width]`; those of an `.npz` are cut out of its arrays. */
export const npyVolume = {
  ...description,
  sniff: (bytes) => isNpy(bytes) && holdsVolume(bytes),
  async *slices(bytes, which, volumes) {
    const { npyVolumeSlices } = await lazyImport(() => import('./npyVolume.ts'));
    yield* npyVolumeSlices(bytes, which, volumes);
  },
} as const satisfies SlicesFormat;

/** What is damaged holds none: the format of single images says what is wrong with it. */
function holdsVolume(bytes: Uint8Array): boolean {
  try {
    const { shape } = readNpyHeader(bytes);
    return shape[0] === 1 && isVolumeShape(shape.slice(1));
  } catch {
    return false;
  }
}
