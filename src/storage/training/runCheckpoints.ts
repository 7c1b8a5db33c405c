import { bufferBytes, chunksOf, joinChunks, RUN_CHUNKS, splitIntoChunks } from '../database/chunkedBuffers.ts';
import { commit, type StoresOf } from '../database/commit.ts';
import type { AxialDatabase } from '../database/schema.ts';
import type { RunHeader } from './runRecords.ts';
import { parseHeader } from './runStore.ts';

// What a run has learned: only training and resuming need it.

/** `checkpoint` is a `SavedCheckpoint`, which storage does not look into; null before the first one. */
export type StoredRun = RunHeader & { readonly checkpoint: unknown };

const STORES = ['run', 'checkpoint', 'pieces'] as const;

/** Replaces the run before; both or neither of its two records are written. */
export async function saveRun(db: AxialDatabase, run: StoredRun): Promise<void> {
  const { checkpoint, ...header } = run;
  await commit(
    db,
    STORES,
    (tx, track) => {
      putInPieces(tx, track, 'current', checkpoint);
      track(tx.objectStore('run').put({ ...header, bytes: bufferBytes(checkpoint) }, 'current'));
    },
    'strict',
  );
}

/** Keeps a fold that is done with the run, from which its checkpoint goes: the next fold begins anew. */
export async function saveFold(db: AxialDatabase, header: RunHeader, index: number, fold: unknown): Promise<void> {
  await commit(
    db,
    STORES,
    (tx, track) => {
      putInPieces(tx, track, 'current', null);
      putInPieces(tx, track, index, fold);
      track(tx.objectStore('run').put({ ...header, bytes: 0 }, 'current'));
    },
    'strict',
  );
}

/** What the run (`current`) or a fold has learned, in the place of what was there. */
function putInPieces(
  tx: StoresOf<'checkpoint' | 'pieces'>,
  track: (request: Promise<unknown>) => void,
  key: 'current' | number,
  learned: unknown,
): void {
  const owner = key === 'current' ? RUN_CHUNKS : foldChunks(key);
  const pieces = tx.objectStore('pieces');
  track(pieces.delete(chunksOf(owner)));
  const whole = splitIntoChunks(learned, (number, piece) => track(pieces.put(piece, [owner, number])));
  track(tx.objectStore('checkpoint').put(whole, key));
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
