import * as v from 'valibot';
import type { Edit } from '../../dataset/edits/datasetEdits.ts';
import type { DataSetVersion } from '../../dataset/edits/version.ts';
import type { RecordOf } from '../../dataset/recordSchemas.ts';
import { codedEntries, count, sha256, withCode } from '../database/records.ts';

const entries = { id: count, at: v.string() };
const named = { className: v.string(), was: v.string(), name: v.string() };
const sha256s = v.array(sha256);
const appliedEditSchema: v.GenericSchema<unknown, Edit> = v.variant('kind', [
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
]);
/** An edit that was taken back is kept, because versions that models saw were made with it. */
export const editSchema = v.object({ edit: appliedEditSchema, takenBack: v.boolean() });
export type StoredEdit = RecordOf<typeof editSchema>;

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
