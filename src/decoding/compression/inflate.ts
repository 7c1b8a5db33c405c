/** The largest ratio of unpacked to packed bytes (zlib's technical details: 1032), but for their first block. */
const MOST_RATIO = 1032;

/**
 * Unpacks zlib's data, given in parts. Null where they are damaged, or unpack to anything but `length` bytes: of a bomb no more than
 * that is made.
 */
export async function inflateTo(
  parts: readonly Uint8Array<ArrayBuffer>[],
  length: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const packedBytes = parts.reduce((sum, part) => sum + part.length, 0);
  if (length > MOST_RATIO * (packedBytes + 1)) return null;
  const target = new Uint8Array(length);
  const reader = new Blob([...parts]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  let at = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      if (at + next.value.length > length) return null;
      target.set(next.value, at);
      at += next.value.length;
    }
    return at === length ? target : null;
  } catch {
    return null;
  } finally {
    reader.cancel().catch(() => undefined); // a stream that failed has said so already
  }
}

/**
 * Unpacks into `target` and stops as soon as it is full, so that a bomb cannot swell. Returns how many bytes were written; rejects where the
 * data are damaged before that.
 */
export async function unpackInto(
  data: Uint8Array<ArrayBuffer>,
  format: 'deflate' | 'gzip',
  target: Uint8Array,
): Promise<number> {
  const reader = new Blob([data]).stream().pipeThrough(new DecompressionStream(format)).getReader();
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
  } finally {
    reader.cancel().catch(() => undefined); // a stream that failed has said so already
  }
}
