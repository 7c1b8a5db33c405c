import type { DataSetVersion } from '../../dataset/edits/version.ts';
import { commit } from '../database/commit.ts';
import { readable } from '../database/records.ts';
import type { AxialDatabase } from '../database/schema.ts';
import { editSchema, type StoredEdit, versionSchema } from './editRecords.ts';

export type StoredEdits = {
  /** In the order in which they were applied. */
  readonly edits: readonly StoredEdit[];
  /** Oldest first. */
  readonly history: readonly DataSetVersion[];
};

/** What cannot be read is left out: then the data set is what the other edits make of it, and that is a version too. */
export async function readEdits(db: AxialDatabase): Promise<StoredEdits> {
  const tx = db.transaction(['edits', 'versions']);
  const [edits, versions] = await Promise.all([
    tx.objectStore('edits').getAll() as Promise<unknown[]>,
    tx.objectStore('versions').getAll() as Promise<unknown[]>,
    tx.done,
  ]);
  return {
    edits: edits.map((each) => readable(editSchema, each)).filter((each) => each !== null),
    history: versions.map((each) => readable(versionSchema, each)).filter((each) => each !== null),
  };
}

/** The edit as it is now, and the version that it made; both or neither. */
export async function saveEdit(db: AxialDatabase, edit: StoredEdit, version: DataSetVersion): Promise<void> {
  await commit(
    db,
    ['edits', 'versions'],
    (tx, track) => {
      track(tx.objectStore('edits').put(edit, edit.edit.id));
      track(tx.objectStore('versions').put(version));
    },
    'strict',
  );
}

export async function saveVersion(db: AxialDatabase, version: DataSetVersion): Promise<void> {
  await commit(db, ['versions'], (tx, track) => track(tx.objectStore('versions').put(version)));
}
