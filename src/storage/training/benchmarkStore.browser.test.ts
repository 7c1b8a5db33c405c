import { openDB } from 'idb';
import { expect } from 'vitest';
import { openAxialDatabase } from '../database/database.ts';
import { test } from '../database/testDatabase.fixture.ts';
import type { StoredBenchmarks } from './benchmarkRecords.ts';
import { readBenchmarks, writeBenchmarks } from './benchmarkStore.ts';

const stored = (setting: string, minute = 0): StoredBenchmarks => ({
  setting,
  trials: [
    { backend: 'wasm', device: 'SIMD, 2 threads', result: { outcome: 'measured', scansPerSecond: 410, threads: 2 } },
    { backend: 'webgl', device: 'software', result: { outcome: 'given-up', atMost: 12, afterMs: 700 } },
    { backend: 'webgpu', device: 'none', result: { outcome: 'unusable', reason: 'It computes wrong numbers.' } },
  ],
  measuredAt: new Date(Date.UTC(2026, 10, 23, 8, minute)).toISOString(),
});

test('what was measured of a network is remembered in its setting', async ({ db }) => {
  await writeBenchmarks(db, 'course', stored('this device'));
  expect(await readBenchmarks(db, 'course', 'this device')).toEqual(stored('this device'));
  expect(await readBenchmarks(db, 'course', 'another device')).toBeNull();
  expect(await readBenchmarks(db, 'compact', 'this device')).toBeNull();
});

test('when the setting changes, everything that was measured in the old one is forgotten', async ({ db }) => {
  await writeBenchmarks(db, 'course', stored('version 1'));
  await writeBenchmarks(db, 'compact', stored('version 2'));
  expect(await db.getAllKeys('engineTrials')).toEqual(['compact']);
});

test('the fifty networks measured last are remembered', async ({ db }) => {
  for (let minute = 0; minute < 52; minute++) await writeBenchmarks(db, `network ${minute}`, stored('here', minute));
  await writeBenchmarks(db, 'network 10', stored('here', 53));
  expect(await db.count('engineTrials')).toBe(50);
  expect(await readBenchmarks(db, 'network 1', 'here')).toBeNull();
  expect(await readBenchmarks(db, 'network 2', 'here')).not.toBeNull();
});

test('a record that cannot be read is as good as none', async ({ db }) => {
  await db.put('engineTrials', { ...stored('here'), trials: [{ backend: 'abacus' }] } as never, 'course');
  expect(await readBenchmarks(db, 'course', 'here')).toBeNull();
});

test('a database of the first version gets the new store and keeps what it holds', async ({ dbName }) => {
  const first = await openDB(dbName, 1, { upgrade: (db) => void db.createObjectStore('models') });
  await first.put('models', 'a model', 'id');
  first.close();
  const db = await openAxialDatabase(dbName);
  expect(await db.get('models', 'id')).toBe('a model');
  await writeBenchmarks(db, 'course', stored('here'));
  expect(await readBenchmarks(db, 'course', 'here')).toEqual(stored('here'));
  db.close();
});
