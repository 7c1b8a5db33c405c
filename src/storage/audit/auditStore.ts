import * as v from 'valibot';
import type { OutlierGallery, Shortcut } from '../../audit/auditReport.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { commit } from '../database/commit.ts';
import { colourModeSchema, count, readable, sha256 } from '../database/records.ts';
import type {
  AxialDatabase,
  MeasuredStatistics,
  StoredDuplicates,
  StoredFindings,
  StoredStatistics,
} from '../database/schema.ts';

const figure: v.GenericSchema<unknown, Estimate> = v.object({ value: v.number(), low: v.number(), high: v.number() });
const shortcutSchema: v.GenericSchema<unknown, Shortcut> = v.object({
  from: v.picklist(['size', 'header', 'picture', 'input']),
  preprocessing: v.nullable(v.string()),
  n: count,
  groups: count,
  accuracy: figure,
  auc: figure,
  majority: v.number(),
  table: v.array(v.object({ value: v.string(), countPerClass: v.array(count) })),
});
const gallerySchema: v.GenericSchema<unknown, OutlierGallery> = v.object({
  kind: v.picklist(['dark', 'bright', 'blank', 'tiny', 'aspect', 'contrast', 'outlier']),
  scans: v.array(v.object({ sha256, value: v.number() })),
});
const findingsSchema: v.GenericSchema<unknown, StoredFindings> = v.object({
  shortcuts: v.array(shortcutSchema),
  oddOnes: v.array(gallerySchema),
  inputs: v.array(v.string()),
  by: v.string(),
  model: v.nullable(v.string()),
  at: v.string(),
});
const copiesSchema: v.GenericSchema<unknown, StoredDuplicates> = v.object({
  of: sha256,
  by: v.string(),
  groups: v.instance(Int32Array),
});

const factsSchema: v.GenericSchema<unknown, StoredStatistics> = v.pipe(
  v.object({
    by: v.string(),
    sha256s: v.array(v.string()),
    numbers: v.instance(Float64Array),
    colourModes: v.array(colourModeSchema),
  }),
  v.check(
    ({ sha256s, numbers, colourModes }) =>
      numbers.length === 4 * sha256s.length && colourModes.length === sha256s.length,
    'has lists of different lengths',
  ),
);

/** Versions whose findings are kept: an edit can be taken back some times without a new audit. */
const MOST_KEPT = 12;

/** Null where copies were looked for among other scans, by another version of Axial, or never. */
export async function readDuplicates(db: AxialDatabase, of: string, by: string): Promise<Int32Array | null> {
  const stored = readable(copiesSchema, await db.get('copies', 'current'));
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

/** By SHA-256; `key` names the preprocessing, or the pictures themselves. */
export async function readStatistics(
  db: AxialDatabase,
  key: string,
  by: string,
): Promise<Map<string, MeasuredStatistics>> {
  const stored = readable(factsSchema, await db.get('facts', key));
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
