import { commit } from '../database/commit.ts';
import { readable } from '../database/records.ts';
import type { AxialDatabase } from '../database/schema.ts';
import { type StoredMask, storedMasksSchema } from './maskRecords.ts';

/** Keeps masks with their scans; those that a scan had before make room for them. */
export async function writeMasks(db: AxialDatabase, masks: ReadonlyMap<string, readonly StoredMask[]>): Promise<void> {
  if (masks.size === 0) return;
  await commit(db, ['masks'], (tx, track) => {
    const store = tx.objectStore('masks');
    for (const [sha256, ofScan] of masks) track(store.put({ masks: [...ofScan] }, sha256));
  });
}

/** The masks of a scan; none where none came, or what is stored cannot be read. */
export async function readMasks(db: AxialDatabase, sha256: string): Promise<readonly StoredMask[]> {
  return readable(storedMasksSchema, await db.get('masks', sha256))?.masks ?? [];
}
