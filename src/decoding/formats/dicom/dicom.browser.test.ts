import { describe, expect, test } from 'vitest';
import { decodeForView, decodeImage } from '../../decode.ts';
import { writeStoredSlice } from '../../slices/storedSlice.ts';
import { type DicomFigures, EXPECTED_FILES, readTestFile } from '../../testFile.fixture.ts';
import { expectDrawn, expectRefusedInWords, slicesOfDicom } from './dicomChecks.fixture.ts';
import { DICOM_SAMPLES } from './dicomSamples.fixture.ts';

const IN_BROWSER = DICOM_SAMPLES.filter(({ needs }) => needs === 'browser');

test.each(IN_BROWSER)('a DICOM file ($name) gives the values it was drawn with', expectDrawn);

test.each(IN_BROWSER)(
  'a DICOM file ($name) with damaged bytes is decoded, or refused in words',
  // The header is damaged by `dicom.test.ts`; here what the decoders are given.
  ({ bytes }) => expectRefusedInWords(bytes, { runs: 25, cutEvery: 5, spared: 1 / 3 }),
);

test('a decoder that was given damage reads the next file', async () => {
  const [sample] = IN_BROWSER.filter(({ name }) => name === 'JPEG 2000');
  if (!sample) throw new Error('no sample');
  const damaged = sample.bytes.slice();
  damaged.fill(0xff, damaged.length - 300, damaged.length - 20);
  await slicesOfDicom(damaged).catch(() => null);
  await expectDrawn(sample);
});

test('a DICOM file is an image for the network, and its slices are ones for the eye', async () => {
  const bytes = await readTestFile('samples/dicom/three-frames.dcm');
  const { format, colourMode, image } = await decodeImage(bytes);
  expect({ format, colourMode, channels: image.channels }).toEqual({
    format: 'dicom',
    colourMode: 'grey',
    channels: 1,
  });
  // The second frame is the negative of the first.
  const [first, second] = [await decodeForView(bytes, 0), await decodeForView(bytes, 1)];
  expect(second.values[7]).toBe(4095 - (first.values[7] ?? 0));
  expect(first.headerFields).toContainEqual(['Transfer syntax', 'explicit little endian']);
  await expect(decodeForView(bytes, 3)).rejects.toThrow('no such slice');
});

/** Files that were drawn, or that others made, and what pydicom reads in them. */
type Folder = {
  readonly read: (path: string) => Promise<Uint8Array<ArrayBuffer>>;
  readonly figures: Readonly<Record<string, DicomFigures>>;
  /** One slice in several encodings. */
  readonly same: readonly string[];
  readonly windowed: string;
  readonly truncated: string;
  readonly series: string;
  /** The number of the nth slice. */
  readonly numberOf: (index: number) => number;
};

const DRAWN: Folder = {
  read: readTestFile,
  figures: EXPECTED_FILES.dicom,
  same: ['', '-implicit', '-big-endian', '-rle'].map((kind) => `dicom/same${kind}.dcm`),
  windowed: 'dicom/window.dcm',
  truncated: 'dicom/truncated.dcm',
  series: 'dicom/series/',
  numberOf: (index) => 1 + 8 * index,
};

/** `../shared/data` beside the project, as the test server serves it; absent on most machines. */
const [loadReadme] = Object.values(
  import.meta.glob<string>('../../../../../shared/data/README.md', { query: '?url', import: 'default' }),
);
const real = loadReadme ? await realFolder((await loadReadme()).replace(/README\.md.*$/, 'dicom/')) : null;
if (real === null) test.skip('real DICOM files (skipped where ../shared/data is absent)');

async function realFolder(url: string): Promise<Folder> {
  const read = async (path: string) => {
    const response = await fetch(url + path);
    if (!response.ok) throw new Error(`${path} is not there.`);
    return new Uint8Array(await response.arrayBuffer());
  };
  const all: Record<string, DicomFigures & { error?: string }> = JSON.parse(
    new TextDecoder().decode(await read('EXPECT.json')),
  );
  return {
    read,
    figures: Object.fromEntries(Object.entries(all).filter(([, { error }]) => !error)),
    same: ['', '_RLE', '_bigendian', '_implicit', '_jp2klossless', '_jpeg_ls_lossless'].map(
      (kind) => `MR_small${kind}.dcm`,
    ),
    windowed: 'examples_overlay.dcm',
    truncated: 'MR_truncated.dcm',
    series: 't1-series/',
    numberOf: (index) => 1 + 32 * index, // every 32nd file
  };
}

const FOLDERS = [['drawn', DRAWN] as const, ...(real ? [['real', real] as const] : [])];

describe.each(FOLDERS)('%s files', (_, { read, figures, same, windowed, truncated, series, numberOf }) => {
  test('every file has the size, least, greatest and mean value and the sum that pydicom finds', async () => {
    const expected = Object.entries(figures);
    expect(expected.length).toBeGreaterThan(15);
    for (const [name, { rows, cols, min, max, mean, sum }] of expected) {
      const [slice, ...others] = await slicesOfDicom(await read(name));
      const values = Array.from(slice?.values ?? []);
      expect(others, name).toEqual([]);
      expect({ width: slice?.width, height: slice?.height }, name).toEqual({ width: cols, height: rows });
      const sorted = values.toSorted((a, b) => a - b);
      expect([sorted.at(0), sorted.at(-1)], name).toEqual([min, max]);
      const total = values.reduce((a, b) => a + b, 0);
      expect(total, name).toBe(sum);
      expect(total / values.length, name).toBeCloseTo(mean, 5);
    }
  });

  test('one slice in several encodings is one slice', async () => {
    const kept = await Promise.all(
      same.map(async (name) => {
        const [slice] = await slicesOfDicom(await read(name));
        return slice && writeStoredSlice(slice);
      }),
    );
    for (const [index, each] of kept.entries()) expect(each, same[index]).toEqual(kept[0]);
  });

  test('the header’s window is what the network sees, and its headerFields are not personal', async () => {
    const [slice] = await slicesOfDicom(await read(windowed));
    expect(slice?.window).toEqual({ low: 450 - 0.5 - 789 / 2, high: 450 - 0.5 + 789 / 2 });
    expect(slice?.headerFields).toContainEqual(['Echo time', '2.81 ms']);
    expect(slice?.headerFields).toContainEqual(['Slice thickness', '4 mm']);
    expect(JSON.stringify(slice?.headerFields)).not.toMatch(/021234567|Sss|Nobody|2005/i);
  });

  test('a file cut short is refused as such', async () => {
    await expect(slicesOfDicom(await read(truncated))).rejects.toThrow('ends before the image does');
  });

  test('the slices of a series are of one subject and in order', async () => {
    const names = Object.keys(figures).filter((name) => name.startsWith(series));
    const slices = await Promise.all(names.map(async (name) => (await slicesOfDicom(await read(name)))[0]));
    expect(slices.length).toBeGreaterThan(10);
    expect(new Set(slices.map((slice) => slice?.subject?.id)).size).toBe(1);
    expect(new Set(slices.map((slice) => slice?.series)).size).toBe(1);
    expect(slices.map((slice) => slice?.position)).toEqual(names.map((_, i) => numberOf(i)));
  });
});
