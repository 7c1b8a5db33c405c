import * as v from 'valibot';
import { commit, type StoreName } from '../database/commit.ts';
import { schemaVersion } from '../database/database.ts';
import type { AxialDatabase } from '../database/schema.ts';
import { listModels } from '../models/modelStore.ts';
import { checksumAfter, DAMAGED, FILE_MARK, frameOf, framesOf, NO_WORKSPACE } from './frames.ts';

/* Everything that is stored as one file, and back. Records are moved as they are; whoever reads one parses it, as always. */

/** What makes a data set and its run, the record that makes it visible last. Caches and what was measured of a device stay behind. */
const DATA_SET = [
  ...['packs', 'packedOriginals', 'packedThumbnails', 'masks', 'scans', 'originals', 'thumbnails', 'outcomes'],
  ...['edits', 'versions', 'copies', 'findings', 'facts', 'checkpoint', 'run', 'dataSet'],
] as const satisfies readonly StoreName[];
const MODELS = ['pieces', 'artifacts', 'models'] as const satisfies readonly StoreName[];
type Moved = (typeof DATA_SET)[number] | (typeof MODELS)[number];

const manifestSchema = v.object({
  format: v.literal('axial-workspace'),
  schema: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Whether the data set is in it. */
  withScans: v.boolean(),
});
const key = v.union([v.string(), v.number(), v.array(v.union([v.string(), v.number()]))]);
const recordSchema = v.object({ store: v.picklist([...DATA_SET, ...MODELS]), key, value: v.unknown() });
/** The checksum of all before it; files of earlier versions have none. */
const endSchema = v.object({ records: v.number(), checksum: v.exactOptional(v.string()) });

/** The file, built of parts that the browser may keep on its disk: no more than one record is in memory. */
export async function writeWorkspace(
  db: AxialDatabase,
  withScans: boolean,
  onRecord: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Blob> {
  const { models } = await listModels(db);
  const isOfModel = new Set(models.map(({ id }) => id));
  const manifest = { format: 'axial-workspace', schema: schemaVersion, withScans };
  const parts: Blob[] = [new Blob([FILE_MARK])];
  let checksum = '';
  const add = async (part: Blob) => {
    checksum = await checksumAfter(checksum, await part.arrayBuffer());
    parts.push(part);
  };
  await add(frameOf(manifest));
  let records = 0;
  for (const store of withScans ? [...DATA_SET.slice(0, -1), ...MODELS, 'dataSet' as const] : MODELS) {
    for (const each of await db.getAllKeys(store)) {
      signal.throwIfAborted();
      if (isModelStore(store) && !isOfModel.has(ownerOf(each)) && !(withScans && ownerOf(each) === 'run')) continue;
      const value: unknown = await db.get(store, each as never);
      const part = frameOf({ store, key: each, value });
      await add(part);
      records += 1;
      onRecord(part.size);
    }
  }
  return new Blob([...parts, frameOf({ records, checksum })]);
}

function isModelStore(store: Moved): boolean {
  return (MODELS as readonly string[]).includes(store);
}

/** Of a model, its weights or a piece of them. */
function ownerOf(each: unknown): string {
  return String(Array.isArray(each) ? each[0] : each);
}

type ReadWorkspace = {
  /** Ids of models that were not here before. */
  readonly models: readonly string[];
  readonly dataSet: boolean;
};

/**
 * Adds what is in the file: its models, and its data set where there is none here. Where it fails, nothing of it stays.
 * @throws Error of one sentence
 */
export async function readWorkspaceFile(
  db: AxialDatabase,
  file: Blob,
  onRead: (records: number) => void,
  signal: AbortSignal,
): Promise<ReadWorkspace> {
  const known = new Set((await db.getAllKeys('models')).map(String));
  const free = (await db.count('dataSet')) === 0;
  const models: string[] = [];
  let dataSet = false;
  try {
    for await (const { store, key: at, value } of recordsOf(file, onRead)) {
      signal.throwIfAborted();
      const isRun = store === 'pieces' && ownerOf(at) === 'run';
      if (isModelStore(store) && !isRun ? known.has(ownerOf(at)) : !free) continue;
      if (store === 'models') models.push(ownerOf(at));
      if (store === 'dataSet') dataSet = true;
      await commit(db, [store], (tx, track) => track(tx.objectStore(store).put(value as never, at as never)));
    }
    return { models, dataSet };
  } catch (error) {
    await forget(db, known, free);
    throw error;
  }
}

/** @param onRead is called with how many were read */
async function* recordsOf(file: Blob, onRead: (records: number) => void) {
  const frames = framesOf(file);
  const first = (await frames.next()).value;
  const manifest = v.safeParse(manifestSchema, first?.value);
  if (!manifest.success) throw new Error(NO_WORKSPACE);
  if (manifest.output.schema > schemaVersion)
    throw new Error('This workspace file is of a newer version of Axial: reload the page to get that version.');
  let before = first?.checksum;
  let records = 0;
  for await (const { value, checksum } of frames) {
    const end = v.safeParse(endSchema, value);
    if (end.success && end.output.records === records && (end.output.checksum ?? before) === before) return;
    const record = v.safeParse(recordSchema, value);
    if (!record.success) break;
    before = checksum;
    records += 1;
    onRead(records);
    yield record.output;
  }
  throw new Error(DAMAGED);
}

/** @param known models that stay */
async function forget(db: AxialDatabase, known: ReadonlySet<string>, free: boolean): Promise<void> {
  await commit(db, [...DATA_SET, ...MODELS], async (tx, track) => {
    if (free) for (const store of DATA_SET) track(tx.objectStore(store).clear());
    for (const store of MODELS)
      for (const each of await tx.objectStore(store).getAllKeys())
        if (!known.has(ownerOf(each)) && (free || ownerOf(each) !== 'run'))
          track(tx.objectStore(store).delete(each as never));
  });
}
