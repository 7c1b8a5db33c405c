/** Rotations of the six rounds of `mix`. */
const MIX = [4, 6, 8, 16, 19, 4];

/**
 * The checksum of HDF5's metadata: Bob Jenkins's lookup3, `hashlittle` with the start value 0 (burtleburtle.net/bob/c/lookup3.c,
 * public domain).
 */
export function lookup3(bytes: Uint8Array): number {
  let a = (0xdeadbeef + bytes.length) | 0;
  let b = a;
  let c = a;
  let at = 0;
  const word = (from: number) =>
    (bytes[from] ?? 0) |
    ((bytes[from + 1] ?? 0) << 8) |
    ((bytes[from + 2] ?? 0) << 16) |
    ((bytes[from + 3] ?? 0) << 24);
  const rotated = (value: number, by: number) => (value << by) | (value >>> (32 - by));
  for (; bytes.length - at > 12; at += 12) {
    a = (a + word(at)) | 0;
    b = (b + word(at + 4)) | 0;
    c = (c + word(at + 8)) | 0;
    for (const by of MIX) {
      a = ((a - c) ^ rotated(c, by)) | 0;
      c = (c + b) | 0;
      [a, b, c] = [b, c, a]; // each round does the same to the next one
    }
  }
  if (bytes.length === at) return c >>> 0;
  a = (a + word(at)) | 0;
  b = (b + word(at + 4)) | 0;
  c = (c + word(at + 8)) | 0;
  c = ((c ^ b) - rotated(b, 14)) | 0;
  a = ((a ^ c) - rotated(c, 11)) | 0;
  b = ((b ^ a) - rotated(a, 25)) | 0;
  c = ((c ^ b) - rotated(b, 16)) | 0;
  a = ((a ^ c) - rotated(c, 4)) | 0;
  b = ((b ^ a) - rotated(a, 14)) | 0;
  c = ((c ^ b) - rotated(b, 24)) | 0;
  return c >>> 0;
}
