/**
 * Unpacks PackBits (TIFF 6.0, section 9) into `target`: a count n from 0 to 127 precedes n + 1 bytes as they are, one
 * from 129 to 255 before one byte to be repeated 257 - n times. Returns the bytes written, never more than the target holds.
 */
export function unpackPackBits(data: Uint8Array, target: Uint8Array): number {
  let written = 0;
  let at = 0;
  while (at < data.length && written < target.length) {
    const n = data[at++] ?? 128;
    if (n < 128) {
      const literal = data.subarray(at, Math.min(at + n + 1, at + target.length - written));
      target.set(literal, written);
      written += literal.length;
      at += n + 1;
    } else if (n > 128) {
      const end = Math.min(written + 257 - n, target.length);
      target.fill(data[at] ?? 0, written, at < data.length ? end : written);
      written = at < data.length ? end : written;
      at++;
    }
  }
  return written;
}
