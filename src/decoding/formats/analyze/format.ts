import { lazyImport } from '../../lazyImport.ts';
import { hasSignature } from '../../signature.ts';
import type { SlicesFormat } from '../format.ts';
import { description } from './description.ts';

/** Analyze 7.5: a header (.hdr) whose voxels are in another file (.img). */
export const analyze = {
  ...description,
  sniff: (bytes) =>
    (hasSignature(bytes, '\x5c\x01\0\0') || hasSignature(bytes, '\0\0\x01\x5c')) && !/^n[+i][12]/.test(magicOf(bytes)),
  readsGzip: true,
  async *slices(bytes, which, volumes) {
    const { analyzeSlices } = await lazyImport(() => import('./analyze.ts'));
    yield* analyzeSlices(bytes, which, volumes);
  },
} as const satisfies SlicesFormat;

/** Where NIfTI, which is made of Analyze, has its own. */
function magicOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(344, 347));
}
