/**
 * What the deflated data unpack to, at most `most` bytes; null where there would be more, or where the data are damaged.
 * 'deflate' is zlib's format.
 */
export async function inflated(
  data: Uint8Array<ArrayBuffer>,
  format: 'deflate' | 'deflate-raw',
  most: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const reader = new Blob([data]).stream().pipeThrough(new DecompressionStream(format)).getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      bytes += next.value.length;
      if (bytes > most) return null;
      parts.push(next.value);
    }
    return new Uint8Array(await new Blob(parts).arrayBuffer());
  } catch {
    return null;
  } finally {
    reader.cancel().catch(() => undefined); // a stream that failed has said so already
  }
}
