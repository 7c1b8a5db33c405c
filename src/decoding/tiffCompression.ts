import { decode as utif } from 'utif2';
import { DecodingError, truncatedError } from './decodingError.ts';
import { COMPRESSION, type TiffBlock, type TiffLayout } from './tiffLayout.ts';

/**
 * The two decompressors of utif2 that are used. They are not in its types; unlike its `decodeImage`, they tell where they stopped
 * writing, without which a damaged strip would pass as a black one. `data` must begin at its buffer's first byte.
 */
const { _decodeLZW, _decodePackBits } = utif as unknown as Readonly<
  Record<
    '_decodeLZW' | '_decodePackBits',
    (data: Uint8Array, offset: number, count: number, target: Uint8Array, at: number, bits?: number) => number
  >
>;

/** The bytes of a strip or tile, each row padded to whole bytes. Throws DecodingError where there are too few of them. */
export async function decompressBlock(
  bytes: Uint8Array<ArrayBuffer>,
  { bits, samples, compression }: TiffLayout,
  { offset, count, width, rows }: TiffBlock,
): Promise<Uint8Array> {
  const target = new Uint8Array(Math.ceil((width * samples * bits) / 8) * rows);
  // Whatever an uncompressed block says of its length, it has the length of its rows. No honest LZW doubles what it packs.
  const stored = compression === COMPRESSION.none ? target.length : Math.min(count, 2 * target.length + 64);
  if (offset + stored > bytes.length) throw truncatedError();
  const data = bytes.slice(offset, offset + stored);
  const written = await decompress(data, compression, target);
  if (written < target.length) {
    throw new DecodingError('The TIFF is damaged: a part of its picture is shorter than it should be.');
  }
  return target;
}

async function decompress(data: Uint8Array<ArrayBuffer>, compression: number, target: Uint8Array): Promise<number> {
  switch (compression) {
    case COMPRESSION.lzw:
      return _decodeLZW(data, 0, data.length, target, 0, 8);
    case COMPRESSION.packBits:
      return _decodePackBits(data, 0, data.length, target, 0);
    case COMPRESSION.none:
      target.set(data);
      return data.length;
    default:
      return inflate(data, target);
  }
}

/** Stops as soon as the target is full, so that a bomb cannot swell. */
async function inflate(data: Uint8Array<ArrayBuffer>, target: Uint8Array): Promise<number> {
  const reader = new Blob([data]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
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
    throw new DecodingError('The TIFF is damaged: its compressed data cannot be unpacked.');
  } finally {
    // Never rejects here: a stream that failed was reported above.
    reader.cancel().catch(() => undefined);
  }
}
