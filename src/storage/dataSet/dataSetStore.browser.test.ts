import { expect } from 'vitest';
import type { FileOutcome } from '../../dataset/scan.ts';
import { openAxialDatabase } from '../database/database.ts';
import { addOutcomes, addScans, exampleNewScan, exampleScan, shaOf, test } from '../database/testDatabase.fixture.ts';
import { exampleRun } from '../training/exampleRun.fixture.ts';
import { readRun, saveFold, saveRun } from '../training/runCheckpoints.ts';
import { deleteDataSet, readDataSet, writeDataSetHeader } from './dataSetStore.ts';
import { readPixels } from './pixelStore.ts';
import { readOriginals, readThumbnails } from './scanBatches.ts';

const header = { name: 'Scans', synthetic: true, classes: ['Healthy', 'Brain Tumor'] };
const outcomes: FileOutcome[] = [
  { status: 'imported', path: 'Healthy/2.jpg', className: 'Healthy' },
  {
    status: 'refused',
    path: 'Healthy/x.jpg',
    className: 'Healthy',
    code: 'image-too-long',
    params: { width: 9000, height: 80, most: 8192 },
  },
  { status: 'ignored', path: '.DS_Store', code: 'system-file', params: {} },
  { status: 'duplicate', path: 'a', className: 'Healthy', of: 'b', ofClassName: 'Brain Tumor' },
];

test('there is no data set in a new database', async ({ db }) => {
  expect(await readDataSet(db)).toBeNull();
});

test('a reopened database has the data set, scans in the order of import', async ({ dbName }) => {
  const first = await openAxialDatabase(dbName);
  await writeDataSetHeader(first, header);
  await addScans(first, [exampleNewScan(9), exampleNewScan(2, 'Brain Tumor')]);
  await addScans(first, [exampleNewScan(5)]);
  await addOutcomes(first, outcomes.slice(0, 2));
  await addOutcomes(first, outcomes.slice(2));
  first.close();

  const second = await openAxialDatabase(dbName);
  expect(await readDataSet(second)).toEqual({
    dataSet: { ...header, scans: [exampleScan(9), exampleScan(2, 'Brain Tumor'), exampleScan(5)] },
    outcomes,
    unfinished: null,
  });
  second.close();
});

test('originals and thumbnails come back in the order asked for, null where there is none', async ({ db }) => {
  await addScans(db, [exampleNewScan(1), exampleNewScan(2)]);
  const originals = await readOriginals(db, [shaOf(2), shaOf(3), shaOf(1)]);
  expect(originals.map((original) => original && [...new Uint8Array(original)])).toEqual([[2, 2, 3], null, [1, 2, 3]]);
  const [first, none] = await readThumbnails(db, [shaOf(2), shaOf(3)]);
  expect(first).toEqual({ width: 1, height: 2, rgba: Uint8ClampedArray.of(2, 20, 30, 255, 40, 50, 60, 255) });
  expect(none).toBeNull();
});

test('the pixels of a batch are stored with it, under their key', async ({ db }) => {
  await addScans(db, [exampleNewScan(1), { ...exampleNewScan(2), pixels: null }, exampleNewScan(3)]);
  expect(await readPixels(db, 'v1-64-1-stretch')).toEqual(
    new Map([
      [shaOf(1), Uint8Array.of(1, 7, 8, 9)],
      [shaOf(3), Uint8Array.of(3, 7, 8, 9)],
    ]),
  );
});

test('a scan that cannot be read back is left out in words, and costs no other', async ({ db }) => {
  await writeDataSetHeader(db, header);
  await addScans(db, [exampleNewScan(1), exampleNewScan(2)]);
  const broken = { ...exampleScan(3), width: 'wide' };
  const pack = { number: 1, sha256s: [shaOf(3), shaOf(5)], scans: [broken, exampleScan(5)], ends: [3, 6] };
  await db.put('packs', pack as never, 1);
  await db.put('packs', 'nonsense' as never, 2);
  const read = await readDataSet(db);
  expect(read?.dataSet.scans).toEqual([exampleScan(1), exampleScan(2), exampleScan(5)]);
  expect(read?.outcomes).toEqual([
    { status: 'ignored', path: 'Healthy/3.jpg', code: 'scan-record-broken', params: {} },
    { status: 'ignored', path: 'a stored scan', code: 'scan-record-broken', params: {} },
  ]);
});

test('a header that cannot be read back costs the name, not the scans', async ({ db }) => {
  await addScans(db, [exampleNewScan(1, 'b'), exampleNewScan(2, 'a')]);
  await db.put('dataSet', { name: 7, synthetic: true } as never, 'current');
  expect(await readDataSet(db)).toMatchObject({
    dataSet: {
      name: 'Data set',
      synthetic: true,
      classes: ['a', 'b'],
      scans: [{ path: 'b/1.jpg' }, { path: 'a/2.jpg' }],
    },
  });
});

test('which slices of volumes were taken is kept, and costs nothing else where it cannot be read back', async ({
  db,
}) => {
  const volumes = { plane: 'coronal', from: 0.25, to: 0.75 } as const;
  await writeDataSetHeader(db, { ...header, volumes });
  expect((await readDataSet(db))?.dataSet).toEqual({ ...header, volumes, scans: [] });
  await db.put('dataSet', { ...header, volumes: { ...volumes, plane: 'oblique' } } as never, 'current');
  expect((await readDataSet(db))?.dataSet).toEqual({ ...header, scans: [] });
});

test('a scan of a class that the header does not name keeps its class', async ({ db }) => {
  await addScans(db, [exampleNewScan(1, 'Cyst'), exampleNewScan(2)]);
  await writeDataSetHeader(db, header);
  expect((await readDataSet(db))?.dataSet.classes).toEqual(['Healthy', 'Brain Tumor', 'Cyst']);
});

test('deleting the data set leaves nothing of it, nor of the run on it', async ({ db }) => {
  await writeDataSetHeader(db, header);
  await addScans(db, [exampleNewScan(1)]);
  await addOutcomes(db, outcomes);
  await saveRun(db, exampleRun);
  await saveFold(db, exampleRun, 1, { weights: new ArrayBuffer(40_000_000) });
  expect(await db.count('pieces')).toBeGreaterThan(0);
  await deleteDataSet(db);
  expect(await readDataSet(db)).toBeNull();
  expect(await readRun(db)).toBeNull();
  for (const store of db.objectStoreNames) expect([store, await db.count(store)]).toEqual([store, 0]);
});
