// Workspace files, read into a database in memory by what the page reads them with.
import { createHash } from 'node:crypto';
import { changedJson, isSentence, mutant, SENTENCE } from '../mutants.mjs';
import 'fake-indexeddb/auto';

const never = new AbortController().signal;

/** A changed file is the same workspace, or one sentence, and then nothing of it is kept. Files of before they had a checksum are what they hold, and the page opens with it. */
export async function workspaceTargets(load) {
  const { FILE_MARK, frameOf } = await load('storage/workspace/frames.ts');
  const { moveIn } = await load('worker/jobs/workspace/moveWorkspace.ts');
  const inDatabase = await emptyDatabases(load);
  const whyUnopened = await opening(load);
  const file = await exampleFile(load, inDatabase);
  const nothing = await inDatabase(keptIn);

  const movedIn = async (db, bytes) => {
    const { refused } = await moveIn({ db }, new Blob([bytes]), () => {}, never);
    const kept = await keptIn(db);
    const foreign = refused.find((sentence) => !SENTENCE.test(sentence));
    return { kept, wrong: foreign ?? (await whyUnopened(db)) };
  };
  const { kept: whole } = await inDatabase((db) => movedIn(db, file));
  const reading = (isChecked) => (bytes) =>
    inDatabase(async (db) => {
      const { kept, wrong } = await movedIn(db, bytes).catch(async (error) => {
        if ((await keptIn(db)) !== nothing) return { kept: whole, wrong: 'something of a refused file is kept' };
        throw error;
      });
      return wrong ?? (isChecked && kept !== whole ? 'another workspace was accepted' : null);
    });
  const changed = (bytes, next) => (next() < 0.5 ? mutant(bytes, next) : framedMutant(bytes, next, FILE_MARK.length));
  const frames = framesIn(file, FILE_MARK.length);
  const end = Buffer.from(await frameOf({ records: frames.length - 2 }).arrayBuffer()); // as it was without a checksum
  const unchecked = Buffer.concat([file.subarray(0, frames.at(-1)?.at), end]);
  return [
    { name: 'workspace', seeds: [file], read: reading(true), isOurs: isSentence, mutant: changed },
    { name: 'older workspace', seeds: [unchecked], read: reading(false), isOurs: isSentence, mutant: changed },
  ];
}

async function emptyDatabases(load) {
  const { deleteAxialDatabase, openAxialDatabase } = await load('storage/database/database.ts');
  return async (work) => {
    const db = await openAxialDatabase('fuzzed');
    try {
      return await work(db);
    } finally {
      db.close();
      await deleteAxialDatabase('fuzzed');
    }
  };
}

async function exampleFile(load, inDatabase) {
  const { writeWorkspace } = await load('storage/workspace/workspaceFile.ts');
  const { RECORDS_OF_281FFDC } = await load('storage/recordsOf281ffdc.fixture.ts');
  return inDatabase(async (db) => {
    for (const [store, records] of RECORDS_OF_281FFDC)
      for (const { key, value } of records) await db.put(store, value, key);
    return Buffer.from(await (await writeWorkspace(db, true, () => {}, never)).arrayBuffer());
  });
}

/** Reads what the page reads as it opens; gives what went wrong, since nothing may. */
async function opening(load) {
  const { readDataSet } = await load('storage/dataSet/dataSetStore.ts');
  const { readEdits } = await load('storage/dataSet/editStore.ts');
  const { listModels } = await load('storage/models/modelStore.ts');
  const { readRunHeader } = await load('storage/training/runStore.ts');
  const { JobsContext } = await load('worker/jobs/context.ts');
  const { noteVersion } = await load('worker/jobs/dataSet/curateDataSet.ts');
  return async (db) => {
    try {
      const [kept, curation] = [await readDataSet(db), await readEdits(db)];
      await noteVersion(new JobsContext(db, null, null, kept?.dataSet ?? null, kept?.outcomes ?? [], curation));
      await listModels(db);
      await readRunHeader(db).catch(() => null); // an unreadable run cannot be resumed
      return null;
    } catch (error) {
      return `the page does not open with it: ${error instanceof Error ? error.stack?.split('\n').slice(0, 2).join(' ') : error}`;
    }
  };
}

/** All that is stored, as one number. */
async function keptIn(db) {
  const hash = createHash('sha256');
  for (const store of db.objectStoreNames)
    for (const key of await db.getAllKeys(store)) hash.update(inText([store, key, await db.get(store, key)]));
  return hash.digest('hex');
}

function inText(value) {
  return JSON.stringify(value, (_, each) => {
    if (each instanceof ArrayBuffer) return [...new Uint8Array(each)];
    return ArrayBuffer.isView(each) ? [each.constructor.name, ...new Uint8Array(each.buffer)] : each;
  });
}

/** One frame is changed in its JSON, left out, doubled, or put in the place of another, and the file is as whole as before. */
function framedMutant(bytes, next, start) {
  const frames = framesIn(bytes, start);
  const place = () => Math.floor(next() * frames.length);
  const parts = frames.map(({ at, head, end }) => ({
    json: bytes.subarray(at + LENGTHS_BYTES, head),
    buffers: bytes.subarray(head, end),
  }));
  const [here, there, kind] = [place(), place(), next()];
  const [one, other] = [parts[here], parts[there]];
  if (!one || !other) return mutant(bytes, next);
  if (kind < 0.7) parts[here] = { ...one, json: Buffer.from(changedJson(one.json, next)) };
  else if (kind < 0.8) parts.splice(here, 1);
  else if (kind < 0.9) parts.splice(there, 0, one);
  else [parts[here], parts[there]] = [other, one];
  return Buffer.concat([bytes.subarray(0, start), ...parts.flatMap(framed)]);
}

const LENGTHS_BYTES = 8;

function framed({ json, buffers }) {
  const lengths = Buffer.alloc(LENGTHS_BYTES);
  lengths.writeUInt32LE(json.length, 0);
  lengths.writeUInt32LE(buffers.length, 4);
  return [lengths, json, buffers];
}

/** Where the frames of a file are, and where the JSON of each ends; as far as they are whole. */
function framesIn(bytes, start) {
  const frames = [];
  for (let at = start; at + LENGTHS_BYTES <= bytes.length; ) {
    const head = at + LENGTHS_BYTES + bytes.readUInt32LE(at);
    const end = head + bytes.readUInt32LE(at + 4);
    if (end > bytes.length) break;
    frames.push({ at, head, end });
    at = end;
  }
  return frames;
}
