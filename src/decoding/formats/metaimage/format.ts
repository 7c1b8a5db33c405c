import { lazyImport } from '../../lazyImport.ts';
import { hasSignature } from '../../signature.ts';
import type { SlicesFormat } from '../format.ts';
import { description } from './description.ts';

export const metaimage = {
  ...description,
  sniff: (bytes) => hasSignature(bytes, 'ObjectType = Image') || hasSignature(bytes, 'NDims = '),
  async *slices(bytes, which, volumes) {
    const { metaImageSlices } = await lazyImport(() => import('./metaimage.ts'));
    yield* metaImageSlices(bytes, which, volumes);
  },
} as const satisfies SlicesFormat;
