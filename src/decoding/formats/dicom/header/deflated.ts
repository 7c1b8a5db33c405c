import { joinBytes } from '../../../../archive/joinBytes.ts';
import { lazyImport } from '../../../lazyImport.ts';
import { decodingError } from '../../../messages.ts';

/** A piece of a bomb unpacks to a thousand times its size before anyone can say that it is enough. */
const PIECE_BYTES = 2 ** 14;
const MOST_BYTES = 128 * 2 ** 20;

/**
 * Unpacks the one stream that is all of a deflated DICOM file behind its meta header (PS3.5, annex A.5). What follows the stream is
 * none of it: a byte that makes the length even, or a checksum; the browser's own unpacker would take offence. Throws UserError.
 */
export async function unpackDeflated(data: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const { Inflate } = await lazyImport(() => import('fflate'));
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const inflate = new Inflate((part) => {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new RangeError('enough');
    parts.push(part.slice());
  });
  try {
    for (let at = 0; at < data.length; at += PIECE_BYTES) {
      inflate.push(data.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES >= data.length);
    }
  } catch {
    throw decodingError('dicom-deflated');
  }
  return joinBytes(parts);
}
