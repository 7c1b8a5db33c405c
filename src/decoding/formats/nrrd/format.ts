import { lazyImport } from '../../lazyImport.ts';
import { hasSignature } from '../../signature.ts';
import type { SlicesFormat } from '../format.ts';
import { description } from './description.ts';

export const nrrd = {
  ...description,
  sniff: (bytes) => hasSignature(bytes, 'NRRD000'),
  async *slices(bytes, which, volumes) {
    const { nrrdSlices } = await lazyImport(() => import('./nrrd.ts'));
    yield* nrrdSlices(bytes, which, volumes);
  },
} as const satisfies SlicesFormat;
