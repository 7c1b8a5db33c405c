import { expect } from 'vitest';
import { preprocessingKey } from '../../preprocessing/preprocess.ts';
import { openAxialDatabase } from '../../storage/database.ts';
import { readDataSet } from '../../storage/dataSetStore.ts';
import { readPixels } from '../../storage/pixelStore.ts';
import { readOriginals, readThumbnails } from '../../storage/scanPacks.ts';
import type { ImportProgress, ImportRequest } from '../protocol.ts';
import { importFiles } from './importFiles.ts';
import { test } from './jobsContext.fixture.ts';

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
    ignored: [{ path: 'dark/Thumbs.db', reason: 'a system file' }],
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
  expect(Object.fromEntries(result.outcomes.map((outcome) => [outcome.path, outcome.status]))).toEqual({
    'dark/a.png': 'imported',
    'dark/not a picture.png': 'refused',
    'light/twin of a.png': 'duplicate',
    'light/b.jpg': 'imported',
    'dark/Thumbs.db': 'ignored',
  });
  expect(result.outcomes.find((outcome) => outcome.status === 'duplicate')).toMatchObject({
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
  const key = preprocessingKey({ version: 1, size: 64, depth: 1, fit: 'stretch' });
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
  const { outcomes } = await importFiles(jobs, second, false, () => {}, never);
  expect(outcomes.map((outcome) => outcome.status)).toEqual(['duplicate', 'imported', 'ignored']);
  expect(jobs.dataSet?.scans.map((scan) => scan.path)).toEqual(['dark/a.png', 'light/b.png']);
});

test('a stopped import says of every file that is left that it was not imported', async ({ context: jobs }) => {
  const stopped = new AbortController();
  stopped.abort();
  const request = requestOf([['dark/a.png', await shade(10)]]);
  const { outcomes } = await importFiles(jobs, request, false, () => {}, stopped.signal);
  expect(outcomes[0]).toMatchObject({ status: 'refused', reason: expect.stringContaining('stopped') });
  expect(jobs.dataSet?.scans).toEqual([]);
});
