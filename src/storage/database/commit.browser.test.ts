import { afterEach, expect, vi } from 'vitest';
import { commit, StorageFullError } from './commit.ts';
import { deleteAxialDatabase, openAxialDatabase } from './database.ts';
import { addScans, exampleNewScan, exampleScan, test } from './testDatabase.fixture.ts';

/** Storage Buckets API (Chromium 122): a store with a quota of its own, so that it can really be full. */
type Buckets = {
  open(name: string, options: { quota: number }): Promise<{ readonly indexedDB: IDBFactory }>;
  delete(name: string): Promise<void>;
};

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test('when the browser has no room left, a sentence says so and nothing of the batch is kept', async () => {
  const buckets = (navigator as unknown as { storageBuckets: Buckets }).storageBuckets;
  const bucket = await buckets.open('axial-test-full', { quota: 1_000_000 });
  vi.stubGlobal('indexedDB', bucket.indexedDB);
  const db = await openAxialDatabase();
  await addScans(db, [exampleNewScan(1)]);
  const original = crypto.getRandomValues(new Uint8Array(60_000));
  const large = { ...exampleNewScan(3), original, scan: { ...exampleScan(3), bytes: original.length } };
  const failure = await addScans(db, [exampleNewScan(2), ...Array.from({ length: 50 }, () => large)]).then(
    () => null,
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(StorageFullError);
  expect((failure as Error).message).toMatch(
    /no room left for this page \(it uses \d+ MB.*\): delete models or the data set/,
  );
  for (const store of ['packs', 'packedOriginals', 'packedThumbnails'] as const)
    expect([store, await db.getAllKeys(store)]).toEqual([store, [0]]);
  db.close();
  await deleteAxialDatabase(); // waits until the connection is closed
  await buckets.delete('axial-test-full');
});

test('models that were deleted give their room at once to what needs it', async () => {
  const buckets = (navigator as unknown as { storageBuckets: Buckets }).storageBuckets;
  // Chromium may count what a transaction writes twice while it commits: twice the new scan fits once the model has gone.
  const bucket = await buckets.open('axial-test-room', { quota: 4_000_000 });
  vi.stubGlobal('indexedDB', bucket.indexedDB);
  const db = await openAxialDatabase();
  const noise = (length: number) => {
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
    return bytes;
  };
  const model = (id: string, deletedAt: string | null) =>
    commit(db, ['models', 'artifacts'], (tx, track) => {
      track(tx.objectStore('models').put({ id, deletedAt } as never, id));
      track(tx.objectStore('artifacts').put(noise(200_000).buffer, id));
    });
  await model('kept', null);
  await model('deleted', '2026-11-28T12:00:00.000Z');
  for (let piece = 0; piece < 5; piece++) {
    await commit(db, ['pieces'], (tx, track) =>
      track(tx.objectStore('pieces').put(noise(500_000).buffer, ['deleted', piece])),
    );
  }
  const original = noise(1_400_000);
  await addScans(db, [{ ...exampleNewScan(1), original, scan: { ...exampleScan(1), bytes: original.length } }]);
  expect(await db.getAllKeys('artifacts')).toEqual(['kept']);
  expect(await db.count('packedOriginals')).toBe(1);
  db.close();
  await deleteAxialDatabase();
  await buckets.delete('axial-test-room');
});

test('a put that fails half way leaves nothing of the batch', async ({ db }) => {
  const put = IDBObjectStore.prototype.put;
  let puts = 0;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
    if (++puts === 3) throw new DOMException('No room.', 'QuotaExceededError');
    return put.call(this, value, key);
  });
  await expect(addScans(db, [exampleNewScan(1), exampleNewScan(2)])).rejects.toBeInstanceOf(StorageFullError);
  expect(puts).toBe(3);
  for (const store of db.objectStoreNames) expect([store, await db.count(store)]).toEqual([store, 0]);
});

test('a transaction that the browser aborts leaves nothing, and says so', async ({ db }) => {
  const writing = commit(db, ['originals'], (tx, track) => {
    track(tx.objectStore('originals').put(new ArrayBuffer(1), 'a'));
    tx.abort();
  });
  await expect(writing).rejects.toThrow('nothing of it was kept');
  expect(await db.count('originals')).toBe(0);
});

test('an error of our own in the middle of a change undoes what was put before, and stays itself', async ({ db }) => {
  const own = new Error('The batch is not sound.');
  const writing = commit(db, ['originals'], (tx, track) => {
    track(tx.objectStore('originals').put(new ArrayBuffer(1), 'a'));
    throw own;
  });
  await expect(writing).rejects.toBe(own);
  expect(await db.count('originals')).toBe(0);
});

test('a put that fails while the change waits for a read is told by its own cause, and leaves no loose rejection', async ({
  db,
}) => {
  const writing = commit(db, ['originals'], async (tx, track) => {
    const store = tx.objectStore('originals');
    track(store.add(new ArrayBuffer(1), 'a'));
    track(store.add(new ArrayBuffer(1), 'a'));
    await store.get('a');
  });
  await expect(writing).rejects.toMatchObject({ cause: { name: 'ConstraintError' } });
  expect(await db.count('originals')).toBe(0);
});

test('writing resolves after the browser has committed, not before', async ({ db }) => {
  const events: string[] = [];
  await commit(db, ['originals'], (tx, track) => {
    tx.done.then(() => events.push('committed'));
    track(tx.objectStore('originals').put(new ArrayBuffer(1), 'a'));
  });
  events.push('resolved');
  expect(events).toEqual(['committed', 'resolved']);
});

test('after the connection was closed, writing fails with words and not with a riddle', async ({ dbName }) => {
  const db = await openAxialDatabase(dbName);
  db.close();
  await expect(addScans(db, [exampleNewScan(1)])).rejects.toThrow('was closed: try again');
});
