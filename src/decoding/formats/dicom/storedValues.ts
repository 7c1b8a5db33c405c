import { truncatedError } from '../../messages.ts';
import { MACHINE_IS_LITTLE_ENDIAN, toMachineOrder } from '../../volume/voxels.ts';

/** How numbers lie in bytes. */
type SampleLayout = {
  readonly bytesPerSample: 1 | 2 | 4;
  readonly isBigEndian: boolean;
  readonly isSigned: boolean;
  readonly bitsStored: number;
  /** The highest bit in use; what lies above and below is none of the value (overlays once did). */
  readonly highBit: number;
};

/** Whole numbers as a DICOM file stores them, before its rescaling. */
export type StoredValues = Uint8Array | Uint16Array | Int16Array | Int32Array | Float64Array;

/** `count` numbers, which may lie in `bytes` itself. Throws UserError where there are too few bytes. */
export function storedValues(bytes: Uint8Array, count: number, layout: SampleLayout): StoredValues {
  const { bytesPerSample, isSigned, bitsStored, highBit } = layout;
  if (bytes.length < count * bytesPerSample) throw truncatedError();
  if (bytesPerSample === 1 && bitsStored === 8 && !isSigned) return bytes.slice(0, count);
  const isWhole = bytesPerSample === 2 && bitsStored === 16 && highBit === 15;
  const words = (isWhole && wordsInPlace(bytes, count, layout)) || wordsOf(bytes, count, layout);
  if (isWhole) return words;
  // 32 bits without a sign do not go into 32 bits with one.
  const values = bytesPerSample === 2 ? words : bitsStored === 32 ? new Float64Array(count) : new Int32Array(count);
  // The value's own bits are shifted to the top, and back with or without their sign.
  const left = 31 - highBit;
  const right = 32 - bitsStored;
  for (let i = 0; i < count; i++) {
    const atTop = (words[i] ?? 0) << left;
    values[i] = isSigned ? atTop >> right : atTop >>> right;
  }
  return values;
}

/** Null where they are not aligned, or in another order than the machine's. */
function wordsInPlace(
  { buffer, byteOffset }: Uint8Array,
  count: number,
  { isBigEndian, isSigned }: SampleLayout,
): Uint16Array | Int16Array | null {
  if (byteOffset % 2 !== 0 || isBigEndian === MACHINE_IS_LITTLE_ENDIAN) return null;
  return isSigned ? new Int16Array(buffer, byteOffset, count) : new Uint16Array(buffer, byteOffset, count);
}

/** As arrays of numbers, which are read faster than one by one through a DataView. Those of 16 bits are a copy. */
function wordsOf(
  bytes: Uint8Array,
  count: number,
  { bytesPerSample, isBigEndian, isSigned }: SampleLayout,
): Uint8Array | Uint16Array | Int16Array | Int32Array {
  if (bytesPerSample === 1) return bytes;
  const { buffer } = bytes.slice(0, count * bytesPerSample); // wider numbers must be aligned
  toMachineOrder(buffer, bytesPerSample, !isBigEndian);
  if (bytesPerSample === 4) return new Int32Array(buffer);
  return isSigned ? new Int16Array(buffer) : new Uint16Array(buffer);
}

/** Two samples of a byte each in a word of the other byte order: 8-bit pixels in big-endian files. */
export function swapPairs(bytes: Uint8Array): Uint8Array {
  const swapped = bytes.slice();
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    swapped[i] = bytes[i + 1] ?? 0;
    swapped[i + 1] = bytes[i] ?? 0;
  }
  return swapped;
}

/** [samples, pixels] -> [pixels, samples]. */
export function interleaved<T extends StoredValues>(planes: T, samples: number): T {
  const values = planes.slice() as T;
  const pixels = planes.length / samples;
  for (let s = 0; s < samples; s++) {
    for (let i = 0; i < pixels; i++) values[i * samples + s] = planes[s * pixels + i] ?? 0;
  }
  return values;
}
