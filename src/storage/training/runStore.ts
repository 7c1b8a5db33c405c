import * as v from 'valibot';
import { RUN_CHUNKS } from '../database/chunkedBuffers.ts';
import { commit, type StoresOf } from '../database/commit.ts';
import { parseRecord, readable } from '../database/records.ts';
import type { AxialDatabase } from '../database/schema.ts';
import type { RunHeader } from './runRecords.ts';

/** Those of the run and of its folds. */
function allChunks(): IDBKeyRange {
  return IDBKeyRange.bound([RUN_CHUNKS], [`${RUN_CHUNKS} fold \uffff`]);
}

/**
 * The interrupted run without its weights; null where there is none.
 * @throws BrokenRecordError
 */
export async function readRunHeader(db: AxialDatabase): Promise<RunHeader | null> {
  const header: unknown = await db.get('run', 'current');
  return header === undefined ? null : parseHeader(header);
}

/** By a schema that is fetched where there is a run: it knows every setting, and is no part of the first load. */
export async function parseHeader(raw: unknown): Promise<RunHeader> {
  const { runHeaderSchema } = await import('./runRecords.ts');
  return parseRecord('The interrupted run', runHeaderSchema, raw);
}

/** The size of the checkpoint; 0 where there is none, or it was saved before that was noted. */
export async function readRunBytes(db: AxialDatabase): Promise<number> {
  const header: unknown = await db.get('run', 'current');
  return readable(v.object({ bytes: v.number() }), header)?.bytes ?? 0;
}

export async function deleteRun(db: AxialDatabase): Promise<void> {
  await commit(db, ['run', 'checkpoint', 'pieces'], dropRun);
}

/** As a part of a transaction. */
export function dropRun(
  tx: StoresOf<'run' | 'checkpoint' | 'pieces'>,
  track: (request: Promise<unknown>) => void,
): void {
  track(tx.objectStore('pieces').delete(allChunks()));
  track(tx.objectStore('run').clear());
  track(tx.objectStore('checkpoint').clear());
}
