import { gzipSync, zipSync } from 'fflate';
import { expect } from 'vitest';
import { archiveCode } from '../../../archive/messages.ts';
import { readDataSet } from '../../../storage/dataSet/dataSetStore.ts';
import { readOriginals } from '../../../storage/dataSet/scanBatches.ts';
import type { JobsContext } from '../context.ts';
import { test } from '../jobsContext.fixture.ts';
import { importFiles } from './importFiles.ts';
import type { ArchiveListing, ImportRequest } from './importProtocol.ts';

async function shade(level: number): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(40, 30);
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no 2D canvas');
  pen.fillStyle = `rgb(${level} ${level} ${level})`;
  pen.fillRect(0, 0, 40, 30);
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
}

/** 20 x 24 voxels of 16 bits in each slice, whose slices differ (nifti1.h: dim at 40, datatype at 70, pixdim at 76, vox_offset at 108). */
function volume(slices: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(352 + 2 * 20 * 24 * slices);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, 348, true);
  [3, 20, 24, slices, 1, 1, 1, 1].forEach((size, index) => void view.setInt16(40 + 2 * index, size, true));
  view.setInt16(70, 4, true);
  [1, 1, 1, 1].forEach((size, index) => void view.setFloat32(76 + 4 * index, size, true));
  view.setFloat32(108, 352, true);
  bytes.set(new TextEncoder().encode('n+1'), 344);
  for (let i = 0; i < 20 * 24 * slices; i++) view.setInt16(352 + 2 * i, i % 997, true);
  return bytes;
}

function requestOf({ id, paths, sizes }: ArchiveListing, more: Partial<ImportRequest> = {}): ImportRequest {
  const files = paths.map((path, entry) => ({
    file: { archive: id, entry, name: path, size: sizes[entry] ?? 0 },
    path: `set.zip/${path}`,
    className: path.startsWith('dark') ? 'dark' : 'light',
  }));
  return { dataSetName: 'test', classes: ['dark', 'light'], files, ignored: [], ...more };
}

const never = new AbortController().signal;
const endsOf = ({ outcomes }: JobsContext) =>
  Object.fromEntries(outcomes.map((outcome) => [outcome.path, outcome.status]));

test('pictures and volumes in a zip are imported like files, and their own bytes are kept', async ({
  context: jobs,
}) => {
  const picture = await shade(10);
  const zip = zipSync({
    dark: { 'a.png': picture, 'b.png': [await shade(20), { level: 0 }], 'text.png': new TextEncoder().encode('hello') },
    light: { 'c.png': await shade(200), 'head.nii.gz': gzipSync(volume(3)) },
  });
  const listing = await jobs.archives.list(new File([zip], 'set.zip'));
  await importFiles(jobs, requestOf(listing), false, () => {}, never);
  expect(endsOf(jobs)).toEqual({
    'set.zip/dark/a.png': 'imported',
    'set.zip/dark/b.png': 'imported',
    'set.zip/dark/text.png': 'refused',
    'set.zip/light/c.png': 'imported',
    'set.zip/light/head.nii.gz [1]': 'imported',
    'set.zip/light/head.nii.gz [2]': 'imported',
    'set.zip/light/head.nii.gz [3]': 'imported',
  });
  const scans = jobs.requireDataSet().scans;
  const first = scans.find(({ path }) => path === 'set.zip/dark/a.png');
  expect(first).toMatchObject({ name: 'a.png', format: 'png', width: 40, height: 30, bytes: picture.length });
  expect(await readOriginals(jobs.db, [first?.sha256 ?? ''])).toEqual([picture.buffer]);
  const slices = scans.filter(({ format }) => format === 'nifti');
  expect(slices.map(({ width, height, slice }) => [width, height, slice?.position])).toEqual([
    [20, 24, 0],
    [20, 24, 1],
    [20, 24, 2],
  ]);
  expect(new Set(slices.map(({ subject }) => `${subject?.from} ${subject?.id}`)).size).toBe(1);
});

test('plane and range of volumes are obeyed', async ({ context: jobs }) => {
  const listing = await jobs.archives.list(new File([zipSync({ 'dark.nii': volume(18) })], 'set.zip'));
  const request = requestOf(listing, { volumes: { plane: 'coronal', from: 0.25, to: 0.75 } });
  await importFiles(jobs, request, false, () => {}, never);
  expect(jobs.outcomes).toHaveLength(12);
  expect((await readDataSet(jobs.db))?.dataSet.volumes).toEqual(request.volumes);
  expect(jobs.requireDataSet().scans.map(({ width, height, slice }) => [width, height, slice?.position])).toEqual(
    Array.from({ length: 12 }, (_, index) => [20, 18, index + 6]),
  );
});

test('an entry that cannot be unpacked is refused with the reason, and the others beside it are imported', async ({
  context: jobs,
}) => {
  // So many that several are taken in together.
  const pictures = await Promise.all(Array.from({ length: 9 }, (_, index) => shade(20 * index)));
  const zip = zipSync(Object.fromEntries(pictures.map((bytes, index) => [`dark/${index}.png`, bytes])));
  // The list says one byte less of the third entry than there is.
  const third = zip.length - 22 - 7 * (46 + 'dark/0.png'.length) + 24;
  const view = new DataView(zip.buffer, zip.byteOffset);
  expect(view.getUint32(third, true)).toBe(pictures[2]?.length);
  view.setUint32(third, (pictures[2]?.length ?? 0) - 1, true);
  const listing = await jobs.archives.list(new File([zip], 'set.zip'));
  await importFiles(jobs, requestOf(listing), false, () => {}, never);
  const ends = pictures.map((_, index) => [`set.zip/dark/${index}.png`, index === 2 ? 'refused' : 'imported']);
  expect(endsOf(jobs)).toEqual(Object.fromEntries(ends));
  expect(jobs.outcomes.find(({ status }) => status === 'refused')).toMatchObject({
    ...archiveCode('entry-wrong-size'),
  });
});

test('after a reload the entries of an archive are refused in words, and nothing else is lost', async ({
  context: jobs,
}) => {
  const listing = { id: 'of the page before', paths: ['dark/a.png'], sizes: [10], refused: [] };
  const request = requestOf(listing);
  const file = { file: new File([await shade(9)], 'b.png'), path: 'dark/b.png', className: 'dark' };
  await importFiles(jobs, { ...request, files: [...request.files, file] }, false, () => {}, never);
  expect(endsOf(jobs)).toEqual({ 'set.zip/dark/a.png': 'refused', 'dark/b.png': 'imported' });
  expect(jobs.outcomes.find(({ status }) => status === 'refused')).toMatchObject({
    ...archiveCode('zip-closed'),
  });
});
