import {
  dataOffset,
  findList,
  LOCAL_BYTES,
  readEntries,
  TAIL_BYTES,
  unpackEntry,
  type ZipEntry,
  ZipError,
} from './zipStructure.ts';

/** An entry of a zip that is read whole from memory, as models are. */
export type NamedEntry = ZipEntry & { readonly name: string };

const maximalEntries = 100;
/** Deflate reaches 1032; text such as a model.json stays under 40. */
const maximalRatio = 200;
/** The largest network that the editor allows takes 200 MB. */
const maximalBytes = 2 ** 28;

/**
 * Reads the list of a zip before a single byte is inflated: what would not fit is refused while it is still small.
 * @throws Error of one sentence for a zip that is damaged, encrypted, of a kind that is not read, or a bomb
 */
export function readZipDirectory(bytes: Uint8Array): NamedEntry[] {
  const list = orDamaged(() => findList(bytes.subarray(-TAIL_BYTES)));
  if ('end64At' in list)
    throw new Error('This zip is of the Zip64 kind, which Axial does not read: it is not a model that Axial saved.');
  if (list.count > maximalEntries)
    throw new Error(`This zip holds ${list.count} files; a model has four: it is not a model that Axial saved.`);
  const listed = orDamaged(() => [...readEntries(bytes.subarray(list.offset), list.count)]);
  const entries = listed.map((entry) => ({ ...entry, name: new TextDecoder().decode(entry.nameBytes) }));
  for (const entry of entries) demandReadable(entry);
  demandSensibleSizes(entries);
  return entries;
}

/** The content of one entry, checked against its CRC. @throws Error of one sentence when it is damaged */
export async function extractEntry(bytes: Uint8Array, entry: NamedEntry): Promise<Uint8Array<ArrayBuffer>> {
  const { name, offset, packedBytes } = entry;
  const start = orDamaged(() => dataOffset(bytes.subarray(offset, offset + LOCAL_BYTES), entry));
  if (start + packedBytes > bytes.length) throw damaged();
  try {
    const content = new Uint8Array(entry.bytes);
    await unpackEntry(bytes.subarray(start, start + packedBytes), entry, content);
    return content;
  } catch (error) {
    throw new Error(`'${name}' in this zip is damaged: download or copy the file again.`, { cause: error });
  }
}

function orDamaged<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    const { fault } = error instanceof ZipError ? error : { fault: 'is damaged' };
    if (fault === 'is encrypted') throw encrypted();
    throw fault === 'has no end'
      ? new Error('This zip is cut short or damaged: download or copy the file again.')
      : damaged();
  }
}

function demandReadable({ name, method, isEncrypted }: NamedEntry): void {
  if (isEncrypted) throw encrypted();
  if (method !== 0 && method !== 8)
    throw new Error(`'${shownName(name)}' in this zip is compressed in a way that Axial does not read: zip it again.`);
}

function demandSensibleSizes(entries: readonly NamedEntry[]): void {
  for (const { name, bytes, packedBytes } of entries) {
    if (bytes > maximalRatio * Math.max(packedBytes, 64))
      throw new Error(
        `'${shownName(name)}' in this zip would unpack to ${Math.round(bytes / Math.max(1, packedBytes))} times its size: this is no model.`,
      );
  }
  const total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total > maximalBytes)
    throw new Error(
      `This zip would unpack to ${Math.round(total / 1e6)} MB; Axial reads models up to ${Math.round(maximalBytes / 1e6)} MB.`,
    );
}

function encrypted(): Error {
  return new Error('This zip is encrypted: unpack it with its password and zip the files without one.');
}

function damaged(): Error {
  return new Error('This zip is damaged: download or copy the file again.');
}

/** A name from a hostile file, short enough for a sentence, and without what breaks or turns it. */
export function shownName(name: string): string {
  const seen = name.replace(/[\p{Cc}\p{Cf}]/gu, '');
  return seen.length > 60 ? `${seen.slice(0, 60)}...` : seen;
}
