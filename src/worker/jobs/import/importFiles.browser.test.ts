import { expect, vi } from 'vitest';
import { type UnfinishedFiles, unfinishedFiles } from '../../../dataset/import/unfinishedImport.ts';
import { importCode } from '../../../dataset/messages.ts';
import { preprocessingKey } from '../../../preprocessing/preprocess.ts';
import { DEFAULT_INPUT } from '../../../preprocessing/preprocessingSpec.ts';
import { deleteAxialDatabase, openAxialDatabase } from '../../../storage/database/database.ts';
import { deleteDataSet, readDataSet } from '../../../storage/dataSet/dataSetStore.ts';
import { readPixels } from '../../../storage/dataSet/pixelStore.ts';
import { readOriginals, readThumbnails } from '../../../storage/dataSet/scanBatches.ts';
import { walkHandles } from '../../../ui/drop/walkHandles.ts';
import { test } from '../jobsContext.fixture.ts';
import { importFiles } from './importFiles.ts';
import type { ImportProgress, ImportRequest } from './importProtocol.ts';

/** A grey square of its own shade, as the browser encodes it. */
async function shade(level: number, type = 'image/png'): Promise<Blob> {
  const canvas = new OffscreenCanvas(40, 30);
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no 2D canvas');
  pen.fillStyle = `rgb(${level} ${level} ${level})`;
  pen.fillRect(0, 0, 40, 30);
  return canvas.convertToBlob({ type });
}

function requestOf(files: readonly (readonly [path: string, blob: Blob])[]): ImportRequest {
  return {
    dataSetName: 'test',
    classes: ['dark', 'light'],
    files: files.map(([path, blob]) => ({
      file: new File([blob], path),
      path,
      className: path.startsWith('dark') ? 'dark' : 'light',
    })),
    ignored: [{ path: 'dark/Thumbs.db', ...importCode('system-file') }],
  };
}

test('every file has one outcome, in the order of the files, and a bad one does not stop the rest', async ({
  context: jobs,
}) => {
  const same = await shade(10);
  const request = requestOf([
    ['dark/a.png', same],
    ['dark/not a picture.png', new Blob(['hello'])],
    ['light/twin of a.png', same],
    ['light/b.jpg', await shade(200, 'image/jpeg')],
  ]);
  const reports: ImportProgress[] = [];
  const result = await importFiles(
    jobs,
    request,
    false,
    (progress) => reports.push(progress),
    new AbortController().signal,
  );

  expect(result.problem).toBeNull();
  expect(Object.fromEntries(jobs.outcomes.map((outcome) => [outcome.path, outcome.status]))).toEqual({
    'dark/a.png': 'imported',
    'dark/not a picture.png': 'refused',
    'light/twin of a.png': 'duplicate',
    'light/b.jpg': 'imported',
    'dark/Thumbs.db': 'ignored',
  });
  expect(jobs.outcomes.find((outcome) => outcome.status === 'duplicate')).toMatchObject({
    of: 'dark/a.png',
    ofClassName: 'dark',
  });
  expect(reports.at(-1)).toMatchObject({ done: 4, total: 4, imported: 2, duplicates: 1, refused: 1, secondsLeft: 0 });
});

test('what was imported is there again when the database is opened anew, with originals, thumbnails and pixels', async ({
  context: jobs,
  dbName,
}) => {
  const original = await shade(10);
  await importFiles(jobs, requestOf([['dark/a.png', original]]), false, () => {}, new AbortController().signal);
  jobs.db.close();

  const again = await openAxialDatabase(dbName);
  const kept = await readDataSet(again);
  const [scan] = kept?.dataSet.scans ?? [];
  expect(scan).toMatchObject({
    name: 'a.png',
    path: 'dark/a.png',
    className: 'dark',
    format: 'png',
    width: 40,
    height: 30,
  });
  const sha256 = scan?.sha256 ?? '';
  expect(await readOriginals(again, [sha256])).toEqual([await original.arrayBuffer()]);
  expect((await readThumbnails(again, [sha256]))[0]).toMatchObject({ width: 40, height: 30 });
  const key = preprocessingKey(DEFAULT_INPUT);
  const [pixels] = (await readPixels(again, key)).values();
  expect(pixels).toEqual(new Uint8Array(64 * 64).fill(10));
  again.close();
});

test('a second import adds to the first, and knows its scans', async ({ context: jobs }) => {
  const never = new AbortController().signal;
  await importFiles(jobs, requestOf([['dark/a.png', await shade(10)]]), false, () => {}, never);
  const second = requestOf([
    ['dark/a again.png', await shade(10)],
    ['light/b.png', await shade(220)],
  ]);
  const before = jobs.outcomes.length;
  await importFiles(jobs, second, false, () => {}, never);
  const outcomes = jobs.outcomes.slice(before);
  expect(outcomes.map((outcome) => outcome.status)).toEqual(['duplicate', 'imported', 'ignored']);
  expect(jobs.dataSet?.scans.map((scan) => scan.path)).toEqual(['dark/a.png', 'light/b.png']);
});

test('a stopped import leaves files unread, as a number and not one by one, and notes them', async ({
  context: jobs,
  dbName,
}) => {
  const stopped = new AbortController();
  stopped.abort();
  const request = requestOf([['dark/a.png', await shade(10)]]);
  const { unread } = await importFiles(jobs, request, false, () => {}, stopped.signal);
  const { outcomes } = jobs;
  expect(outcomes.map(({ status }) => status)).toEqual(['ignored']);
  expect(unread).toEqual([0]);
  expect(jobs.dataSet?.scans).toEqual([]);
  expect(await notedIn(dbName)).toEqual({ step: 'stopped', files: 1, read: 0 });
});

test('the note keeps handles of what was dropped while files are unread, and lets them go with the last file', async ({
  context: jobs,
  dbName,
}) => {
  const name = `dropped-${dbName}`;
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(name, { create: true });
  await folder.getFileHandle('1.png', { create: true });
  const answers = { leftOut: ['c'], looseClass: '', labelsFrom: null, patients: { from: 'nothing' as const } };
  const sources = { handles: [folder], answers: { ...answers, volumes: null, columns: [] } };
  const request = { ...requestOf([['dark/a.png', await shade(10)]]), sources };
  const stopped = new AbortController();
  stopped.abort();
  await importFiles(jobs, request, false, () => {}, stopped.signal);
  const keptIn = async () => {
    const db = await openAxialDatabase(dbName);
    const kept = await readDataSet(db);
    db.close();
    return kept?.unfinished ?? null;
  };
  const kept = await keptIn();
  expect(kept?.sources?.answers).toEqual(sources.answers);
  const { files } = await walkHandles(kept?.sources?.handles ?? []);
  expect(files.map(({ path }) => path)).toEqual([`${name}/1.png`]);

  await importFiles(jobs, { ...request, continues: true }, false, () => {}, new AbortController().signal);
  expect(await keptIn()).toBeNull();
  await root.removeEntry(name, { recursive: true });
});

test('an import is noted before its first file, with what is stored of it, until it ends', async ({
  context: jobs,
  dbName,
}) => {
  const files = await Promise.all(
    Array.from({ length: 230 }, async (_, i) => [`${i % 2 ? 'dark' : 'light'}/${i}.png`, await shade(i)] as const),
  );
  const noted: (UnfinishedFiles | null)[] = [];
  const decodeAll = jobs.pool.decodeAll.bind(jobs.pool);
  const decoding = vi.spyOn(jobs.pool, 'decodeAll').mockImplementation(async function* <T>(
    ...[batches, wanted, signal]: Parameters<typeof decodeAll<T>>
  ) {
    noted.push(await notedIn(dbName));
    yield* decodeAll(batches, wanted, signal);
  });
  const { unread } = await importFiles(jobs, requestOf(files), false, () => {}, new AbortController().signal);
  decoding.mockRestore();
  expect(unread).toEqual([]);
  expect(noted).toEqual([{ step: 'interrupted', files: 230, read: 0 }]);
  expect(await notedIn(dbName)).toBeNull();
});

test('after a crash the note counts exactly the files whose scans are stored, of all classes alike', async ({
  context: jobs,
  dbName,
}) => {
  const files = await Promise.all(
    Array.from({ length: 400 }, async (_, i) => {
      const name = `${i < 200 ? 'dark' : 'light'}/${i}.png`;
      return [name, new Blob([await shade(i % 250), String(i)])] as const;
    }),
  );
  dieAtBatch(2);
  await importFiles(jobs, requestOf(files), false, () => {}, new AbortController().signal);
  vi.restoreAllMocks();

  const again = await openAxialDatabase(dbName);
  const kept = await readDataSet(again);
  again.close();
  const scans = kept?.dataSet.scans ?? [];
  expect(scans.length).toBeGreaterThanOrEqual(200);
  expect(await notedIn(dbName)).toEqual({ step: 'interrupted', files: 400, read: scans.length });
  expect(kept?.outcomes).toHaveLength(scans.length);
  const dark = scans.filter(({ className }) => className === 'dark').length;
  expect(Math.abs(2 * dark - scans.length)).toBeLessThanOrEqual(16);
});

/** The connection is gone when the import stores for the `nth` time: nothing is written from then on, as in a crash. */
function dieAtBatch(nth: number): void {
  const transaction = IDBDatabase.prototype.transaction;
  let batches = 0;
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
    this: IDBDatabase,
    stores,
    mode,
    options,
  ) {
    if (mode === 'readwrite' && [...stores].includes('packs')) batches += 1;
    if (batches === nth) this.close();
    return transaction.call(this, stores, mode, options);
  });
}

test('a copy of a scan that could not be stored is unread with it, and no duplicate of nothing', async ({
  context: jobs,
}) => {
  const same = await shade(10);
  const request = requestOf([
    ['dark/a.png', same],
    ['light/b.png', await shade(200)],
    ['dark/twin of a.png', same],
  ]);
  dieAtBatch(1);
  const { unread, problem } = await importFiles(jobs, request, false, () => {}, new AbortController().signal);
  const { outcomes } = jobs;
  vi.restoreAllMocks();
  expect(problem).not.toBeNull();
  expect(unread).toEqual([0, 1, 2]);
  expect(outcomes.map(({ status }) => status)).toEqual(['ignored']);
});

test('a page whose data set another page has taken over writes nothing more', async ({ context: jobs, dbName }) => {
  const other = await openAxialDatabase(dbName);
  const files = await Promise.all(
    Array.from({ length: 40 }, async (_, i) => [`dark/${i}.png`, await shade(i)] as const),
  );
  let taken: Promise<unknown> | null = null;
  const { problem, unread } = await importFiles(
    jobs,
    requestOf(files),
    false,
    () => {
      taken ??= deleteDataSet(other);
    },
    new AbortController().signal,
  );
  await taken;
  expect(problem).toMatch(/another tab/i);
  expect(unread).toHaveLength(40);
  expect(await readDataSet(other)).toBeNull();
  expect(await other.count('packs')).toBe(0);
  other.close();
});

async function notedIn(dbName: string): Promise<UnfinishedFiles | null> {
  const db = await openAxialDatabase(dbName);
  const kept = await readDataSet(db);
  db.close();
  return kept?.unfinished ? unfinishedFiles(kept.unfinished) : null;
}

test('an import whose storage is cleared under it does not pass for a data set', async ({ context: jobs, dbName }) => {
  const files = await Promise.all(
    Array.from({ length: 40 }, async (_, i) => [`dark/${i}.png`, await shade(i)] as const),
  );
  const cleared = `${dbName}-cleared`;
  const anew = await openAxialDatabase(cleared);
  // As the worker does where the browser says that the storage was closed.
  const clear = () => {
    jobs.db.close();
    jobs.keepIn(anew);
    jobs.forgetDataSet();
  };
  const importing = importFiles(
    jobs,
    requestOf(files),
    false,
    () => {
      if (jobs.db !== anew) clear();
    },
    new AbortController().signal,
  );
  await expect(importing).rejects.toThrow('was cleared during the import');
  expect(jobs.dataSet).toBeNull();
  jobs.db.close();
  await deleteAxialDatabase(cleared);
});
