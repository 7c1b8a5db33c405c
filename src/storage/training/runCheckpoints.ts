import { bufferBytes, chunksOf, joinChunks, RUN_CHUNKS, splitIntoChunks } from '../database/chunkedBuffers.ts';
import { commit } from '../database/commit.ts';
import type { AxialDatabase } from '../database/schema.ts';
import type { RunHeader } from './runRecords.ts';
import { parseHeader } from './runStore.ts';

// What a run has learned: only training and resuming need it.

/** `checkpoint` is a `SavedCheckpoint`, which storage does not look into; null before the first one. */
export type StoredRun = RunHeader & { readonly checkpoint: unknown };

/** Replaces the run before; both or neither of its two records are written. */
export async function saveRun(db: AxialDatabase, run: StoredRun): Promise<void> {
  const { checkpoint, ...header } = run;
  await commit(
    db,
    ['run', 'checkpoint', 'pieces'],
    (tx, track) => {
      const pieces = tx.objectStore('pieces');
      track(pieces.delete(chunksOf(RUN_CHUNKS)));
      const whole = splitIntoChunks(checkpoint, (index, piece) => track(pieces.put(piece, [RUN_CHUNKS, index])));
      track(tx.objectStore('run').put({ ...header, bytes: bufferBytes(checkpoint) }, 'current'));
      track(tx.objectStore('checkpoint').put(whole, 'current'));
    },
    'strict',
  );
}

/** Keeps a fold that is done with the run, from which its checkpoint goes: the next fold begins anew. */
export async function saveFold(db: AxialDatabase, header: RunHeader, index: number, fold: unknown): Promise<void> {
  await commit(
    db,
    ['run', 'checkpoint', 'pieces'],
    (tx, track) => {
      const pieces = tx.objectStore('pieces');
      track(pieces.delete(chunksOf(RUN_CHUNKS)));
      const owner = foldChunks(index);
      track(pieces.delete(chunksOf(owner)));
      const whole = splitIntoChunks(fold, (number, piece) => track(pieces.put(piece, [owner, number])));
      track(tx.objectStore('run').put({ ...header, bytes: 0 }, 'current'));
      track(tx.objectStore('checkpoint').put(null, 'current'));
      track(tx.objectStore('checkpoint').put(whole, index));
    },
    'strict',
  );
}

/** The first `count` folds of the interrupted run, as they were given to `saveFold`; not looked into. */
export async function readFolds(db: AxialDatabase, count: number): Promise<unknown[]> {
  const tx = db.transaction(['checkpoint', 'pieces']);
  const folds = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const [whole, pieces] = await Promise.all([
        tx.objectStore('checkpoint').get(index),
        tx.objectStore('pieces').getAll(chunksOf(foldChunks(index))),
      ]);
      return joinChunks(whole, pieces);
    }),
  );
  await tx.done;
  return folds;
}

/** Owner of the pieces of a fold: they come right after the run's own. */
function foldChunks(index: number): string {
  return `${RUN_CHUNKS} fold ${index}`;
}

/**
 * The interrupted run; null where there is none.
 * @throws BrokenRecordError when it is there and cannot be read: it can only be deleted
 */
export async function readRun(db: AxialDatabase): Promise<StoredRun | null> {
  const tx = db.transaction(['run', 'checkpoint', 'pieces']);
  const [header, checkpoint, pieces] = await Promise.all([
    tx.objectStore('run').get('current') as Promise<unknown>,
    tx.objectStore('checkpoint').get('current'),
    tx.objectStore('pieces').getAll(chunksOf(RUN_CHUNKS)),
    tx.done,
  ]);
  if (header === undefined) return null;
  return { ...(await parseHeader(header)), checkpoint: joinChunks(checkpoint, pieces) };
}
