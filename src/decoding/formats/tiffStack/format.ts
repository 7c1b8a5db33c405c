import { lazyImport } from '../../lazyImport.ts';
import type { SlicesFormat } from '../format.ts';
import { tiff } from '../tiff/format.ts';
import { description } from './description.ts';
import { hasPages } from './tiffPages.ts';

/** TIFF files of several images of one size: stacks of ImageJ and microscopes, series that were saved as one file. */
export const tiffStack = {
  ...description,
  sniff: (bytes) => tiff.sniff(bytes) && hasPages(bytes),
  async *slices(bytes, which) {
    const { tiffSlices } = await lazyImport(() => import('./tiffStack.ts'));
    yield* tiffSlices(bytes, which);
  },
} as const satisfies SlicesFormat;
