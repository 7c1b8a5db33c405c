import { inflateSync } from 'fflate';
import { crc32 } from './crc32.ts';
import { inflateInto, WrongSizeError } from './inflate.ts';

// The parts of a zip (PKWARE APPNOTE 6.3.10, sections 4.3.7 to 4.3.16), read from bytes: whoever has a file in memory and whoever reads it
// by slices reads the same.

/** What the list of a zip says of an entry: only said, not known. */
export type ZipEntry = {
  readonly nameBytes: Uint8Array;
  /** 0: as it is, 8: deflated. */
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly crc32: number;
  readonly packedBytes: number;
  readonly bytes: number;
  /** Where the entry's local header begins. */
  readonly offset: number;
};

/** What is needed of an entry to unpack it. */
export type PackedEntry = Omit<ZipEntry, 'nameBytes' | 'isEncrypted'>;

/** Where the list of entries is. */
type ZipList = { readonly count: number; readonly bytes: number; readonly offset: number };

/** What is wrong with a zip, to be said in the words of whoever reads it. */
export class ZipError extends Error {
  override readonly name = 'ZipError';
  constructor(readonly fault: 'has no end' | 'is split' | 'is encrypted' | 'is damaged') {
    super(`The zip ${fault}.`);
  }
}

const SIGNATURE = { local: 0x04034b50, listed: 0x02014b50, end: 0x06054b50, end64: 0x06064b50, locator64: 0x07064b50 };
const END_BYTES = 22;
const LISTED_BYTES = 46;
export const LOCAL_BYTES = 30;
export const END64_BYTES = 56;
const LOCATOR64_BYTES = 20;
const MOST_COMMENT_BYTES = 0xffff;
/** The end of a zip is in its last bytes. */
export const TAIL_BYTES = LOCATOR64_BYTES + END_BYTES + MOST_COMMENT_BYTES;
const IN_64_BITS = 0xffffffff;
const ZIP64_FIELD = 1;
const ENCRYPTED = 1;
const STRONGLY_ENCRYPTED = 0x40;

export function isZip(bytes: Uint8Array): boolean {
  if (bytes.length < END_BYTES) return false;
  const signature = viewOf(bytes).getUint32(0, true);
  return signature === SIGNATURE.local || signature === SIGNATURE.end;
}

/** Finds the list by the last bytes of a zip, or the place of the end record of 64 bits that names it. Throws ZipError. */
export function findList(tail: Uint8Array): ZipList | { readonly end64At: number } {
  const view = viewOf(tail);
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    if (view.getUint32(at, true) !== SIGNATURE.end) continue;
    if (view.getUint16(at + 4, true) !== 0) throw new ZipError('is split');
    if (view.getUint16(at + 20, true) !== tail.length - at - END_BYTES) throw new ZipError('is damaged');
    const count = view.getUint16(at + 10, true);
    const offset = view.getUint32(at + 16, true);
    if (count !== 0xffff && offset !== IN_64_BITS) return { count, bytes: view.getUint32(at + 12, true), offset };
    return { end64At: whole(demandSignature(tail, at - LOCATOR64_BYTES, LOCATOR64_BYTES, SIGNATURE.locator64), 8) };
  }
  throw new ZipError('has no end');
}

export function readEnd64(bytes: Uint8Array): ZipList {
  const view = demandSignature(bytes, 0, END64_BYTES, SIGNATURE.end64);
  return { count: whole(view, 32), bytes: whole(view, 40), offset: whole(view, 48) };
}

/** One after another: of a hundred thousand entries no more is held than whoever asks keeps. Throws ZipError. */
export function* readEntries(list: Uint8Array, count: number): Generator<ZipEntry> {
  let at = 0;
  for (let read = 0; read < count; read++) {
    const view = demandSignature(list, at, LISTED_BYTES, SIGNATURE.listed);
    const nameAt = at + LISTED_BYTES;
    const extraAt = nameAt + view.getUint16(28, true);
    const end = extraAt + view.getUint16(30, true);
    if (end > list.length) throw new ZipError('is damaged');
    yield readEntry(view, list.subarray(nameAt, extraAt), list.subarray(extraAt, end));
    at = end + view.getUint16(32, true);
  }
}

function readEntry(view: DataView, nameBytes: Uint8Array, extra: Uint8Array): ZipEntry {
  const flags = view.getUint16(8, true);
  if (flags & STRONGLY_ENCRYPTED) throw new ZipError('is encrypted');
  let wide: (() => number) | null = null;
  const numberAt = (at: number): number => {
    const narrow = view.getUint32(at, true);
    if (narrow !== IN_64_BITS) return narrow;
    wide ??= wideNumbers(extra);
    return wide();
  };
  // In this order they are in the field, each only where its own 32 bits say so.
  const bytes = numberAt(24);
  const packedBytes = numberAt(20);
  const offset = numberAt(42);
  const method = view.getUint16(10, true);
  const isEncrypted = (flags & ENCRYPTED) !== 0;
  if (method === 0 && !isEncrypted && bytes !== packedBytes) throw new ZipError('is damaged');
  return { nameBytes, method, isEncrypted, crc32: view.getUint32(16, true), packedBytes, bytes, offset };
}

/** Hands out the numbers of the Zip64 field one after another. */
function wideNumbers(extra: Uint8Array): () => number {
  const view = viewOf(extra);
  let at = 0;
  while (at + 4 <= extra.length && view.getUint16(at, true) !== ZIP64_FIELD) at += 4 + view.getUint16(at + 2, true);
  const end = at + 4 <= extra.length ? at + 4 + view.getUint16(at + 2, true) : 0;
  at += 4;
  return () => {
    if (at + 8 > Math.min(end, extra.length)) throw new ZipError('is damaged');
    at += 8;
    return whole(view, at - 8);
  };
}

/** Where the entry's packed bytes begin, by its local header. Throws ZipError. */
export function dataOffset(localHeader: Uint8Array, { offset }: PackedEntry): number {
  const view = demandSignature(localHeader, 0, LOCAL_BYTES, SIGNATURE.local);
  return offset + LOCAL_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
}

/** So many packed bytes, out of which at most a thousand times as many come, are unpacked sooner than a stream is set up. */
const MOST_BYTES_AT_ONCE = 2 ** 12;

/** Unpacks an entry into memory of its said size. @throws ZipError, WrongSizeError */
export async function unpackEntry(
  packed: Uint8Array,
  { method, crc32: said }: PackedEntry,
  content: Uint8Array,
): Promise<void> {
  if (method !== 0 && packed.length > MOST_BYTES_AT_ONCE) await inflateInto(content, packed);
  else fill(content, method === 0 ? packed : inflateAtOnce(packed, content.length));
  if (crc32(content) !== said) throw new ZipError('is damaged');
}

function fill(content: Uint8Array, unpacked: Uint8Array): void {
  if (unpacked.length !== content.length) throw new WrongSizeError();
  content.set(unpacked);
}

/** One byte more than is said, to see whether more comes out: what lies beyond that is written nowhere. */
function inflateAtOnce(packed: Uint8Array, bytes: number): Uint8Array {
  try {
    return inflateSync(packed, { out: new Uint8Array(bytes + 1) });
  } catch (error) {
    throw error instanceof RangeError ? new WrongSizeError() : new ZipError('is damaged');
  }
}

function demandSignature(bytes: Uint8Array, at: number, length: number, signature: number): DataView {
  if (at < 0 || at + length > bytes.length) throw new ZipError('is damaged');
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, length);
  if (view.getUint32(0, true) !== signature) throw new ZipError('is damaged');
  return view;
}

/** A number of 64 bits; beyond 2 ** 53 it is not exact, and larger than any file. */
function whole(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
