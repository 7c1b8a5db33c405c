import { openDB } from 'idb';
import { expect, onTestFinished, vi } from 'vitest';
import { openAxialDatabase } from './database.ts';
import { test } from './testDatabase.fixture.ts';

/** The stores that each version of the schema added. Version 4 is commit 281ffdc, whose records have a test of their own. */
const ADDED: readonly (readonly string[])[] = [
  [
    'dataSet',
    'scans',
    'originals',
    'thumbnails',
    'pixels',
    'run',
    'checkpoint',
    'outcomes',
    'models',
    'artifacts',
    'pieces',
  ],
  ['engineTrials'],
  ['packs', 'packedOriginals', 'packedThumbnails'],
  ['edits', 'versions', 'copies', 'findings', 'facts'],
  ['masks'],
];

test.for([1, 2, 3, 4, 5])(
  'a database of version %i opens with what it held, and with every store of today',
  async (version, { dbName }) => {
    const then = await openDB(dbName, version, {
      upgrade(db) {
        for (const store of ADDED.slice(0, version).flat())
          db.createObjectStore(store, { autoIncrement: ['outcomes', 'versions'].includes(store) });
      },
    });
    await then.put('dataSet', { name: 'Then' }, 'current');
    then.close();
    const now = await openAxialDatabase(dbName);
    expect([...now.objectStoreNames].sort()).toEqual(ADDED.flat().sort());
    expect(await now.get('dataSet', 'current')).toEqual({ name: 'Then' });
    now.close();
  },
);

test('a read that the browser breaks off is told once, to whoever asked', async ({ dbName }) => {
  const unhandled = vi.fn((event: Event) => event.preventDefault());
  addEventListener('unhandledrejection', unhandled);
  onTestFinished(() => removeEventListener('unhandledrejection', unhandled));
  const db = await openAxialDatabase(dbName);
  const transaction = db.transaction('models');
  const asked = transaction.store.get('any');
  const ended = new Promise((resolve) => transaction.addEventListener('abort', resolve));
  transaction.abort(); // as when the browser closes the database
  await expect(asked).rejects.toThrow('aborted');
  await ended;
  await new Promise((resolve) => setTimeout(resolve)); // rejections are told after the task
  expect(unhandled).not.toHaveBeenCalled();
  db.close();
});

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
