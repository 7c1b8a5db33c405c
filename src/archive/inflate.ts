import { byteStream, PIECE_BYTES } from './byteStream.ts';

/** More comes out of a deflated entry than its zip says, or less. */
export class WrongSizeError extends Error {
  override readonly name = 'WrongSizeError';

  constructor() {
    super('The entry unpacks to another size than its zip says.');
  }
}

/** Unpacks a deflated entry, and stops as soon as more comes out than fits. @throws WrongSizeError */
export async function inflateInto(content: Uint8Array, packed: Uint8Array): Promise<void> {
  const reader = byteStream(packed).pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  let at = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    if (at + next.value.length > content.length) {
      reader.cancel().catch(() => undefined);
      throw new WrongSizeError();
    }
    content.set(next.value, at);
    at += next.value.length;
  }
  if (at < content.length) throw new WrongSizeError();
}

/** The same for what may not fit into memory: browsers may keep a Blob on disk. */
export async function inflatedBlob(packed: Blob, bytes: number): Promise<Blob> {
  let seen = 0;
  const counting = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(part, target) {
      seen += part.length;
      if (seen > bytes) throw new WrongSizeError();
      target.enqueue(part);
    },
  });
  const stream = packed
    .stream()
    .pipeThrough(inPieces())
    .pipeThrough(new DecompressionStream('deflate-raw'))
    .pipeThrough(counting);
  const content = await new Response(stream).blob().catch((error: unknown) => {
    throw seen > bytes ? new WrongSizeError() : error; // browsers report an error of the stream as their own
  });
  if (seen < bytes) throw new WrongSizeError();
  return content;
}

function inPieces(): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  return new TransformStream({
    transform(part, target) {
      for (let at = 0; at < part.length; at += PIECE_BYTES) target.enqueue(part.subarray(at, at + PIECE_BYTES));
    },
  });
}
