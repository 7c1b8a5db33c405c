import { decodingError, truncatedError } from '../messages.ts';
import { hasSignature } from '../signature.ts';

/** What a cell of an array holds: a number, or a text of a fixed length. */
export type NpyType = {
  /** 'b' truth, 'u' and 'i' integers, 'f' fractions, 'U' text of 32-bit letters, 'S' text of bytes. */
  readonly kind: 'b' | 'u' | 'i' | 'f' | 'U' | 'S';
  /** Bytes of a cell. */
  readonly bytes: number;
  readonly littleEndian: boolean;
};

/** What the header of a NumPy array says (numpy.lib.format, versions 1 to 3). */
export type NpyHeader = {
  readonly type: NpyType;
  readonly shape: readonly number[];
  /** The first index changes fastest, not the last. */
  readonly fortranOrder: boolean;
  /** Where the first cell is in the file. */
  readonly start: number;
};

/** A header is no longer, as NumPy itself allows by default, and some of the magic and its length before it. */
export const MOST_HEADER_BYTES = 10_000 + 12;

export function isNpy(bytes: Uint8Array): boolean {
  return hasSignature(bytes, '\x93NUMPY');
}

/** Throws UserError where the header is damaged, or the cells are of a kind that is no number and no text. */
export function readNpyHeader(bytes: Uint8Array): NpyHeader {
  if (!isNpy(bytes) || bytes.length < 12) throw decodingError('npy-header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isFirst = bytes[6] === 1;
  const textAt = isFirst ? 10 : 12;
  const start = textAt + (isFirst ? view.getUint16(8, true) : view.getUint32(8, true));
  if (start > MOST_HEADER_BYTES) throw decodingError('npy-header');
  if (start > bytes.length) throw truncatedError();
  const text = new TextDecoder('latin1').decode(bytes.subarray(textAt, start));
  const shape = /'shape':\s*\(([\d,\sL]*)\)/.exec(text)?.[1];
  const fortran = /'fortran_order':\s*(True|False)/.exec(text)?.[1];
  if (shape === undefined || fortran === undefined) throw decodingError('npy-header');
  return {
    type: typeOf(text),
    shape: shape.split(',').flatMap((count) => (count.trim() === '' ? [] : [Number.parseInt(count, 10)])),
    fortranOrder: fortran === 'True',
    start,
  };
}

/** `<f4`, `|u1`, `>i2`, `<U10`. */
function typeOf(text: string): NpyType {
  const [, order, kind, size] = /'descr':\s*'([<>|=])([a-zA-Z])(\d*)'/.exec(text) ?? [];
  if (kind === 'O') throw decodingError('npy-objects');
  const width = Number(size);
  const isNumber =
    (kind === 'b' && width === 1) ||
    ((kind === 'u' || kind === 'i') && [1, 2, 4, 8].includes(width)) ||
    (kind === 'f' && [2, 4, 8].includes(width));
  if (isNumber) return { kind, bytes: width, littleEndian: order !== '>' };
  if (kind === 'U' || kind === 'S')
    return { kind, bytes: kind === 'U' ? 4 * width : width, littleEndian: order !== '>' };
  throw decodingError('npy-kind');
}

/** The bytes of an array of numbers in C order, with the header that NumPy writes. */
export function writeNpy({ kind, bytes, littleEndian }: NpyType, shape: readonly number[], cells: Uint8Array) {
  const order = bytes === 1 ? '|' : littleEndian ? '<' : '>';
  const dict = `{'descr': '${order}${kind}${bytes}', 'fortran_order': False, 'shape': (${shape.join(', ')}), }`;
  const start = Math.ceil((10 + dict.length + 1) / 64) * 64;
  const file = new Uint8Array(start + cells.length);
  const text = `\x93NUMPY\x01\x00${String.fromCharCode((start - 10) & 255, (start - 10) >> 8)}${dict}`;
  for (let at = 0; at < start; at++) file[at] = text.charCodeAt(at) || (at < text.length ? 0 : 32);
  file[start - 1] = 10;
  file.set(cells, start);
  return file;
}
