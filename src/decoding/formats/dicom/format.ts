import { lazyImport } from '../../lazyImport.ts';
import { hasSignature } from '../../signature.ts';
import type { SlicesFormat } from '../format.ts';
import { description } from './description.ts';

export const dicom = {
  ...description,
  sniff: (bytes) => hasSignature(bytes, 'DICM', 128) || startsWithoutPreamble(bytes),
  async *slices(bytes, which) {
    const { decodeDicom } = await lazyImport(() => import('./dicom.ts'));
    yield* decodeDicom(bytes, which);
  },
} as const satisfies SlicesFormat;

/** What the first elements of a meta header are: its length, its version, a class. */
const META_TYPES = ['UL\x04\0', 'OB\0\0', 'UI'];

/**
 * A DICOM file without its preamble: a meta header at once, or none at all. Then the first two elements are of group 8, one behind the
 * other, and short; in explicit encodings two letters before their length name their type.
 */
function startsWithoutPreamble(bytes: Uint8Array): boolean {
  if (META_TYPES.some((type) => bytes[0] === 2 && bytes[1] === 0 && bytes[3] === 0 && hasSignature(bytes, type, 4))) {
    return true;
  }
  if (bytes.length < 16) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLittle = view.getUint16(0, true) === 8;
  const isExplicit = [4, 5].every((at) => view.getUint8(at) >= 0x41 && view.getUint8(at) <= 0x5a);
  const length = isExplicit ? view.getUint16(6, isLittle) : view.getUint32(4, true);
  if (length > 256 || bytes.length < length + 16 || !(isLittle || isExplicit)) return false;
  const second = 8 + length;
  const isInGroup8 = view.getUint16(0, isLittle) === 8 && view.getUint16(second, isLittle) === 8;
  return isInGroup8 && view.getUint16(2, isLittle) < view.getUint16(second + 2, isLittle);
}
