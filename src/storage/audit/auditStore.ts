import type { ColourMode, ImageStatistics } from '../../dataset/scan.ts';
import { commit } from '../database/commit.ts';
import { readable } from '../database/records.ts';
import type { AxialDatabase } from '../database/schema.ts';
import {
  duplicatesSchema,
  findingsSchema,
  type StoredDuplicates,
  type StoredFindings,
  type StoredStatistics,
  statisticsSchema,
} from './auditRecords.ts';

/** What was measured of a scan that was imported before it was asked for, or of what a preprocessing makes of it. */
export type MeasuredStatistics = { readonly facts: ImageStatistics; readonly colourMode: ColourMode };

/** Versions whose findings are kept: an edit can be taken back some times without a new audit. */
const MOST_KEPT = 12;

/** Null where copies were looked for among other scans, by another version of Axial, or never. */
export async function readDuplicates(db: AxialDatabase, of: string, by: string): Promise<Int32Array | null> {
  const stored = readable(duplicatesSchema, await db.get('copies', 'current'));
  return stored?.of === of && stored.by === by ? stored.groups : null;
}

export async function writeDuplicates(db: AxialDatabase, copies: StoredDuplicates): Promise<void> {
  await commit(db, ['copies'], (tx, track) => track(tx.objectStore('copies').put(copies, 'current')));
}

/** By the hash of the version. */
export async function readFindings(db: AxialDatabase, hash: string, by: string): Promise<StoredFindings | null> {
  const stored = readable(findingsSchema, await db.get('findings', hash));
  return stored?.by === by ? stored : null;
}

export async function writeFindings(db: AxialDatabase, hash: string, findings: StoredFindings): Promise<void> {
  await commit(db, ['findings'], async (tx, track) => {
    const store = tx.objectStore('findings');
    const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
    const others = keys
      .map((each, index) => ({ key: each, at: String(values[index]?.at) }))
      .filter((each) => each.key !== hash)
      .sort((a, b) => b.at.localeCompare(a.at));
    for (const old of others.slice(MOST_KEPT - 1)) track(store.delete(old.key));
    track(store.put(findings, hash));
  });
}

/** By SHA-256; `key` names the preprocessing, or the images themselves. */
export async function readStatistics(
  db: AxialDatabase,
  key: string,
  by: string,
): Promise<Map<string, MeasuredStatistics>> {
  const stored = readable(statisticsSchema, await db.get('facts', key));
  const measured = new Map<string, MeasuredStatistics>();
  if (stored?.by !== by) return measured;
  stored.sha256s.forEach((each, index) => {
    const [mean = 0, contrast = 0, border = 0, sharpness = 0] = stored.numbers.subarray(4 * index, 4 * index + 4);
    const colourMode = stored.colourModes[index] ?? 'grey';
    measured.set(each, { facts: { mean, contrast, border, sharpness }, colourMode });
  });
  return measured;
}

export async function writeStatistics(
  db: AxialDatabase,
  key: string,
  by: string,
  measured: ReadonlyMap<string, MeasuredStatistics>,
): Promise<void> {
  const numbers = new Float64Array(4 * measured.size);
  const all = [...measured.values()];
  all.forEach(({ facts: { mean, contrast, border, sharpness } }, index) => {
    numbers.set([mean, contrast, border, sharpness], 4 * index);
  });
  const colourModes = all.map(({ colourMode }) => colourMode);
  const stored: StoredStatistics = { by, sha256s: [...measured.keys()], numbers, colourModes };
  await commit(db, ['facts'], (tx, track) => track(tx.objectStore('facts').put(stored, key)));
}
