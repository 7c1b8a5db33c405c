import type { ZipEntry } from 'unzipit';
import { DecodingError } from '../decoding/decodingError.ts';
import { type SortedEntries, sortEntries } from '../decoding/zipEntries.ts';
import { ZipSlices } from '../decoding/zipSlices.ts';
import type { ArchiveEntry, ArchiveListing, ScanFile } from './protocol.ts';
import type { Handful } from './takenIn.ts';

/** Above this an entry is unpacked into a Blob, which the browser may keep on disk, and not into memory. */
const MOST_BYTES_IN_MEMORY = 4 * 2 ** 20;

const DAMAGED = 'This zip is damaged or was cut short: download or copy it again.';
/** What unzipit says, and what it means. */
const MEANINGS: readonly (readonly [said: RegExp, meant: string])[] = [
  [/encryption/, 'This zip is encrypted: unpack it with its password and drop the folders.'],
  [/multi-volume/, 'This is one part of a zip that was split: join and unpack its parts, then drop the folders.'],
  [/end of central directory/, 'This is no zip, or one that was cut short: download or copy it again.'],
];

type OpenArchive = {
  readonly name: string;
  readonly entries: readonly ZipEntry[];
  /** Resolves when what was asked of it before is read: neighbours are read together, and one after another. */
  idle: Promise<unknown>;
};

/**
 * The zips that were dropped. Of each only the list of its files is held, and the handle through which they are read when
 * they are wanted. They stay open as long as the page does: a reload closes them, and says so where their entries are asked for.
 */
export class Archives {
  private readonly open = new Map<string, OpenArchive>();

  /** The same file again has the same id. Rejects with DecodingError where it is no zip that can be unpacked here. */
  async list(file: File): Promise<ArchiveListing> {
    const { taken, refused } = await readList(file);
    const id = `${file.name}, ${file.size} bytes of ${file.lastModified}`;
    this.open.set(id, { name: file.name, entries: taken.map(({ entry }) => entry), idle: Promise.resolve() });
    const entries = taken.map(({ path, entry }) => ({ path, size: entry.size }));
    return { id, entries, refused };
  }

  /** The bytes of a file, or a handle of them. Rejects with DecodingError where an entry cannot be unpacked. */
  async contentOf(file: ScanFile): Promise<Blob> {
    if (!isEntry(file)) return file;
    const [unpacked = new Blob()] = await this.unpackAll([file]);
    return unpacked instanceof Blob ? unpacked : new Blob([unpacked]);
  }

  /** Files that are taken in together: all of them dropped ones, or all of them of one archive. */
  handful(files: readonly ScanFile[]): Handful | Promise<Handful> {
    const sizes = files.map(({ size }) => size);
    const entries = files.filter(isEntry);
    if (entries.length === 0) return { content: new Blob(files.filter((file) => file instanceof Blob)), sizes };
    return this.unpackAll(entries).then((parts) => ({ content: joined(parts), sizes }));
  }

  private async unpackAll(files: readonly ArchiveEntry[]): Promise<(Blob | ArrayBuffer)[]> {
    const archive = this.open.get(files[0]?.archive ?? '');
    if (!archive) throw new DecodingError('The zip that it is in is not open any more: drop the zip again.');
    const unpacking = archive.idle.then(() => Promise.all(files.map(({ entry }) => unpack(archive.entries[entry]))));
    archive.idle = unpacking.catch(() => {});
    return unpacking;
  }
}

function isEntry(file: ScanFile): file is ArchiveEntry {
  return 'archive' in file;
}

async function readList(file: File): Promise<SortedEntries<ZipEntry>> {
  const { unzipRaw } = await import('unzipit'); // needed by few
  const { entries } = await unzipRaw(new ZipSlices(file)).catch((error: unknown) => {
    throw error instanceof DecodingError ? error : new DecodingError(meaningOf(error));
  });
  return sortEntries(entries, file.size);
}

function meaningOf(error: unknown): string {
  return MEANINGS.find(([said]) => said.test(String(error)))?.[1] ?? DAMAGED;
}

/** unzipit stops as soon as more comes out than the list says, and inflates with the browser's own streams. */
async function unpack(entry: ZipEntry | undefined): Promise<Blob | ArrayBuffer> {
  try {
    if (!entry) throw new Error('no such entry');
    return await (entry.size > MOST_BYTES_IN_MEMORY ? entry.blob() : entry.arrayBuffer());
  } catch (error) {
    if (error instanceof DecodingError) throw error;
    throw new DecodingError(
      /exceeds limit|size mismatch/.test(String(error))
        ? 'Its size is not what the zip says: the zip is damaged, or made to fill the memory.'
        : 'It is damaged within its zip: download or copy the zip again.',
    );
  }
}

function joined(parts: readonly (Blob | ArrayBuffer)[]): Blob | ArrayBuffer {
  const [first = new ArrayBuffer()] = parts;
  if (parts.length === 1) return first;
  const buffers = parts.filter((part) => part instanceof ArrayBuffer);
  if (buffers.length < parts.length) return new Blob([...parts]);
  const all = new Uint8Array(buffers.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of buffers) {
    all.set(new Uint8Array(part), at);
    at += part.byteLength;
  }
  return all.buffer;
}
