import { expect } from 'vitest';
import { openAxialDatabase } from '../database/database.ts';
import { test } from '../database/testDatabase.fixture.ts';
import { exampleRun } from './exampleRun.fixture.ts';
import { readRun, saveRun } from './runCheckpoints.ts';
import { deleteRun, readRunHeader } from './runStore.ts';

test('a run is there after the database was closed and opened again, checkpoint included', async ({ dbName }) => {
  const first = await openAxialDatabase(dbName);
  await saveRun(first, exampleRun);
  first.close();
  const second = await openAxialDatabase(dbName);
  expect(await readRun(second)).toEqual(exampleRun);
  const { checkpoint: _, ...header } = exampleRun;
  expect(await readRunHeader(second)).toEqual(header);
  second.close();
});

test('a later save replaces the run, and a deleted run is gone', async ({ db }) => {
  await saveRun(db, exampleRun);
  await saveRun(db, { ...exampleRun, savedAt: '2026-11-23T09:00:00.000Z', checkpoint: { epoch: 2 } });
  expect(await readRun(db)).toMatchObject({ savedAt: '2026-11-23T09:00:00.000Z', checkpoint: { epoch: 2 } });
  await deleteRun(db);
  expect(await readRun(db)).toBeNull();
  expect(await readRunHeader(db)).toBeNull();
  expect(await db.count('checkpoint')).toBe(0);
});

test('a checkpoint that cannot be cloned leaves the run before as it was', async ({ db }) => {
  await saveRun(db, exampleRun);
  await expect(saveRun(db, { ...exampleRun, savedAt: 'later', checkpoint: () => 0 })).rejects.toThrow(
    'nothing of it was kept',
  );
  expect(await readRun(db)).toEqual(exampleRun);
});

test('a run that cannot be read back is refused in words that name the field', async ({ db }) => {
  await saveRun(db, exampleRun);
  const request = { ...exampleRun.request, preprocessing: { ...exampleRun.request.preprocessing, size: 5000 } };
  await db.put('run', { ...exampleRun, request }, 'current');
  const sentence = 'The interrupted run cannot be read back (request.preprocessing.size must be between 32 and 256).';
  await expect(readRun(db)).rejects.toThrow(sentence);
  await expect(readRunHeader(db)).rejects.toThrow(sentence);
});
