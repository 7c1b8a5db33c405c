import { openDB } from 'idb';
import { expect } from 'vitest';
import type { Edit } from '../../dataset/edits/datasetEdits.ts';
import type { DataSetVersion } from '../../dataset/edits/version.ts';
import { openAxialDatabase } from '../database/database.ts';
import { addScans, exampleNewScan, exampleScan, shaOf, test } from '../database/testDatabase.fixture.ts';
import { exampleRun } from '../training/exampleRun.fixture.ts';
import { readRunHeader } from '../training/runStore.ts';
import { deleteDataSet, readDataSet } from './dataSetStore.ts';
import { readEdits, saveEdit, saveVersion } from './editStore.ts';

const edit = (id: number): Edit => ({ id, at: 'then', kind: 'exclude', sha256s: [shaOf(id)], why: 'copy' });
const relabel: Edit = { id: 3, at: 'then', kind: 'relabel', sha256s: [shaOf(1)], className: 'Cyst' };
const version = (number: number): DataSetVersion => ({
  ...{ number, hash: shaOf(number), at: 'then', code: 'exclude', params: { scans: 1, why: 'copy' } },
  ...{ scans: 2, excluded: number, edit: number },
});

test('edits and versions are there again in their order, and an edit that was taken back is kept as such', async ({
  dbName,
}) => {
  const first = await openAxialDatabase(dbName);
  expect(await readEdits(first)).toEqual({ edits: [], history: [] });
  await saveVersion(first, version(1));
  await saveEdit(first, { edit: edit(2), takenBack: false }, version(2));
  await saveEdit(first, { edit: relabel, takenBack: false }, version(3));
  await saveEdit(first, { edit: edit(2), takenBack: true }, version(2));
  first.close();
  const second = await openAxialDatabase(dbName);
  expect(await readEdits(second)).toEqual({
    edits: [
      { edit: edit(2), takenBack: true },
      { edit: relabel, takenBack: false },
    ],
    history: [version(1), version(2), version(3), version(2)],
  });
  second.close();
});

test('what cannot be read back costs nothing else', async ({ db }) => {
  await saveEdit(db, { edit: edit(1), takenBack: false }, version(1));
  await db.put('edits', { edit: { ...edit(2), why: 'whim' }, takenBack: false } as never, 2);
  await db.put('versions', { number: 'two' } as never);
  expect(await readEdits(db)).toEqual({ edits: [{ edit: edit(1), takenBack: false }], history: [version(1)] });
});

test('data of the third version is still there, can be edited, and is deleted with its edits', async ({ dbName }) => {
  const third = await openDB(dbName, 3, {
    upgrade(db) {
      for (const store of ['dataSet', 'scans', 'originals', 'thumbnails', 'pixels', 'run', 'checkpoint', 'models'])
        db.createObjectStore(store);
      db.createObjectStore('outcomes', { autoIncrement: true });
      for (const store of ['artifacts', 'pieces', 'engineTrials', 'packedOriginals', 'packedThumbnails'])
        db.createObjectStore(store);
      db.createObjectStore('packs').createIndex('sha256', 'sha256s', { multiEntry: true });
    },
  });
  await third.put('dataSet', { name: 'Scans', synthetic: false, classes: ['Healthy'] }, 'current');
  const { colourMode: _, facts: __, subject: ___, slice: ____, ...scan } = exampleScan(7);
  await third.put('packs', { number: 0, sha256s: [shaOf(7)], scans: [scan], ends: [3] }, 0);
  const { request, history, savedAt } = exampleRun;
  await third.put('run', { request, history, savedAt }, 'current');
  third.close();

  const db = await openAxialDatabase(dbName);
  await addScans(db, [exampleNewScan(5)]);
  expect((await readDataSet(db))?.dataSet.scans).toEqual([exampleScan(7), exampleScan(5)]);
  expect(await readRunHeader(db)).toEqual({ request, history, savedAt, dataFingerprint: null, folds: null });
  await saveEdit(db, { edit: edit(5), takenBack: false }, version(1));
  expect((await readEdits(db)).edits).toHaveLength(1);
  await deleteDataSet(db);
  expect(await readEdits(db)).toEqual({ edits: [], history: [] });
  for (const store of db.objectStoreNames) expect([store, await db.count(store)]).toEqual([store, 0]);
  db.close();
});
