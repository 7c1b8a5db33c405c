import { expect } from 'vitest';
import { niftiFile } from '../../../decoding/formats/nifti/niftiFile.fixture.ts';
import { noAugmentation } from '../../../preprocessing/preprocessingSpec.ts';
import { importFiles } from '../import/importFiles.ts';
import { test } from '../jobsContext.fixture.ts';
import { augmentedInputs } from './augmentedInputs.ts';
import { networkInput, sliceCount } from './networkInput.ts';

const SPEC = { version: 1, size: 32, depth: 1, fit: 'stretch' } as const;

/** Grey of the square of 2 x 2 pixels in column x and row y. */
const shadeAt = (x: number, y: number) => (7 * x + 5 * y) % 256;

/** 64 x 64 pixels in squares of one grey, so that halving keeps each grey as it is. */
async function squares(): Promise<File> {
  const canvas = new OffscreenCanvas(64, 64);
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no 2D canvas');
  for (let y = 0; y < 32; y++) {
    for (let x = 0; x < 32; x++) {
      pen.fillStyle = `rgb(${shadeAt(x, y)} ${shadeAt(x, y)} ${shadeAt(x, y)})`;
      pen.fillRect(2 * x, 2 * y, 2, 2);
    }
  }
  return new File([await canvas.convertToBlob()], 'squares.png');
}

const EXPECTED = Array.from({ length: 32 * 32 }, (_, i) => shadeAt(i % 32, Math.floor(i / 32)));

test('the network’s input of a file and of a scan of the data set are the pixels that it is fed', async ({
  context,
}) => {
  const file = await squares();
  const ofFile = await networkInput(context, file, SPEC, 0);
  expect([ofFile.size, ofFile.depth]).toEqual([32, 1]);
  expect([...ofFile.pixels]).toEqual(EXPECTED);

  const request = {
    dataSetName: 't',
    classes: ['a'],
    files: [{ file, path: 'a/squares.png', className: 'a' }],
    ignored: [],
  };
  await importFiles(context, request, false, () => {}, new AbortController().signal);
  const [scan] = context.dataSet?.scans ?? [];
  const ofScan = await networkInput(context, scan?.sha256 ?? '', { ...SPEC, depth: 3 }, 0);
  expect([...ofScan.pixels]).toEqual(EXPECTED.flatMap((grey) => [grey, grey, grey]));
});

test('what the network may see of a scan is the scan, and then that scan changed', async ({ context }) => {
  const file = await squares();
  const files = [{ file, path: 'a/squares.png', className: 'a' }];
  const request = { dataSetName: 't', classes: ['a'], files, ignored: [] };
  await importFiles(context, request, false, () => {}, new AbortController().signal);
  const sha256 = context.dataSet?.scans[0]?.sha256 ?? '';
  const greys = (rgba: Uint8ClampedArray) => [...rgba].filter((_, i) => i % 4 === 0);
  const mirrored = EXPECTED.map((_, i) => EXPECTED[i - (i % 32) + 31 - (i % 32)]);

  const flips = await augmentedInputs(context, sha256, SPEC, { ...noAugmentation, horizontalFlip: true }, 8);
  const [first, ...others] = flips.map(({ rgba }) => greys(rgba));
  expect(first).toEqual(EXPECTED);
  expect(others).toHaveLength(8);
  expect(others).toContainEqual(mirrored);
  for (const each of others)
    expect([JSON.stringify(EXPECTED), JSON.stringify(mirrored)]).toContain(JSON.stringify(each));

  const [, cut] = await augmentedInputs(context, sha256, SPEC, { ...noAugmentation, cutOut: 0.5 }, 1);
  const black = greys(cut?.rgba ?? new Uint8ClampedArray()).filter((grey, i) => grey === 0 && EXPECTED[i] !== 0);
  expect(black.length).toBeGreaterThan(60); // a quarter of the 16 x 16 square at least
});

test('what cannot be read is refused in words', async ({ context }) => {
  await expect(networkInput(context, new File(['hello'], 'a.png'), SPEC, 0)).rejects.toThrow(/picture|text|scan/i);
  await expect(networkInput(context, 'f'.repeat(64), SPEC, 0)).rejects.toThrow('This scan is no longer kept here.');
});

test('a volume is counted and cut in the plane that is chosen', async ({ context }) => {
  // Of the 17 planes from left to right the second is bright, the others are black.
  const dim = [3, 17, 18, 19, 1, 1, 1, 1];
  const voxels = Uint8Array.from({ length: 17 * 18 * 19 }, (_, i) => (i % 17 === 1 ? 255 : 0));
  const file = new File([niftiFile({ dim, datatype: 2, voxels })], 'head.nii');
  const counts = { axial: 19, coronal: 18, sagittal: 17 } as const;
  expect(await sliceCount(context, file)).toBe(19);
  for (const plane of ['axial', 'coronal', 'sagittal'] as const)
    expect(await sliceCount(context, file, { plane, from: 0, to: 1 })).toBe(counts[plane]);
  const meanOf = async (plane: 'axial' | 'sagittal', slice: number) => {
    const { pixels } = await networkInput(context, file, SPEC, slice, { plane, from: 0, to: 1 });
    return pixels.reduce((sum, each) => sum + each, 0) / pixels.length / 255;
  };
  const sagittal = await Promise.all([...Array(17).keys()].map((slice) => meanOf('sagittal', slice)));
  expect(sagittal.filter((mean) => mean > 0.9)).toHaveLength(1);
  expect(sagittal.filter((mean) => mean < 0.01)).toHaveLength(16);
  for (const slice of [0, 9, 18]) expect(await meanOf('axial', slice)).toBeCloseTo(1 / 17, 2);
});
