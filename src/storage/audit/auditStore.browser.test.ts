import { expect } from 'vitest';
import { shaOf, test } from '../database/testDatabase.fixture.ts';
import { deleteDataSet } from '../dataSet/dataSetStore.ts';
import type { StoredFindings } from './auditRecords.ts';
import {
  readDuplicates,
  readFindings,
  readStatistics,
  writeDuplicates,
  writeFindings,
  writeStatistics,
} from './auditStore.ts';

const findings = (minute: number): StoredFindings => ({
  shortcuts: [
    {
      ...{ from: 'size', preprocessing: null, n: 40, groups: 30, majority: 0.55 },
      accuracy: { value: 0.94, low: 0.9, high: 0.97 },
      auc: { value: 0.96, low: 0.93, high: 0.98 },
      table: [{ value: '512 x 512', countPerClass: [0, 20] }],
    },
  ],
  oddOnes: [{ kind: 'dark', scans: [{ sha256: shaOf(3), value: 1.5 }] }],
  inputs: ['v1-64x64x1-stretch'],
  by: '1.0',
  model: null,
  at: new Date(Date.UTC(2026, 10, 23, 8, minute)).toISOString(),
});

test('copies are those of the very scans, found by this version of Axial', async ({ db }) => {
  await writeDuplicates(db, { of: shaOf(1), by: '1.0', groups: Int32Array.of(0, 1, 0) });
  expect(await readDuplicates(db, shaOf(1), '1.0')).toEqual(Int32Array.of(0, 1, 0));
  expect(await readDuplicates(db, shaOf(2), '1.0')).toBeNull();
  expect(await readDuplicates(db, shaOf(1), '1.1')).toBeNull();
});

test('findings of the last twelve versions are kept, and none that another version of Axial found', async ({ db }) => {
  for (let minute = 0; minute < 13; minute++) await writeFindings(db, `version ${minute}`, findings(minute));
  expect(await db.count('findings')).toBe(12);
  expect(await readFindings(db, 'version 0', '1.0')).toBeNull();
  expect(await readFindings(db, 'version 1', '1.0')).toEqual(findings(1));
  expect(await readFindings(db, 'version 1', '1.1')).toBeNull();
  await db.put('findings', { ...findings(20), shortcuts: [{ from: 'hearsay' }] } as never, 'broken');
  expect(await readFindings(db, 'broken', '1.0')).toBeNull();
});

test('facts come back as they were measured, and nothing of all that outlives the data set', async ({ db }) => {
  const measured = new Map([
    [shaOf(1), { facts: { mean: 12.3, contrast: 4, border: 0.1, sharpness: 0.7 }, colourMode: 'palette' }],
    [shaOf(2), { facts: { mean: 200, contrast: 50, border: 3, sharpness: 0.2 }, colourMode: 'grey' }],
  ] as const);
  await writeStatistics(db, 'pictures', '1.0', measured);
  expect(await readStatistics(db, 'pictures', '1.0')).toEqual(measured);
  expect(await readStatistics(db, 'v1-64', '1.0')).toEqual(new Map());
  await writeFindings(db, 'version', findings(1));
  await writeDuplicates(db, { of: shaOf(1), by: '1.0', groups: Int32Array.of(0) });
  await deleteDataSet(db);
  for (const store of db.objectStoreNames) expect([store, await db.count(store)]).toEqual([store, 0]);
});
