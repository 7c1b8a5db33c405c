const CHUNK = 1024;

type Chunk = { readonly values: Float32Array; used: number };

/**
 * Loss of every batch of a run, in order. Appending shares the storage with the older trace: nothing is copied but
 * the list of chunks, and an older trace still sees only its own length.
 */
export type LossTrace = {
  readonly length: number;
  readonly chunks: readonly Chunk[];
};

export const emptyTrace: LossTrace = { length: 0, chunks: [] };

export function appendLosses(trace: LossTrace, losses: readonly number[]): LossTrace {
  const chunks = [...trace.chunks];
  let length = trace.length;
  for (const loss of losses) {
    const chunk = writableChunk(chunks, length);
    chunk.values[chunk.used] = loss;
    chunk.used += 1;
    length += 1;
  }
  return { length, chunks };
}

/** The first `length` losses of a trace; used where training goes back to a checkpoint. */
export function truncateTrace(trace: LossTrace, length: number): LossTrace {
  if (length >= trace.length) return trace;
  return { length, chunks: trace.chunks.slice(0, Math.ceil(length / CHUNK)) };
}

export function lossAt(trace: LossTrace, index: number): number | undefined {
  if (index < 0 || index >= trace.length) return undefined;
  return trace.chunks[Math.floor(index / CHUNK)]?.values[index % CHUNK];
}

/** The chunk that takes value number `length`. A chunk that another trace has written on beyond `length` is copied. */
function writableChunk(chunks: Chunk[], length: number): Chunk {
  const used = length % CHUNK;
  const index = Math.floor(length / CHUNK);
  const last = chunks[index];
  if (last && last.used === used) return last;
  const values = new Float32Array(CHUNK);
  if (last) values.set(last.values.subarray(0, used));
  const fresh = { values, used };
  chunks[index] = fresh;
  return fresh;
}

/** The first `count` losses. */
export function lossesOf(trace: LossTrace, count: number): number[] {
  return Array.from({ length: Math.min(count, trace.length) }, (_, index) => lossAt(trace, index) ?? Number.NaN);
}
