import { commit } from '../database/commit.ts';
import { readable } from '../database/records.ts';
import type { AxialDatabase } from '../database/schema.ts';
import { benchmarksSchema, type StoredBenchmarks } from './benchmarkRecords.ts';

/** More networks than anyone compares; beyond them the oldest are measured again. */
const mostKept = 50;

/** What is remembered of a network in this setting; null where that is nothing, or cannot be read: it is measured again. */
export async function readBenchmarks(
  db: AxialDatabase,
  network: string,
  setting: string,
): Promise<StoredBenchmarks | null> {
  const stored = readable(benchmarksSchema, await db.get('engineTrials', network));
  return stored?.setting === setting ? stored : null;
}

/** Remembers the trials of a network, and forgets those of other settings. */
export async function writeBenchmarks(db: AxialDatabase, network: string, stored: StoredBenchmarks): Promise<void> {
  await commit(db, ['engineTrials'], async (tx, track) => {
    const store = tx.objectStore('engineTrials');
    const kept: { key: string; measuredAt: string }[] = [];
    for (let cursor = await store.openCursor(); cursor; cursor = await cursor.continue()) {
      const { key, value } = cursor;
      if (value.setting !== stored.setting) track(cursor.delete());
      else if (key !== network) kept.push({ key, measuredAt: value.measuredAt });
    }
    kept.sort((a, b) => b.measuredAt.localeCompare(a.measuredAt));
    for (const { key } of kept.slice(mostKept - 1)) track(store.delete(key));
    track(store.put(stored, network));
  });
}
