import { expect } from 'vitest';
import { shortHash } from '../../../dataset/hashes.ts';
import { DICOM_SAMPLES } from '../../../decoding/formats/dicom/dicomSamples.fixture.ts';
import { handmadeDicom } from '../../../decoding/formats/dicom/handmadeDicom.fixture.ts';
import { readStoredSlice } from '../../../decoding/slices/storedSlice.ts';
import { readTestFile } from '../../../decoding/testFile.fixture.ts';
import { preprocessingKey } from '../../../preprocessing/preprocess.ts';
import { DEFAULT_INPUT } from '../../../preprocessing/preprocessingSpec.ts';
import { deleteDataSet, readDataSet } from '../../../storage/dataSet/dataSetStore.ts';
import { readOriginals } from '../../../storage/dataSet/scanBatches.ts';
import type { JobsContext } from '../context.ts';
import { test } from '../jobsContext.fixture.ts';
import { preparePixels } from '../training/preparePixels.ts';
import { viewedPicture, viewedPictureOfFile } from '../view/viewedPicture.ts';
import { importFiles } from './importFiles.ts';
import type { ImportRequest } from './importProtocol.ts';

async function imported(
  context: JobsContext,
  files: readonly (readonly [path: string, bytes: Uint8Array<ArrayBuffer>])[],
  more = {},
) {
  const request: ImportRequest = {
    dataSetName: 'test',
    classes: ['dark', 'light'],
    files: files.map(([path, bytes]) => ({ file: new File([bytes], path), path, className: 'dark', ...more })),
    ignored: [],
  };
  const { problem } = await importFiles(context, request, false, () => {}, new AbortController().signal);
  const { outcomes } = context;
  expect(problem).toBeNull();
  return { outcomes, scans: context.requireDataSet().scans };
}

function sample(name: string): Uint8Array<ArrayBuffer> {
  const found = DICOM_SAMPLES.find((each) => each.name === name);
  if (!found) throw new Error(`No sample ${name}.`);
  return found.bytes.slice();
}

test('a file of several frames becomes several scans of one subject and one series', async ({ context }) => {
  const { scans } = await imported(context, [['dark/brain.dcm', sample('enhanced MR')]]);
  expect(scans.map(({ path }) => path)).toEqual(['dark/brain.dcm [1]', 'dark/brain.dcm [2]', 'dark/brain.dcm [3]']);
  expect(scans.map(({ slice }) => slice?.position)).toEqual([6, 7, 8]);
  expect(new Set(scans.map(({ slice }) => slice?.series)).size).toBe(1);
  expect(new Set(scans.map(({ subject }) => subject?.id)).size).toBe(1);
  expect(scans[0]).toMatchObject({ format: 'dicom', colourMode: 'grey', width: 20, height: 18 });
  expect((await readDataSet(context.db))?.dataSet.scans).toEqual(scans);
});

test('the scanner that a file names stays with its scan', async ({ context }) => {
  const file = handmadeDicom({ maker: 'SIEMENS', model: 'Skyra', fieldStrength: '3' });
  const { scans } = await imported(context, [['dark/a.dcm', file]]);
  expect(scans[0]?.scanner).toBe('SIEMENS Skyra, 3 T');
  expect((await readDataSet(context.db))?.dataSet.scans[0]?.scanner).toBe('SIEMENS Skyra, 3 T');
});

test('what is kept is the slice, not the file', async ({ context }) => {
  const file = sample('explicit little endian');
  const { scans } = await imported(context, [['dark/a.dcm', file]]);
  const [kept] = await readOriginals(context.db, [scans[0]?.sha256 ?? '']);
  if (!kept) throw new Error('nothing kept');
  expect(readStoredSlice(new Uint8Array(kept))).toMatchObject({ width: 20, height: 18, source: 'dicom' });
  expect(kept.byteLength).toBe(scans[0]?.bytes);
  // The patient's name and number stand in the file.
  expect(new TextDecoder('latin1').decode(file)).toContain('Nobody^N');
  expect(new TextDecoder('latin1').decode(kept)).not.toMatch(/Nobody|P1/);
});

test('the same slice in another encoding is a copy of it', async ({ context }) => {
  const { outcomes } = await imported(context, [
    ['dark/a.dcm', sample('explicit little endian')],
    ['dark/b.dcm', sample('RLE, 16 bits')],
    ['dark/c.dcm', sample('JPEG 2000')],
  ]);
  expect(Object.fromEntries(outcomes.map(({ path, status }) => [path, status]))).toEqual({
    'dark/a.dcm': 'imported',
    'dark/b.dcm': 'duplicate',
    'dark/c.dcm': 'duplicate',
  });
  expect(outcomes.find(({ path }) => path === 'dark/b.dcm')).toMatchObject({ of: 'dark/a.dcm', isSlice: true });
});

test('what the user says of whose a scan is counts more than its header', async ({ context }) => {
  const subject = { id: '0123456789abcdef', from: 'table' } as const;
  const files = [
    ['dark/a.dcm', sample('explicit little endian')],
    ['dark/b.dcm', sample('three frames')],
  ] as const;
  const { scans } = await imported(context, files, { subject });
  expect(scans.length).toBeGreaterThan(1);
  expect(new Set(scans.map((scan) => `${scan.subject?.from} ${scan.subject?.id}`)).size).toBe(1);
  expect(scans[0]?.subject?.from).toBe('table');
});

test('a patient has another id in each data set, the same one in later imports to it', async ({ context }) => {
  const ofFirst = (await imported(context, [['dark/a.dcm', sample('explicit little endian')]])).scans[0]?.subject;
  const { scans } = await imported(context, [['dark/b.dcm', sample('three frames')]]);
  const plain = { id: await shortHash('patient||P1'), from: 'dicom' } as const;
  expect(ofFirst?.from).toBe('dicom');
  expect(ofFirst).not.toEqual(plain);
  expect(scans.map(({ subject }) => subject?.id)).toEqual(scans.map(() => ofFirst?.id));
  await deleteDataSet(context.db);
  context.forgetDataSet();
  const anew = (await imported(context, [['dark/a.dcm', sample('explicit little endian')]])).scans[0]?.subject;
  expect(anew?.from).toBe('dicom');
  expect(anew?.id).not.toBe(ofFirst?.id);
});

test('the input of the network can be made anew from what is kept, and is the same', async ({ context }) => {
  await imported(context, [['dark/a.dcm', sample('three frames')]]);
  const spec = DEFAULT_INPUT;
  const signal = new AbortController().signal;
  const made = await preparePixels(context, context.requireDataSet(), spec, () => {}, signal);
  const tx = context.db.transaction('pixels', 'readwrite');
  await tx.objectStore('pixels').clear();
  await tx.done;
  let remade = 0;
  const again = await preparePixels(context, context.requireDataSet(), spec, (done) => (remade = done), signal);
  expect(remade, preprocessingKey(spec)).toBe(3);
  expect(again).toEqual(made);
});

test('a scan is seen in its own units, in the data set and out of it', async ({ context }) => {
  const bytes = sample('three frames');
  const { scans } = await imported(context, [['dark/a.dcm', bytes]]);
  const kept = await viewedPicture(context, scans[1]?.sha256 ?? '');
  const fresh = await viewedPictureOfFile(context, new File([bytes], 'a.dcm'), 1);
  expect(kept.values).toEqual(fresh.values);
  expect(kept.values).toBeInstanceOf(Uint16Array);
  expect(kept.window).toEqual(fresh.window);
  await expect(viewedPictureOfFile(context, new File(['hello'], 'a.txt'), 0)).rejects.toThrow('text file');
});

/** `../shared/data` beside the project, as the test server serves it; absent on most machines. */
const [loadReadme] = Object.values(
  import.meta.glob<string>('../../../../../shared/data/README.md', { query: '?url', import: 'default' }),
);
const data = loadReadme ? (await loadReadme()).replace(/README\.md.*$/, '') : null;
const DRAWN = {
  numbers: Array.from({ length: 12 }, (_, i) => 1 + 8 * i),
  read: (number: number) => readTestFile(`dicom/series/slice-${`${number}`.padStart(2, '0')}.dcm`),
  size: { width: 56, height: 64 },
};
const REAL = {
  numbers: Array.from({ length: 12 }, (_, i) => 1 + 32 * i),
  read: async (number: number) => {
    const response = await fetch(`${data}dicom/t1-series/N2D_${`${number}`.padStart(4, '0')}.dcm`);
    return new Uint8Array(await response.arrayBuffer());
  },
  size: { width: 274, height: 384 },
};

async function expectWholeSeries(context: JobsContext, { numbers, read, size }: typeof DRAWN): Promise<void> {
  const files = await Promise.all(numbers.map(async (number) => [`t1/${number}.dcm`, await read(number)] as const));
  const { scans, outcomes } = await imported(context, files);
  expect(outcomes.map(({ status }) => status)).toEqual(numbers.map(() => 'imported'));
  expect(scans.map(({ slice }) => slice?.position)).toEqual(numbers);
  expect(new Set(scans.map(({ slice }) => slice?.series)).size).toBe(1);
  expect(new Set(scans.map(({ subject }) => `${subject?.from} ${subject?.id}`)).size).toBe(1);
  expect(scans[0]?.subject?.from).toBe('dicom');
  for (const { width, height } of scans) expect({ width, height }).toEqual(size);
}

test('a series is taken in whole, in order, and grouped by its patient', async ({ context }) => {
  await expectWholeSeries(context, DRAWN);
});

test.runIf(data !== null)('so is a real series (skipped where ../shared/data is absent)', async ({ context }) => {
  await expectWholeSeries(context, REAL);
});
