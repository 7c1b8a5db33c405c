import type { UnfinishedImport } from '../../dataset/import/unfinishedImport.ts';
import type { FileOutcome } from '../../dataset/scan.ts';
import { commit, type WritableStore } from '../database/commit.ts';
import type { AxialDatabase } from '../database/schema.ts';
import { BATCH_STORES, batchStoresOf, type NewScanBatch, putScanBatches } from './scanBatches.ts';

/** Stores scans, how their files ended, and how far the import is: all of it, or nothing. */
export async function saveBatch(
  db: AxialDatabase,
  packs: readonly NewScanBatch[],
  outcomes: readonly FileOutcome[],
  note: UnfinishedImport,
): Promise<void> {
  await commit(
    db,
    [...BATCH_STORES, 'outcomes', 'dataSet'],
    async (tx, track) => {
      await replaceNote(tx.objectStore('dataSet'), note.id, note, track);
      if (packs.length > 0) await putScanBatches(batchStoresOf(tx), packs, track);
      if (outcomes.length > 0) track(tx.objectStore('outcomes').put([...outcomes]));
    },
    'relaxed', // what a power cut takes can be imported again
  );
}

/** Stores what an import leaves when it ends: its last outcomes, and the note of what it did not read or null. */
export async function endStoredImport(
  db: AxialDatabase,
  id: string,
  outcomes: readonly FileOutcome[],
  note: UnfinishedImport | null,
): Promise<void> {
  await commit(db, ['outcomes', 'dataSet'], async (tx, track) => {
    await replaceNote(tx.objectStore('dataSet'), id, note, track);
    if (outcomes.length > 0) track(tx.objectStore('outcomes').put([...outcomes]));
  });
}

/** Forgets what was not read: the scans that are there are the data set. */
export async function acceptUnfinished(db: AxialDatabase): Promise<void> {
  await commit(db, ['dataSet'], async (tx, track) => {
    const header = await tx.objectStore('dataSet').get('current');
    if (!header) return;
    const { unfinished: _, ...rest } = header;
    track(tx.objectStore('dataSet').put(rest, 'current'));
  });
}

/** @throws Error where the note is another import's: another tab deleted the data set, or imports into it now. */
async function replaceNote(
  store: WritableStore<'dataSet'>,
  id: string,
  note: UnfinishedImport | null,
  track: (request: Promise<unknown>) => void,
): Promise<void> {
  const header = await store.get('current');
  if (!header || header.unfinished?.id !== id) throw new Error(TAKEN_OVER);
  const { unfinished: _, ...rest } = header;
  track(store.put(note ? { ...rest, unfinished: note } : rest, 'current'));
}

const TAKEN_OVER = 'Another tab changed the data set during this import: reload the page to see it as it is now.';
