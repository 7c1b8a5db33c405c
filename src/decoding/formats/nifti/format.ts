import { lazyImport } from '../../lazyImport.ts';
import { hasSignature } from '../../signature.ts';
import type { SlicesFormat } from '../format.ts';
import { description } from './description.ts';

export const nifti = {
  ...description,
  sniff: startsLikeNifti,
  readsGzip: true,
  async *slices(bytes, which, volumes) {
    const { niftiSlices } = await lazyImport(() => import('./nifti.ts'));
    yield* niftiSlices(bytes, which, volumes);
  },
} as const satisfies SlicesFormat;

/** Version 1 or 2, in one file or two. Gzip is read as NIfTI, which is mostly packed so. */
function startsLikeNifti(bytes: Uint8Array): boolean {
  return (
    ['n+1\0', 'ni1\0'].some((mark) => hasSignature(bytes, mark, 344)) ||
    ['n+2\0', 'ni2\0'].some((mark) => hasSignature(bytes, mark, 4)) ||
    hasSignature(bytes, '\x1f\x8b')
  );
}
