import { decodingError } from '../../../messages.ts';

/** SOC and SIZ, the first two markers of a JPEG 2000 codestream. */
const START = [0xff, 0x4f, 0xff, 0x51];
/** Some writers put the boxes of a .jp2 file around it, and colour profiles into those. */
const MOST_BYTES_BEFORE = 2 ** 16;

/** Width and height that a JPEG 2000 codestream says it has (ISO 15444-1, A.5.1). Throws UserError where there is none. */
export function codestreamSize(bytes: Uint8Array): { width: number; height: number } {
  for (let at = 0; at < MOST_BYTES_BEFORE && at + 24 <= bytes.length; at++) {
    if (!START.every((byte, i) => bytes[at + i] === byte)) continue;
    const view = new DataView(bytes.buffer, bytes.byteOffset + at);
    return { width: view.getUint32(8) - view.getUint32(16), height: view.getUint32(12) - view.getUint32(20) };
  }
  throw decodingError('dicom-data');
}
