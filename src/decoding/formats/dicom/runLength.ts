import { unpackPackBits } from '../../compression/packBits.ts';
import { truncatedError } from '../../messages.ts';

const HEADER_BYTES = 64;
const MOST_SEGMENTS = 15;

/**
 * Unpacks a frame of DICOM's RLE (PS3.5, annex G): a segment for each byte of each sample, the highest byte first. Returns
 * [samples, pixels] little-endian, colour after colour. Throws UserError where a segment is too short.
 */
export function unpackRunLength(data: Uint8Array, pixels: number, samples: number, bytesPerSample: number): Uint8Array {
  if (data.length < HEADER_BYTES) throw truncatedError();
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const segments = view.getUint32(0, true);
  if (segments > MOST_SEGMENTS || segments !== samples * bytesPerSample) throw truncatedError();
  const values = new Uint8Array(segments * pixels);
  const plane = new Uint8Array(pixels);
  for (let segment = 0; segment < segments; segment++) {
    const start = view.getUint32(4 + 4 * segment, true);
    const end = segment + 1 < segments ? view.getUint32(8 + 4 * segment, true) : data.length;
    if (unpackPackBits(data.subarray(start, Math.max(start, end)), plane) < pixels) throw truncatedError();
    const sample = Math.floor(segment / bytesPerSample);
    const byte = bytesPerSample - 1 - (segment % bytesPerSample);
    const to = sample * pixels * bytesPerSample + byte;
    for (let i = 0; i < pixels; i++) values[to + i * bytesPerSample] = plane[i] ?? 0;
  }
  return values;
}
