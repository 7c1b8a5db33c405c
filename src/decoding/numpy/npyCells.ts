import { truncatedError } from '../messages.ts';
import type { NpyType } from './npyHeader.ts';

/** The cells of an array of numbers, in the order of the file. Throws UserError where there are fewer than `count`. */
export function numbersOf(cells: Uint8Array, { kind, bytes, littleEndian }: NpyType, count: number): ArrayLike<number> {
  if (cells.length < count * bytes) throw truncatedError();
  if (bytes === 1 && kind !== 'i') return cells.subarray(0, count);
  const view = new DataView(cells.buffer, cells.byteOffset, cells.byteLength);
  const read = reader(view, `${kind}${bytes}`, littleEndian);
  const numbers = new Float64Array(count);
  for (let i = 0; i < count; i++) numbers[i] = read(i * bytes);
  return numbers;
}

function reader(view: DataView, type: string, little: boolean): (at: number) => number {
  switch (type) {
    case 'i1':
      return (at) => view.getInt8(at);
    case 'u2':
      return (at) => view.getUint16(at, little);
    case 'i2':
      return (at) => view.getInt16(at, little);
    case 'f2':
      return (at) => halfFloat(view.getUint16(at, little));
    case 'u4':
      return (at) => view.getUint32(at, little);
    case 'i4':
      return (at) => view.getInt32(at, little);
    case 'f4':
      return (at) => view.getFloat32(at, little);
    case 'u8':
      return (at) => Number(view.getBigUint64(at, little));
    case 'i8':
      return (at) => Number(view.getBigInt64(at, little));
    default:
      return (at) => view.getFloat64(at, little);
  }
}

/** IEEE 754 binary16. */
function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The cells of an array of texts. Zeros at the end are padding. */
export function textsOf(cells: Uint8Array, { kind, bytes, littleEndian }: NpyType, count: number): string[] {
  if (cells.length < count * bytes) throw truncatedError();
  const view = new DataView(cells.buffer, cells.byteOffset, cells.byteLength);
  const letters = (at: number) =>
    Array.from({ length: bytes / 4 }, (_, i) => view.getUint32(at + 4 * i, littleEndian))
      .map((code) => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''))
      .join('');
  const utf8 = new TextDecoder();
  return Array.from({ length: count }, (_, i) =>
    kind === 'U' ? letters(i * bytes) : utf8.decode(cells.subarray(i * bytes, (i + 1) * bytes)).replace(/\0+$/, ''),
  );
}
