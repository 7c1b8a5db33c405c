/** Whether zlib's data unpack to at most `most` bytes, and without damage. */
export async function inflatesTo(data: Uint8Array<ArrayBuffer>, most: number): Promise<boolean> {
  const reader = new Blob([data]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  let bytes = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      bytes += next.value.length;
      if (bytes > most) return false;
    }
    return true;
  } catch {
    return false;
  } finally {
    reader.cancel().catch(() => undefined); // a stream that failed has said so already
  }
}
