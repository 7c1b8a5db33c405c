import * as v from 'valibot';
import type { EngineTrial } from '../compute/engineTrial.ts';
import { commit } from './commit.ts';
import { backendNameSchema, readable } from './records.ts';
import type { AxialDatabase, StoredTrials } from './schema.ts';

const rate = v.pipe(v.number(), v.finite(), v.minValue(0));
const trialSchema: v.GenericSchema<unknown, EngineTrial> = v.object({
  backend: backendNameSchema,
  device: v.string(),
  result: v.variant('outcome', [
    v.object({
      outcome: v.literal('measured'),
      scansPerSecond: rate,
      threads: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
    }),
    v.object({ outcome: v.literal('given-up'), atMost: v.nullable(rate), afterMs: rate }),
    v.object({ outcome: v.literal('unusable'), reason: v.string() }),
  ]),
});
const storedSchema: v.GenericSchema<unknown, StoredTrials> = v.object({
  setting: v.string(),
  trials: v.array(trialSchema),
  measuredAt: v.string(),
});

/** More networks than anyone compares; beyond them the oldest are measured again. */
const mostKept = 50;

/** What is remembered of a network in this setting; null where that is nothing, or cannot be read: it is measured again. */
export async function readTrials(db: AxialDatabase, network: string, setting: string): Promise<StoredTrials | null> {
  const stored = readable(storedSchema, await db.get('engineTrials', network));
  return stored?.setting === setting ? stored : null;
}

/** Remembers the trials of a network, and forgets those of other settings. */
export async function writeTrials(db: AxialDatabase, network: string, stored: StoredTrials): Promise<void> {
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
