import { archiveError } from './messages.ts';

/** What is read at a time: one read of a disk costs about as much as fifty small scans. */
const BLOCK_BYTES = 2 ** 20;
/** Entries that are unpacked together lie beside one another. */
const BLOCKS_KEPT = 6;
/** The list of a hundred thousand entries takes half of it. */
const LONGEST_READ = 32 * 2 ** 20;

/** Hands out slices of a file; small ones come from blocks that are kept, since the next ones lie close to them. */
export class ZipSlices {
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

  async read(offset: number, size: number): Promise<Uint8Array<ArrayBuffer>> {
    this.mustLieWithin(offset, size);
    if (size > LONGEST_READ) throw archiveError('zip-list-too-long');
    const first = Math.floor(offset / BLOCK_BYTES);
    const last = Math.floor((offset + size - 1) / BLOCK_BYTES);
    if (last > first + 1) return new Uint8Array(await bytesOf(this.file.slice(offset, offset + size)));
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
