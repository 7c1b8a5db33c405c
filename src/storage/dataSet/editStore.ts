import * as v from 'valibot';
import type { DataSetVersion } from '../../dataset/edits/version.ts';
import { commit } from '../database/commit.ts';
import { codedEntries, count, readable, sha256, withCode } from '../database/records.ts';
import type { AxialDatabase, StoredEdit } from '../database/schema.ts';

export type StoredEdits = {
  /** In the order in which they were applied. */
  readonly edits: readonly StoredEdit[];
  /** Oldest first. */
  readonly history: readonly DataSetVersion[];
};

const entries = { id: count, at: v.string() };
const named = { className: v.string(), was: v.string(), name: v.string() };
const sha256s = v.array(sha256);
const editSchema: v.GenericSchema<unknown, StoredEdit> = v.object({
  edit: v.variant('kind', [
    v.object({
      ...entries,
      kind: v.literal('exclude'),
      sha256s,
      why: v.picklist(['copy', 'conflict', 'odd', 'hand']),
    }),
    v.object({ ...entries, kind: v.literal('relabel'), sha256s, className: v.string() }),
    v.object({ ...entries, kind: v.literal('harmonise') }),
    v.object({ ...entries, kind: v.literal('rename'), ...named }),
    v.object({ ...entries, kind: v.literal('merge'), ...named, into: v.string() }),
  ]),
  takenBack: v.boolean(),
});
export const versionSchema: v.GenericSchema<unknown, DataSetVersion> = v.pipe(
  v.unknown(),
  v.transform(withCode('what')),
  v.object({
    number: count,
    hash: sha256,
    at: v.string(),
    ...codedEntries,
    scans: count,
    excluded: count,
    edit: v.nullable(count),
  }),
);

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
