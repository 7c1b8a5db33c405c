/** A piece of a bomb unpacks to a thousand times its size before anyone can say that it is enough. */
export const PIECE_BYTES = 2 ** 13;

/** Hands out bytes piece by piece, each when it is wanted. */
export function byteStream(bytes: Uint8Array): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + PIECE_BYTES));
      at += PIECE_BYTES;
    },
  });
}
