import { openDB } from 'idb';
import { expect, vi } from 'vitest';
import { openAxialDatabase } from './database.ts';
import { test } from './testDatabase.fixture.ts';

test('an older tab makes way for a newer version and says so', async ({ dbName }) => {
  const onTrouble = vi.fn();
  await openAxialDatabase(dbName, onTrouble);
  const newer = await openDB(dbName, 99);
  expect(onTrouble.mock.calls).toEqual([[expect.stringContaining('newer version of Axial was opened in another tab')]]);
  newer.close();
});

test('a page that is older than the stored data says what to do', async ({ dbName }) => {
  (await openDB(dbName, 99)).close();
  await expect(openAxialDatabase(dbName)).rejects.toThrow('holds data of a newer version of Axial: reload the page');
});

test('a browser that refuses to store is answered in words', async ({ dbName }) => {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  });
  await expect(openAxialDatabase(dbName)).rejects.toThrow('does not let the page store anything');
  vi.restoreAllMocks();
});
