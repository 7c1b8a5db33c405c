import * as v from 'valibot';
import { hexOf } from '../../dataset/hashes.ts';
import type { UnfinishedImport } from '../../dataset/import/unfinishedImport.ts';
import type { PlainImportCode } from '../../dataset/messages.ts';
import type { DataSet, FileOutcome, Scan } from '../../dataset/scan.ts';
import { volumeChoiceSchema } from '../../dataset/volumeChoice.ts';
import { commit } from '../database/commit.ts';
import { readable } from '../database/records.ts';
import type { AxialDatabase } from '../database/schema.ts';
import { dropRun } from '../training/runStore.ts';
import { type DataSetHeader, unfinishedSchema } from './dataSetRecords.ts';
import { scansIn } from './scanBatches.ts';
import { outcomeSchema, scanSchema } from './scanRecords.ts';

const SALT_BYTES = 16;

/**
 * The data set, scans in the order of import, and how every file of its imports ended; null where there is none.
 * A record that cannot be read is left out and stands among the outcomes with its reason.
 */
export async function readDataSet(
  db: AxialDatabase,
): Promise<{ dataSet: DataSet; outcomes: FileOutcome[]; unfinished: UnfinishedImport | null } | null> {
  const tx = db.transaction(['dataSet', 'scans', 'packs', 'outcomes']);
  const [header, records, packs, outcomeLists] = await Promise.all([
    tx.objectStore('dataSet').get('current'),
    tx.objectStore('scans').getAll(),
    tx.objectStore('packs').getAll(),
    tx.objectStore('outcomes').getAll(),
    tx.done,
  ]);
  if (header === undefined) return null;
  const { scans, broken } = parseScans([...records.toSorted((a, b) => a.order - b.order), ...packs.flatMap(scansIn)]);
  const stored = outcomeLists.flat().map((outcome) => readable(outcomeSchema, outcome));
  const outcomes = stored.filter((outcome) => outcome !== null);
  return {
    dataSet: { ...parseHeader(header, scans), scans },
    outcomes: [...outcomes, ...broken],
    unfinished: readable(unfinishedSchema, header.unfinished),
  };
}

/**
 * Notes that an import begins: the header as it will be, and which files are to be read. Resolves with the data set's salt,
 * which is drawn with its first header and goes with the data set.
 */
export async function writeDataSetHeader(
  db: AxialDatabase,
  header: DataSetHeader,
  unfinished: UnfinishedImport | null = null,
): Promise<string> {
  const { name, synthetic, classes, volumes, folders } = header;
  const drawn = hexOf(crypto.getRandomValues(new Uint8Array(SALT_BYTES)));
  return commit(db, ['dataSet'], async (tx, track) => {
    const store = tx.objectStore('dataSet');
    const salt = (await store.get('current'))?.salt ?? drawn;
    const optional = { ...(volumes && { volumes }), ...(folders && { folders }), ...(unfinished && { unfinished }) };
    track(store.put({ name, synthetic, classes: [...classes], ...optional, salt }, 'current'));
    return salt;
  });
}

const STORES_OF_DATA_SET = [
  ...['dataSet', 'packs', 'packedOriginals', 'packedThumbnails', 'pixels', 'outcomes', 'masks'],
  ...['scans', 'originals', 'thumbnails'],
  ...['edits', 'versions', 'copies', 'findings', 'facts'],
] as const;

/** Scans and all that was made of them, edits, versions, audits, outcomes and the interrupted run. Models stay. */
export async function deleteDataSet(db: AxialDatabase): Promise<void> {
  await commit(db, [...STORES_OF_DATA_SET, 'run', 'checkpoint', 'pieces'], (tx, track) => {
    for (const store of STORES_OF_DATA_SET) track(tx.objectStore(store).clear());
    dropRun(tx, track);
  });
}

/** A scan that is there twice (two tabs imported it) counts once. */
function parseScans(records: readonly unknown[]): { scans: Scan[]; broken: FileOutcome[] } {
  const scans = new Map<string, Scan>();
  const broken: FileOutcome[] = [];
  for (const record of records) {
    const scan = readable(scanSchema, record);
    if (!scan) broken.push(brokenScan(record));
    else if (!scans.has(scan.sha256)) scans.set(scan.sha256, scan);
  }
  return { scans: [...scans.values()], broken };
}

function brokenScan(record: unknown): FileOutcome {
  const path = v.parse(v.fallback(v.object({ path: v.string() }), { path: 'a stored scan' }), record).path;
  return { status: 'ignored', path, code: 'scan-record-broken' satisfies PlainImportCode, params: {} };
}

/**
 * A header that cannot be read costs the names, not the scans. Classes that only scans have (another tab wrote the
 * header since) come after those of the header.
 */
function parseHeader(header: unknown, scans: readonly Scan[]): Omit<DataSet, 'scans'> {
  const schema = v.object({
    name: v.fallback(v.string(), 'Data set'),
    synthetic: v.fallback(v.boolean(), false),
    classes: v.fallback(v.array(v.string()), []),
    volumes: v.optional(v.fallback(v.nullable(volumeChoiceSchema), null), null),
    folders: v.optional(v.fallback(v.array(v.tuple([v.string(), v.string()])), []), []),
  });
  const nothing = { name: 'Data set', synthetic: false, classes: [], volumes: null, folders: [] };
  const { volumes, folders, ...parsed } = v.parse(v.fallback(schema, nothing), header);
  const classesOfScans = scans.map((scan) => scan.className).sort();
  const classes = [...new Set([...parsed.classes, ...classesOfScans])];
  return { ...parsed, classes, ...(volumes && { volumes }), ...(folders.length > 0 && { folders }) };
}
