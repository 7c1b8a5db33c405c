import { expect, test } from 'vitest';
import { nifti } from '../formats/nifti/format.ts';
import { niftiFile } from '../formats/nifti/niftiFile.fixture.ts';
import type { SliceSource, WhichSlices } from '../image/rawImage.ts';
import { slicesOf } from './storedSlice.ts';

/** 8-bit voxels of a volume of so many columns, rows and slices. */
function volume(columns: number, rows: number, slices: number): Uint8Array<ArrayBuffer> {
  const voxels = Uint8Array.from({ length: columns * rows * slices }, (_, index) => index % 251);
  return new Uint8Array(niftiFile({ dim: [3, columns, rows, slices], datatype: 2, voxels }));
}

async function sizesOf(bytes: Uint8Array<ArrayBuffer>): Promise<string[]> {
  const sizes: string[] = [];
  for await (const { width, height } of slicesOf(bytes, nifti, 'all')) sizes.push(`${width} x ${height}`);
  return sizes;
}

test('slices that are too small to be read back are refused before any is kept', async () => {
  await expect(sizesOf(volume(20, 12, 3))).rejects.toThrow('The image is too small: 20 x 12 pixels.');
  expect(await sizesOf(volume(20, 16, 3))).toEqual(['20 x 16', '20 x 16', '20 x 16']);
});

test('one slice of a volume is the one that it is among all of them, and none beyond the last', async () => {
  const slicesOfVolume = async (which: WhichSlices) => {
    const found: SliceSource[] = [];
    for await (const slice of slicesOf(volume(17, 16, 5), nifti, which)) found.push(slice);
    return found;
  };
  const all = await slicesOfVolume('all');
  expect(all.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4]);
  expect(await slicesOfVolume(3)).toEqual([all[3]]);
  expect(await slicesOfVolume('middle')).toEqual([all[2]]);
  expect(await slicesOfVolume(5)).toEqual([]);
});
