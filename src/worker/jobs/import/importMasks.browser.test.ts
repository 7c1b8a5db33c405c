import { expect } from 'vitest';
import { readTestFile } from '../../../decoding/testFile.fixture.ts';
import { deleteDataSet } from '../../../storage/dataSet/dataSetStore.ts';
import { readMasks } from '../../../storage/dataSet/maskStore.ts';
import { test } from '../jobsContext.fixture.ts';
import { scanMask } from '../view/scanMask.ts';
import { importFiles } from './importFiles.ts';
import type { ImportRequest } from './importProtocol.ts';

type Context = Parameters<typeof scanMask>[0];

async function importing(context: Context, files: ImportRequest['files']) {
  const request: ImportRequest = { dataSetName: 'test', classes: ['a'], files, ignored: [] };
  await importFiles(context, request, false, () => {}, new AbortController().signal);
  return context.requireDataSet().scans;
}

/** A NIfTI volume of labels 1 in one corner (nifti1.h: dim at 40, datatype at 70, pixdim at 76, vox_offset at 108). */
async function labelsOf20x18x16(): Promise<File> {
  const bytes = new Uint8Array(352 + 20 * 18 * 16);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, 348, true);
  for (const [i, count] of [3, 20, 18, 16, 1, 1, 1, 1].entries()) view.setInt16(40 + 2 * i, count, true);
  view.setInt16(70, 2, true);
  view.setInt16(72, 8, true);
  for (let i = 0; i < 4; i++) view.setFloat32(76 + 4 * i, 1, true);
  view.setFloat32(108, 352, true);
  bytes.set([0x6e, 0x2b, 0x31, 0], 344);
  for (let i = 0; i < 2000; i++) bytes[352 + i] = 1;
  return new File([bytes], 'other.nii');
}

/** White in the upper half of 32 x 32 pixels, or where it is asked for. */
async function half(isWhite: (x: number, y: number) => boolean = (_, y) => y < 16): Promise<File> {
  const canvas = new OffscreenCanvas(32, 32);
  const pen = canvas.getContext('2d');
  for (let y = 0; y < 32; y++) {
    for (let x = 0; x < 32; x++) {
      if (pen) pen.fillStyle = isWhite(x, y) ? 'white' : 'black';
      pen?.fillRect(x, y, 1, 1);
    }
  }
  return new File([await canvas.convertToBlob()], 'm.png');
}

test('the masks of an image are kept with its scan, and go with the data set', async ({ context }) => {
  const file = await half((x, y) => (x * y) % 7 > 2);
  const masks = [await half(), await half((x) => x >= 30)];
  const [scan, other] = await importing(context, [
    { file, path: 'a/1.png', className: 'a', masks },
    { file: await half((x) => x % 3 === 0), path: 'a/2.png', className: 'a' },
  ]);
  const mask = await scanMask(context, scan?.sha256 ?? '');
  expect(mask?.labels).toEqual([255]);
  const expected = Array.from({ length: 1024 }, (_, i) => (i < 512 || i % 32 >= 30 ? 1 : 0));
  expect([...(mask?.places ?? [])]).toEqual(expected);
  expect(await scanMask(context, other?.sha256 ?? '')).toBeNull();
  await deleteDataSet(context.db);
  expect(await readMasks(context.db, scan?.sha256 ?? '')).toEqual([]);
});

test('a volume of few whole numbers beside another is its mask, and no scan', async ({ context }) => {
  const labels = await labelsOf20x18x16();
  const scans = await importing(context, [
    { file: new File([await readTestFile('nifti/float.nii.gz')], 'v.nii.gz'), path: 'a/P1/v.nii.gz', className: 'a' },
    { file: labels, path: 'a/P1/other.nii', className: 'a' },
    { file: labels, path: 'a/alone/other.nii', className: 'a' },
  ]);
  expect(context.outcomes.find(({ path }) => path === 'a/P1/other.nii')).toMatchObject({
    status: 'ignored',
    code: 'mask-by-values',
  });
  expect(scans.some(({ path }) => path.startsWith('a/alone/other.nii'))).toBe(true);
  expect(scans.some(({ path }) => path.startsWith('a/P1/other.nii'))).toBe(false);
});

test('a mask that cannot be read costs neither the scan nor the other masks', async ({ context }) => {
  const masks = [new File(['no image'], 'x.png'), await half()];
  const [scan] = await importing(context, [{ file: await half((x) => x > 9), path: 'a/1.png', className: 'a', masks }]);
  expect((await scanMask(context, scan?.sha256 ?? ''))?.labels).toEqual([255]);
});

test('of a volume of labels each slice is kept with the slice that it marks', async ({ context }) => {
  const volume = new File([await readTestFile('nifti/float.nii.gz')], 'v.nii.gz');
  // The same voxels as 8-bit numbers stand for labels: what counts is that the slices fit.
  const scans = await importing(context, [{ file: volume, path: 'a/v.nii.gz', className: 'a', masks: [volume] }]);
  expect(scans.length).toBeGreaterThan(5);
  const middle = scans[Math.floor(scans.length / 2)];
  const mask = await scanMask(context, middle?.sha256 ?? '');
  expect(mask).toMatchObject({ width: middle?.width, height: middle?.height });
  const [stored] = await readMasks(context.db, middle?.sha256 ?? '');
  // A mask that is the volume itself has the bytes of the slice that it marks, and no other's.
  expect(stored?.bytes.byteLength).toBe(middle?.bytes);
  const digest = await crypto.subtle.digest('SHA-256', stored?.bytes ?? new ArrayBuffer());
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  expect(hex).toBe(middle?.sha256);
});
