import { unzipRaw, type ZipEntry } from 'unzipit';
import { DecodingError } from '../dataset/decodingError.ts';
import { crc32 } from './crc32.ts';
import { joinBytes } from './joinBytes.ts';
import { sortEntries } from './zipEntries.ts';
import { ZipSlices } from './zipSlices.ts';

/** Above this an entry is unpacked into a Blob, which the browser may keep on disk, and not into memory. */
const MOST_BYTES_IN_MEMORY = 4 * 2 ** 20;

const DAMAGED = 'This zip is damaged or was cut short: download or copy it again.';
/** What unzipit says, and what it means. */
const MEANINGS: readonly (readonly [said: RegExp, meant: string])[] = [
  [/encryption/, 'This zip is encrypted: unpack it with its password and drop the folders.'],
  [/multi-volume/, 'This is one part of a zip that was split: join and unpack its parts, then drop the folders.'],
  [/end of central directory/, 'This is no zip, or one that was cut short: download or copy it again.'],
];

export type ZipListing = {
  /** In the order of the archive, folders left out. Paths are relative and harmless; sizes in bytes, unpacked. */
  readonly entries: readonly { readonly path: string; readonly size: number }[];
  /** What cannot be extracted (encrypted, another archive, a bomb), in words. */
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
};

type Opened = ZipListing & { readonly archive: ZipArchive };

/** A zip that is read by slices; entries are named by their place in the list that `open` gives. */
export class ZipArchive {
  /** Resolves when what was asked for before is read: neighbours are read together, and one handful after another. */
  private idle: Promise<unknown> = Promise.resolve();

  private constructor(private readonly entries: readonly ZipEntry[]) {}

  /** Rejects with DecodingError where it is no zip that can be unpacked here. */
  static async open(file: Blob): Promise<Opened> {
    const { entries } = await unzipRaw(new ZipSlices(file)).catch((error: unknown) => {
      throw error instanceof DecodingError ? error : new DecodingError(meaningOf(error));
    });
    const { taken, refused } = sortEntries(entries, file.size);
    const archive = new ZipArchive(taken.map(({ entry }) => entry));
    return { archive, entries: taken.map(({ path, entry }) => ({ path, size: entry.size })), refused };
  }

  /** The bytes of some entries one after another. Rejects with DecodingError where one of them cannot be unpacked. */
  async unpack(places: readonly number[]): Promise<Blob | ArrayBuffer> {
    const unpacking = this.idle.then(() => Promise.all(places.map((place) => unpacked(this.entries[place]))));
    this.idle = unpacking.catch(() => {});
    return joined(await unpacking);
  }
}

function meaningOf(error: unknown): string {
  return MEANINGS.find(([said]) => said.test(String(error)))?.[1] ?? DAMAGED;
}

/** unzipit stops as soon as more comes out than the list says, and inflates with the browser's own streams. */
async function unpacked(entry: ZipEntry | undefined): Promise<Blob | ArrayBuffer> {
  try {
    if (!entry) throw new Error('no such entry');
    if (entry.size > MOST_BYTES_IN_MEMORY) return await entry.blob();
    const content = await entry.arrayBuffer();
    const checksum = checksumOf(entry);
    if (checksum !== null && crc32(new Uint8Array(content)) !== checksum) throw new Error('wrong checksum');
    return content;
  } catch (error) {
    if (error instanceof DecodingError) throw error;
    throw new DecodingError(
      /exceeds limit|size mismatch/.test(String(error))
        ? 'Its size is not what the zip says: the zip is damaged, or made to fill the memory.'
        : 'It is damaged within its zip: download or copy the zip again.',
    );
  }
}

/** unzipit reads it and keeps it to itself; without it only the length is checked, as it is of large entries. */
function checksumOf(entry: ZipEntry): number | null {
  const raw: unknown = Reflect.get(entry, '_rawEntry');
  return typeof raw === 'object' && raw && 'crc32' in raw && typeof raw.crc32 === 'number' ? raw.crc32 : null;
}

function joined(parts: readonly (Blob | ArrayBuffer)[]): Blob | ArrayBuffer {
  const [first = new ArrayBuffer()] = parts;
  if (parts.length === 1) return first;
  const buffers = parts.filter((part) => part instanceof ArrayBuffer);
  if (buffers.length < parts.length) return new Blob([...parts]);
  return joinBytes(buffers).buffer;
}
