import { type CodedPath, UserError } from '../dataset/userError.ts';
import { inflatedBlob, WrongSizeError } from './inflate.ts';
import { archiveError } from './messages.ts';
import { sortEntries } from './zipEntries.ts';
import {
  dataOffset,
  END64_BYTES,
  findList,
  LOCAL_BYTES,
  type PackedEntry,
  readEnd64,
  readEntries,
  TAIL_BYTES,
  unpackEntry,
  type ZipEntry,
  ZipError,
} from './zipStructure.ts';

/** Above this an entry is unpacked into a Blob, which the browser may keep on disk, and not into memory. */
const MOST_BYTES_IN_MEMORY = 4 * 2 ** 20;

const CODES = {
  'is encrypted': 'zip-encrypted',
  'is split': 'zip-split',
  'has no end': 'zip-no-end',
  'is damaged': 'zip-damaged',
} as const satisfies Readonly<Record<ZipError['fault'], string>>;

export type ZipListing = {
  /** In the order of the archive, folders left out; relative and harmless. */
  readonly paths: readonly string[];
  /** Bytes, unpacked, of each of them. Beside the paths, not in rows with them: a hundred thousand rows take as much room again. */
  readonly sizes: readonly number[];
  /** What cannot be extracted: encrypted, another archive, a bomb. */
  readonly refused: readonly CodedPath[];
};

type Opened = ZipListing & { readonly archive: ZipArchive };

/** A zip that is read by slices; entries are named by their place in the list that `open` gives. */
export class ZipArchive {
  /** Resolves when what was asked for before is read: neighbours are read together, and one handful after another. */
  private idle: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly slices: ZipSlices,
    private readonly entries: PackedEntries,
  ) {}

  /** Rejects with UserError where it is no zip that can be unpacked here. */
  static async open(file: Blob): Promise<Opened> {
    const slices = new ZipSlices(file);
    const packed = new PackedEntries();
    const paths: string[] = [];
    const sizes: number[] = [];
    const refused = await orInWords(async () =>
      sortEntries(await listedIn(slices), file.size, (path, entry) => {
        packed.add(entry);
        paths.push(path);
        sizes.push(entry.bytes);
      }),
    );
    return { archive: new ZipArchive(slices, packed), paths, sizes, refused };
  }

  /** The bytes of some entries one after another. Rejects with UserError where one of them cannot be unpacked. */
  async unpack(places: readonly number[]): Promise<Blob | ArrayBuffer> {
    const unpacking = this.idle.then(() =>
      unpackTogether(
        this.slices,
        places.map((place) => this.entries.at(place)),
      ),
    );
    this.idle = unpacking.catch(() => {});
    return unpacking;
  }
}

async function listedIn(slices: ZipSlices): Promise<Iterable<ZipEntry>> {
  const tailBytes = Math.min(TAIL_BYTES, slices.bytes);
  const found = findList(await slices.read(slices.bytes - tailBytes, tailBytes));
  const list = 'end64At' in found ? readEnd64(await slices.read(found.end64At, END64_BYTES)) : found;
  return readEntries(await slices.read(list.offset, list.bytes), list.count);
}

/** What is wrong with the list of a zip as UserError. */
async function orInWords<T>(list: () => Promise<T>): Promise<T> {
  try {
    return await list();
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw archiveError(error instanceof ZipError ? CODES[error.fault] : 'zip-damaged');
  }
}

/** Small entries into one buffer, each at its place. */
async function unpackTogether(slices: ZipSlices, entries: readonly PackedEntry[]): Promise<Blob | ArrayBuffer> {
  if (entries.some(({ bytes }) => bytes > MOST_BYTES_IN_MEMORY)) {
    const parts = await Promise.all(entries.map((entry) => unpackOnDisk(slices, entry)));
    return parts.length === 1 && parts[0] ? parts[0] : new Blob(parts);
  }
  const together = new ArrayBuffer(entries.reduce((sum, { bytes }) => sum + bytes, 0));
  let at = 0;
  const unpacking = entries.map((entry) => {
    at += entry.bytes;
    return unpackInto(new Uint8Array(together, at - entry.bytes, entry.bytes), slices, entry);
  });
  await Promise.all(unpacking);
  return together;
}

async function unpackInto(content: Uint8Array, slices: ZipSlices, entry: PackedEntry): Promise<void> {
  try {
    await unpackEntry(await slices.read(await slices.startOf(entry), entry.packedBytes), entry, content);
  } catch (error) {
    throw entryError(error);
  }
}

async function unpackOnDisk(slices: ZipSlices, entry: PackedEntry): Promise<Blob> {
  try {
    const packed = slices.sliceAsBlob(await slices.startOf(entry), entry.packedBytes);
    return entry.method === 0 ? packed : await inflatedBlob(packed, entry.bytes);
  } catch (error) {
    throw entryError(error);
  }
}

function entryError(error: unknown): UserError {
  if (error instanceof UserError) return error;
  return archiveError(error instanceof WrongSizeError ? 'entry-wrong-size' : 'entry-damaged');
}

const NUMBERS_KEPT = 5;
const ENTRIES_PER_BLOCK = 4096;

/**
 * What is kept of a list while its archive is open: numbers side by side, since a hundred thousand objects take ten times their room; in
 * blocks, since of an array that grows every shorter one before it is left lying.
 */
class PackedEntries {
  private readonly blocks: Float64Array[] = [];
  private count = 0;

  add({ method, crc32, packedBytes, bytes, offset }: PackedEntry): void {
    const at = this.count % ENTRIES_PER_BLOCK;
    if (at === 0) this.blocks.push(new Float64Array(NUMBERS_KEPT * ENTRIES_PER_BLOCK));
    this.blocks.at(-1)?.set([method, crc32, packedBytes, bytes, offset], NUMBERS_KEPT * at);
    this.count += 1;
  }

  at(place: number): PackedEntry {
    const block = place < this.count ? this.blocks[Math.floor(place / ENTRIES_PER_BLOCK)] : undefined;
    if (!block) throw archiveError('entry-damaged');
    const first = NUMBERS_KEPT * (place % ENTRIES_PER_BLOCK);
    const [method = 0, crc32 = 0, packedBytes = 0, bytes = 0, offset = 0] = block.subarray(first, first + NUMBERS_KEPT);
    return { method, crc32, packedBytes, bytes, offset };
  }
}

/** What is read at a time: one read of a disk costs about as much as fifty small scans. */
const BLOCK_BYTES = 2 ** 20;
/** Entries that are unpacked together lie beside one another. */
const BLOCKS_KEPT = 6;
/** The list of a hundred thousand entries takes half of it. */
const LONGEST_READ = 32 * 2 ** 20;

/** Hands out slices of a file; small ones come from blocks held in memory, since the next ones lie close to them. */
class ZipSlices {
  private readonly blocks = new Map<number, Promise<ArrayBuffer>>();

  constructor(private readonly file: Blob) {}

  get bytes(): number {
    return this.file.size;
  }

  /** For what is stored as it is: a part of the file, unread. */
  sliceAsBlob(offset: number, size: number): Blob {
    this.mustLieWithin(offset, size);
    return this.file.slice(offset, offset + size);
  }

  async startOf(entry: PackedEntry): Promise<number> {
    return dataOffset(await this.read(entry.offset, LOCAL_BYTES), entry);
  }

  /** To be read only: bytes of one block are no copy. */
  async read(offset: number, size: number): Promise<Uint8Array<ArrayBuffer>> {
    this.mustLieWithin(offset, size);
    if (size > LONGEST_READ) throw archiveError('zip-list-too-long');
    const first = Math.floor(offset / BLOCK_BYTES);
    const last = Math.floor((offset + size - 1) / BLOCK_BYTES);
    if (last > first + 1) return new Uint8Array(await bytesOf(this.file.slice(offset, offset + size)));
    if (last === first) return new Uint8Array(await this.block(first), offset - first * BLOCK_BYTES, size);
    const bytes = new Uint8Array(size);
    for (let index = first; index <= last; index++) {
      const start = index * BLOCK_BYTES;
      const block = new Uint8Array(await this.block(index));
      const part = block.subarray(Math.max(0, offset - start), offset + size - start);
      bytes.set(part, Math.max(0, start - offset));
    }
    return bytes;
  }

  private block(index: number): Promise<ArrayBuffer> {
    const start = index * BLOCK_BYTES;
    const block = this.blocks.get(index) ?? bytesOf(this.file.slice(start, start + BLOCK_BYTES));
    this.blocks.delete(index);
    this.blocks.set(index, block); // the last one used is the last to go
    block.catch(() => this.blocks.delete(index));
    const [oldest] = this.blocks.keys();
    if (this.blocks.size > BLOCKS_KEPT && oldest !== undefined) this.blocks.delete(oldest);
    return block;
  }

  private mustLieWithin(offset: number, size: number): void {
    if (offset >= 0 && size >= 0 && offset + size <= this.file.size) return;
    throw archiveError('zip-damaged');
  }
}

async function bytesOf(part: Blob): Promise<ArrayBuffer> {
  const bytes = await part.arrayBuffer().catch(() => null);
  if (bytes?.byteLength === part.size) return bytes;
  throw archiveError('zip-unreadable');
}
