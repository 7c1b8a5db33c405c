import { openDB } from 'idb';
import { expect } from 'vitest';
import { openAxialDatabase } from '../database/database.ts';
import { addPacks, addScans, exampleNewScan, exampleScan, shaOf, test } from '../database/testDatabase.fixture.ts';
import { deleteDataSet, readDataSet } from './dataSetStore.ts';
import { readOriginals, readThumbnails } from './scanBatches.ts';

const bytesOf = (originals: readonly (ArrayBuffer | null)[]) =>
  originals.map((original) => original && [...new Uint8Array(original)]);

test('each scan finds its own file and thumbnail, whichever pack it is in', async ({ db }) => {
  await addScans(db, [exampleNewScan(1), exampleNewScan(2), exampleNewScan(3)]);
  await addScans(db, [exampleNewScan(4), exampleNewScan(5)]);
  const wanted = [5, 2, 9, 3, 4].map(shaOf);
  expect(bytesOf(await readOriginals(db, wanted))).toEqual([[5, 2, 3], [2, 2, 3], null, [3, 2, 3], [4, 2, 3]]);
  const thumbnails = await readThumbnails(db, wanted);
  expect(thumbnails.map((thumbnail) => thumbnail?.rgba[0])).toEqual([5, 2, undefined, 3, 4]);
});

test('a scan that two tabs imported counts once', async ({ db }) => {
  await db.put('dataSet', { name: 'Scans', synthetic: false, classes: ['Healthy'] }, 'current');
  await addScans(db, [exampleNewScan(1), exampleNewScan(2)]);
  await addScans(db, [exampleNewScan(2), exampleNewScan(3)]);
  const read = await readDataSet(db);
  expect(read?.dataSet.scans).toEqual([exampleScan(1), exampleScan(2), exampleScan(3)]);
  expect(bytesOf(await readOriginals(db, [shaOf(2)]))).toEqual([[2, 2, 3]]);
});

test('files that are not as long as their scans say are refused', async ({ db }) => {
  const writing = addPacks(db, [{ scans: [exampleNewScan(1)], originals: new ArrayBuffer(4) }]);
  await expect(writing).rejects.toThrow('3 bytes in all cannot have 4');
  expect(await db.count('packs')).toBe(0);
});

test('a data set that the first version stored is still there, takes more scans, and can be deleted', async ({
  dbName,
}) => {
  const first = await openDB(dbName, 1, {
    upgrade(db) {
      for (const store of ['dataSet', 'scans', 'originals', 'thumbnails', 'pixels', 'run', 'checkpoint'])
        db.createObjectStore(store);
      db.createObjectStore('outcomes', { autoIncrement: true });
      for (const store of ['models', 'artifacts', 'pieces']) db.createObjectStore(store);
    },
  });
  await first.put('dataSet', { name: 'Scans', synthetic: false, classes: ['Healthy'] }, 'current');
  for (const [order, index] of [7, 3].entries()) {
    await first.put('scans', { ...exampleScan(index), order }, shaOf(index));
    await first.put('originals', Uint8Array.of(index).buffer, shaOf(index));
    const thumbnail = { width: 1, height: 1, channels: 1, pixels: Uint8Array.of(index) };
    await first.put('thumbnails', thumbnail, shaOf(index));
  }
  first.close();

  const db = await openAxialDatabase(dbName);
  await addScans(db, [exampleNewScan(5)]);
  const read = await readDataSet(db);
  expect(read?.dataSet.scans).toEqual([exampleScan(7), exampleScan(3), exampleScan(5)]);
  expect(bytesOf(await readOriginals(db, [3, 5, 7].map(shaOf)))).toEqual([[3], [5, 2, 3], [7]]);
  expect((await readThumbnails(db, [shaOf(7)]))[0]?.rgba).toEqual(Uint8ClampedArray.of(7, 7, 7, 255));
  await deleteDataSet(db);
  for (const store of db.objectStoreNames) expect([store, await db.count(store)]).toEqual([store, 0]);
  db.close();
});
