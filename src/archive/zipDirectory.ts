import { inflateSync } from 'fflate';
import { crc32 } from './crc32.ts';

/**
 * A zip as its central directory tells it (PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16), read before a
 * single byte is inflated: what would not fit is refused while it is still small.
 */
export type ZipEntry = {
  readonly name: string;
  readonly method: number;
  readonly crc32: number;
  readonly compressedBytes: number;
  readonly bytes: number;
  /** Where the entry's local header begins. */
  readonly offset: number;
};

const maximalEntries = 100;
/** Deflate reaches 1032; text such as a model.json stays under 40. */
const maximalRatio = 200;
/** The largest network that the editor allows takes 200 MB. */
const maximalBytes = 2 ** 28;

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endLength = 22;
const entryLength = 46;
const localLength = 30;
const maximalComment = 65_535;

export function isZip(bytes: Uint8Array): boolean {
  if (bytes.length < endLength) return false;
  const signature = view(bytes).getUint32(0, true);
  return signature === localSignature || signature === endSignature;
}

/** @throws Error of one sentence for a zip that is damaged, encrypted, of a kind that is not read, or a bomb */
export function readZipDirectory(bytes: Uint8Array): ZipEntry[] {
  const { count, offset } = findDirectory(bytes);
  if (count > maximalEntries)
    throw new Error(`This zip holds ${count} files; a model has four: it is not a model that Axial saved.`);
  const entries: ZipEntry[] = [];
  let at = offset;
  for (let index = 0; index < count; index++) {
    const { entry, next } = readEntry(bytes, at);
    entries.push(entry);
    at = next;
  }
  demandSensibleSizes(entries);
  return entries;
}

/** The content of one entry, checked against its CRC. @throws Error of one sentence when it is damaged */
export function extractEntry(bytes: Uint8Array, entry: ZipEntry): Uint8Array<ArrayBuffer> {
  const data = view(bytes);
  if (entry.offset + localLength > bytes.length || data.getUint32(entry.offset, true) !== localSignature)
    throw damaged();
  const nameLength = data.getUint16(entry.offset + 26, true);
  const extraLength = data.getUint16(entry.offset + 28, true);
  const from = entry.offset + localLength + nameLength + extraLength;
  if (from + entry.compressedBytes > bytes.length) throw damaged();
  const content = inflate(bytes.subarray(from, from + entry.compressedBytes), entry);
  if (content.length !== entry.bytes || crc32(content) !== entry.crc32)
    throw new Error(`'${entry.name}' in this zip is damaged: download or copy the file again.`);
  return content;
}

function inflate(compressed: Uint8Array, entry: ZipEntry): Uint8Array<ArrayBuffer> {
  if (entry.method === 0) return new Uint8Array(compressed);
  // An `out` of the promised size: data that inflates to more cannot take more memory than was checked.
  const out = new Uint8Array(entry.bytes);
  try {
    return inflateSync(compressed, { out });
  } catch (error) {
    throw new Error(`'${entry.name}' in this zip is damaged: download or copy the file again.`, { cause: error });
  }
}

/** The end record stands last, before a comment of at most 65,535 bytes. */
function findDirectory(bytes: Uint8Array): { count: number; offset: number } {
  const data = view(bytes);
  const first = Math.max(0, bytes.length - endLength - maximalComment);
  for (let at = bytes.length - endLength; at >= first; at--) {
    if (data.getUint32(at, true) !== endSignature) continue;
    const count = data.getUint16(at + 10, true);
    const offset = data.getUint32(at + 16, true);
    if (count === 0xffff || offset === 0xffffffff)
      throw new Error('This zip is of the Zip64 kind, which Axial does not read: it is not a model that Axial saved.');
    return { count, offset };
  }
  throw new Error('This zip is cut short or damaged: download or copy the file again.');
}

function readEntry(bytes: Uint8Array, at: number): { entry: ZipEntry; next: number } {
  const data = view(bytes);
  if (at + entryLength > bytes.length || data.getUint32(at, true) !== entrySignature) throw damaged();
  const flags = data.getUint16(at + 8, true);
  const nameLength = data.getUint16(at + 28, true);
  const nameAt = at + entryLength;
  if (nameAt + nameLength > bytes.length) throw damaged();
  const entry: ZipEntry = {
    name: new TextDecoder().decode(bytes.subarray(nameAt, nameAt + nameLength)),
    method: data.getUint16(at + 10, true),
    crc32: data.getUint32(at + 16, true),
    compressedBytes: data.getUint32(at + 20, true),
    bytes: data.getUint32(at + 24, true),
    offset: data.getUint32(at + 42, true),
  };
  if (flags & 1) throw new Error('This zip is encrypted: unpack it with its password and zip the files without one.');
  if (entry.method !== 0 && entry.method !== 8)
    throw new Error(
      `'${shown(entry.name)}' in this zip is compressed in a way that Axial does not read: zip it again.`,
    );
  return { entry, next: nameAt + nameLength + data.getUint16(at + 30, true) + data.getUint16(at + 32, true) };
}

function demandSensibleSizes(entries: readonly ZipEntry[]): void {
  for (const { name, method, bytes, compressedBytes } of entries) {
    if (method === 0 && bytes !== compressedBytes) throw damaged();
    if (bytes > maximalRatio * Math.max(compressedBytes, 64))
      throw new Error(
        `'${shown(name)}' in this zip would unpack to ${Math.round(bytes / Math.max(1, compressedBytes))} times its size: this is no model.`,
      );
  }
  const total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total > maximalBytes)
    throw new Error(
      `This zip would unpack to ${Math.round(total / 1e6)} MB; Axial reads models up to ${Math.round(maximalBytes / 1e6)} MB.`,
    );
}

function damaged(): Error {
  return new Error('This zip is damaged: download or copy the file again.');
}

/** A name from a hostile file, short enough for a sentence. */
function shown(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}...` : name;
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
