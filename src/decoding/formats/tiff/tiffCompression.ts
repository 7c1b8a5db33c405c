import { unpackLzw } from '../../compression/lzw.ts';
import { unpackPackBits } from '../../compression/packBits.ts';
import { decodingError, truncatedError } from '../../messages.ts';
import { COMPRESSION, type TiffBlock, type TiffLayout } from './tiffLayout.ts';

/** The bytes of a strip or tile, each row padded to whole bytes. Throws UserError where there are too few of them. */
export async function decompressBlock(
  bytes: Uint8Array<ArrayBuffer>,
  { bits, samples, compression }: TiffLayout,
  { offset, count, width, rows }: TiffBlock,
): Promise<Uint8Array> {
  const target = new Uint8Array(Math.ceil((width * samples * bits) / 8) * rows);
  // Whatever an uncompressed block says of its length, it has the length of its rows.
  const end = offset + (compression === COMPRESSION.none ? target.length : count);
  if (end > bytes.length) throw truncatedError();
  const written = await decompress(bytes.subarray(offset, end), compression, target);
  if (written < target.length) {
    throw decodingError('tiff-short-part');
  }
  return target;
}

async function decompress(data: Uint8Array<ArrayBuffer>, compression: number, target: Uint8Array): Promise<number> {
  switch (compression) {
    case COMPRESSION.lzw:
      return unpackLzw(data, target);
    case COMPRESSION.packBits:
      return unpackPackBits(data, target);
    case COMPRESSION.none:
      target.set(data);
      return data.length;
    default:
      return inflate(data, target);
  }
}

/** Stops as soon as the target is full, so that a bomb cannot swell. No honest packing doubles what it packs. */
async function inflate(data: Uint8Array<ArrayBuffer>, target: Uint8Array): Promise<number> {
  const packed = new Blob([data.subarray(0, 2 * target.length + 1024)]);
  const reader = packed.stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  let written = 0;
  try {
    while (written < target.length) {
      const { done, value } = await reader.read();
      if (done) break;
      const part = value.subarray(0, target.length - written);
      target.set(part, written);
      written += part.length;
    }
    return written;
  } catch {
    throw decodingError('tiff-data');
  } finally {
    // Never rejects here: a stream that failed was reported above.
    reader.cancel().catch(() => undefined);
  }
}
