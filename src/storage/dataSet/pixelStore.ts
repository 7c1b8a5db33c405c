import { commit, type WritableStore } from '../database/commit.ts';
import { readable } from '../database/records.ts';
import type { AxialDatabase } from '../database/schema.ts';
import { pixelChunkSchema } from './scanRecords.ts';

/** One scan as the network's input: `size * size * depth` bytes, 0..255. */
export type ScanPixels = {
  readonly sha256: string;
  readonly bytes: Uint8Array;
};

/**
 * The pixels of every scan that is kept under this key, by SHA-256. A cache: what cannot be read is as if it were not
 * there, and is made again from the original.
 */
export async function readPixels(db: AxialDatabase, key: string): Promise<Map<string, Uint8Array>> {
  const records: unknown[] = await db.getAll('pixels', chunksOf(key));
  const pixels = new Map<string, Uint8Array>();
  for (const record of records) {
    const chunk = readable(pixelChunkSchema, record);
    if (!chunk) continue;
    const length = chunk.bytes.length / chunk.sha256s.length;
    chunk.sha256s.forEach((sha256, index) => {
      pixels.set(sha256, chunk.bytes.subarray(index * length, (index + 1) * length));
    });
  }
  return pixels;
}

/** All of the batch in one record, or nothing. A batch of 64 and more reads back fastest. */
export async function writePixels(db: AxialDatabase, key: string, batch: readonly ScanPixels[]): Promise<void> {
  if (batch.length === 0) return;
  await commit(db, ['pixels'], (tx, track) => packPixels(tx.objectStore('pixels'), key, batch, track));
}

/** Deletes the pixels of every other preprocessing. */
export async function dropOtherPixels(db: AxialDatabase, keepKeys: readonly string[]): Promise<void> {
  await commit(db, ['pixels'], async (tx, track) => {
    const store = tx.objectStore('pixels');
    const kept = new Set(keepKeys);
    for (const record of await store.getAllKeys()) if (!kept.has(record[0])) track(store.delete(record));
  });
}

/** Adds one record inside a transaction that is under way. */
export async function packPixels(
  store: WritableStore<'pixels'>,
  key: string,
  batch: readonly ScanPixels[],
  track: (request: Promise<unknown>) => void,
): Promise<void> {
  const length = batch[0]?.bytes.length ?? 0;
  const bytes = new Uint8Array(length * batch.length);
  batch.forEach((scan, index) => {
    if (scan.bytes.length !== length) throw new Error('Pixels of several sizes: one size per key.');
    bytes.set(scan.bytes, index * length);
  });
  const last = await store.openKeyCursor(chunksOf(key), 'prev');
  const number = last ? last.key[1] + 1 : 0;
  track(store.put({ sha256s: batch.map((scan) => scan.sha256), bytes }, [key, number]));
}

/** Every [key, number]: an empty array sorts after every number. */
function chunksOf(key: string): IDBKeyRange {
  return IDBKeyRange.bound([key], [key, []]);
}
