import { byteStream } from '../../../archive/byteStream.ts';
import { decodingError, truncatedError } from '../../messages.ts';

/** Deflate makes nothing smaller than this. */
const MOST_RATIO = 1032;

/** Reads a file from its beginning on, unpacking it where it is gzipped, and no further than it is asked to. */
export class NiftiBytes {
  private readonly reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;
  private rest = new Uint8Array();
  private readonly most: number;

  constructor(file: Uint8Array<ArrayBuffer>) {
    this.most = isGzip(file) ? MOST_RATIO * file.length : file.length;
    const stream = byteStream(file);
    this.reader = (isGzip(file) ? stream.pipeThrough(new DecompressionStream('gzip')) : stream).getReader();
  }

  /** The next `count` bytes. Throws UserError where there are fewer. */
  async take(count: number): Promise<Uint8Array<ArrayBuffer>> {
    if (count > this.most) throw truncatedError(); // before memory is asked for
    const taken = new Uint8Array(count);
    for (let at = 0; at < count; ) {
      if (this.rest.length === 0) this.rest = await this.next();
      const part = this.rest.subarray(0, count - at);
      taken.set(part, at);
      at += part.length;
      this.rest = this.rest.subarray(part.length);
    }
    return taken;
  }

  async skip(count: number): Promise<void> {
    for (let left = count; left > 0; ) {
      if (this.rest.length === 0) this.rest = await this.next();
      const part = Math.min(left, this.rest.length);
      this.rest = this.rest.subarray(part);
      left -= part;
    }
  }

  /** What was not asked for is never unpacked. */
  async close(): Promise<void> {
    await this.reader.cancel().catch(() => {});
  }

  private async next(): Promise<Uint8Array<ArrayBuffer>> {
    const read = await this.reader.read().catch(() => {
      throw decodingError('nifti-gzip');
    });
    if (read.done) throw truncatedError();
    return read.value;
  }
}

export function isGzip(file: Uint8Array): boolean {
  return file[0] === 0x1f && file[1] === 0x8b;
}
