import * as v from 'valibot';
import type { DataSet, FileOutcome, Scan } from '../dataset/scan.ts';
import { commit } from './commit.ts';
import type { AxialDatabase, DataSetHeader } from './database.ts';
import { piecesOf, RUN_PIECES } from './pieces.ts';
import { packPixels } from './pixelStore.ts';
import { outcomeSchema, readable, scanSchema, thumbnailSchema } from './records.ts';
import { packThumbnail, type StoredThumbnail, unpackThumbnail } from './thumbnail.ts';

/** A scan with everything that is kept of it. */
export type NewScan = {
  readonly scan: Scan;
  /** The file as it was dropped. */
  readonly original: ArrayBuffer;
  readonly thumbnail: StoredThumbnail;
  /** The network's input under the preprocessing that `key` names; null where it was not made yet. */
  readonly pixels: { readonly key: string; readonly bytes: Uint8Array } | null;
};

/**
 * The data set, scans in the order of import, and how every file of its imports ended; null where there is none.
 * A record that cannot be read is left out and stands among the outcomes with its reason.
 */
export async function readDataSet(db: AxialDatabase): Promise<{ dataSet: DataSet; outcomes: FileOutcome[] } | null> {
  const tx = db.transaction(['dataSet', 'scans', 'outcomes']);
  const [header, records, outcomeLists] = await Promise.all([
    tx.objectStore('dataSet').get('current'),
    tx.objectStore('scans').getAll(),
    tx.objectStore('outcomes').getAll(),
    tx.done,
  ]);
  if (header === undefined) return null;
  const { scans, broken } = parseScans(records);
  const outcomes = outcomeLists.flat().filter((outcome) => readable(outcomeSchema, outcome) !== null);
  return {
    dataSet: { ...parseHeader(header, scans), scans },
    outcomes: [...outcomes, ...broken],
  };
}

export async function writeDataSetHeader(db: AxialDatabase, header: DataSetHeader): Promise<void> {
  const { name, synthetic, classes } = header;
  await commit(db, ['dataSet'], (tx, track) =>
    track(tx.objectStore('dataSet').put({ name, synthetic, classes: [...classes] }, 'current')),
  );
}

/** All of the batch, or nothing. A scan that is there already is replaced. */
export async function addScans(db: AxialDatabase, batch: readonly NewScan[]): Promise<void> {
  if (batch.length === 0) return;
  await commit(db, ['scans', 'originals', 'thumbnails', 'pixels'], async (tx, track) => {
    const first = await tx.objectStore('scans').count();
    batch.forEach(({ scan, original, thumbnail }, index) => {
      track(tx.objectStore('scans').put({ ...scan, order: first + index }, scan.sha256));
      track(tx.objectStore('originals').put(original, scan.sha256));
      track(tx.objectStore('thumbnails').put(packThumbnail(thumbnail), scan.sha256));
    });
    for (const [key, scans] of byPixelKey(batch)) await packPixels(tx.objectStore('pixels'), key, scans, track);
  });
}

export async function addOutcomes(db: AxialDatabase, outcomes: readonly FileOutcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  await commit(db, ['outcomes'], (tx, track) => track(tx.objectStore('outcomes').put([...outcomes])));
}

/** The file as it was dropped; null where it is not kept. */
export async function readOriginal(db: AxialDatabase, sha256: string): Promise<ArrayBuffer | null> {
  const [original] = await readOriginals(db, [sha256]);
  return original ?? null;
}

/** In the order asked for; null where there is none. */
export async function readOriginals(db: AxialDatabase, sha256s: readonly string[]): Promise<(ArrayBuffer | null)[]> {
  const store = db.transaction('originals').store;
  const records: unknown[] = await Promise.all(sha256s.map((sha256) => store.get(sha256)));
  return records.map((record) => (record instanceof ArrayBuffer ? record : null));
}

/** In the order asked for; null where there is none. */
export async function readThumbnails(
  db: AxialDatabase,
  sha256s: readonly string[],
): Promise<(StoredThumbnail | null)[]> {
  const store = db.transaction('thumbnails').store;
  const records: unknown[] = await Promise.all(sha256s.map((sha256) => store.get(sha256)));
  return records.map((record) => unpack(record));
}

/** Scans, originals, thumbnails, pixels, outcomes and the interrupted run. Models stay. */
export async function deleteDataSet(db: AxialDatabase): Promise<void> {
  const stores = ['dataSet', 'scans', 'originals', 'thumbnails', 'pixels', 'outcomes', 'run', 'checkpoint'] as const;
  await commit(db, [...stores, 'pieces'], (tx, track) => {
    for (const store of stores) track(tx.objectStore(store).clear());
    track(tx.objectStore('pieces').delete(piecesOf(RUN_PIECES)));
  });
}

function parseScans(records: readonly (Scan & { readonly order: number })[]): {
  scans: Scan[];
  broken: FileOutcome[];
} {
  const ordered = records.toSorted((a, b) => a.order - b.order);
  const scans: Scan[] = [];
  const broken: FileOutcome[] = [];
  for (const record of ordered) {
    const scan = readable(scanSchema, record);
    if (scan) scans.push(scan);
    else broken.push(brokenScan(record));
  }
  return { scans, broken };
}

function brokenScan(record: unknown): FileOutcome {
  const path = v.parse(v.fallback(v.object({ path: v.string() }), { path: 'a stored scan' }), record).path;
  const reason = 'What was stored of this scan cannot be read back, so it was left out: import the file again.';
  return { status: 'ignored', path, reason };
}

function unpack(record: unknown): StoredThumbnail | null {
  const thumbnail = readable(thumbnailSchema, record);
  return thumbnail && unpackThumbnail(thumbnail);
}

/**
 * A header that cannot be read costs the names, not the scans. Classes that only scans have (another tab wrote the
 * header since) come after those of the header.
 */
function parseHeader(header: unknown, scans: readonly Scan[]): DataSetHeader {
  const schema = v.object({
    name: v.fallback(v.string(), 'Data set'),
    synthetic: v.fallback(v.boolean(), false),
    classes: v.fallback(v.array(v.string()), []),
  });
  const parsed = v.parse(v.fallback(schema, { name: 'Data set', synthetic: false, classes: [] }), header);
  const classesOfScans = scans.map((scan) => scan.className).sort();
  return { ...parsed, classes: [...new Set([...parsed.classes, ...classesOfScans])] };
}

function byPixelKey(batch: readonly NewScan[]): Map<string, { sha256: string; bytes: Uint8Array }[]> {
  const groups = new Map<string, { sha256: string; bytes: Uint8Array }[]>();
  for (const { scan, pixels } of batch) {
    if (!pixels) continue;
    const group = groups.get(pixels.key) ?? [];
    group.push({ sha256: scan.sha256, bytes: pixels.bytes });
    groups.set(pixels.key, group);
  }
  return groups;
}
