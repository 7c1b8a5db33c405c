import { describe, expect, test } from 'vitest';
import { decodeForView, decodeImage } from '../decode.ts';
import { DecodingError } from '../decodingError.ts';
import { keepSlice } from '../keptSlice.ts';
import { expectDrawn, fromBase64, slicesOfDicom } from './dicomChecks.fixture.ts';
import { DICOM_SAMPLES } from './dicomSamples.fixture.ts';

const IN_BROWSER = DICOM_SAMPLES.filter(({ needs }) => needs === 'browser');

test.each(IN_BROWSER)('a DICOM file ($name) gives the values it was drawn with', expectDrawn);

test.each(IN_BROWSER)('a DICOM file ($name) with damaged bytes is decoded, or refused in words', async ({ base64 }) => {
  const whole = fromBase64(base64);
  let state = 20_261_123;
  const random = (below: number) => {
    state = (state * 16_807) % 2_147_483_647; // Lehmer's generator
    return state % below;
  };
  for (let run = 0; run < 25; run++) {
    const bytes = whole.slice(0, run % 5 === 0 ? random(whole.length) : whole.length);
    // The header is damaged by `dicom.test.ts`; here what the decoders are given.
    const from = Math.floor(bytes.length / 3);
    for (let hits = 1 + random(5); hits > 0; hits--) bytes[from + random(bytes.length - from)] = random(256);
    const outcome = await slicesOfDicom(bytes).catch((error: unknown) => error);
    if (outcome instanceof Error) expect(outcome).toBeInstanceOf(DecodingError);
  }
});

test('a decoder that was given damage reads the next file', async () => {
  const [sample] = IN_BROWSER.filter(({ name }) => name === 'JPEG 2000');
  if (!sample) throw new Error('no sample');
  const damaged = fromBase64(sample.base64);
  damaged.fill(0xff, damaged.length - 300, damaged.length - 20);
  await slicesOfDicom(damaged).catch(() => null);
  await expectDrawn(sample);
});

test('a DICOM file is a picture for the network, and its slices are ones for the eye', async () => {
  const bytes = fromBase64(DICOM_SAMPLES.find(({ name }) => name === 'three frames')?.base64 ?? '');
  const { format, colourMode, image } = await decodeImage(bytes);
  expect({ format, colourMode, channels: image.channels }).toEqual({
    format: 'dicom',
    colourMode: 'grey',
    channels: 1,
  });
  // The second frame is the negative of the first.
  const [first, second] = [await decodeForView(bytes, 0), await decodeForView(bytes, 1)];
  expect(second.values[7]).toBe(4095 - (first.values[7] ?? 0));
  expect(first.facts).toContainEqual(['Transfer syntax', 'explicit little endian']);
  await expect(decodeForView(bytes, 3)).rejects.toThrow('no such slice');
});

/** `../shared/data` beside the project, as the test server serves it; absent on most machines. */
const [loadReadme] = Object.values(
  import.meta.glob<string>('../../../../shared/data/README.md', { query: '?url', import: 'default' }),
);
const data = loadReadme ? (await loadReadme()).replace(/README\.md.*$/, 'dicom/') : null;
if (data === null) console.log('Skipped: real DICOM files (../shared/data is not there).');

async function read(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(data + path);
  if (!response.ok) throw new Error(`${path} is not there.`);
  return new Uint8Array(await response.arrayBuffer());
}

type Figures = { rows: number; cols: number; min: number; max: number; mean: number; sum: number; error?: string };

async function readFigures(): Promise<Record<string, Figures>> {
  return JSON.parse(new TextDecoder().decode(await read('EXPECT.json')));
}

describe.runIf(data !== null)('real files', () => {
  test('every file has the size, least, greatest and mean value and the sum that pydicom finds', async () => {
    const expected = Object.entries(await readFigures()).filter(([, { error }]) => !error);
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

  test('one slice in seven encodings is one slice', async () => {
    const kinds = ['', '_RLE', '_bigendian', '_implicit', '_jp2klossless', '_jpeg_ls_lossless'];
    const kept = await Promise.all(
      kinds.map(async (kind) => {
        const [slice] = await slicesOfDicom(await read(`MR_small${kind}.dcm`));
        return slice && keepSlice(slice);
      }),
    );
    for (const [index, each] of kept.entries()) expect(each, kinds[index]).toEqual(kept[0]);
  });

  test('the header’s window is what the network sees, and its facts are not personal', async () => {
    const [slice] = await slicesOfDicom(await read('examples_overlay.dcm'));
    expect(slice?.window).toEqual({ low: 450 - 0.5 - 789 / 2, high: 450 - 0.5 + 789 / 2 });
    expect(slice?.facts).toContainEqual(['Echo time', '2.81 ms']);
    expect(slice?.facts).toContainEqual(['Slice thickness', '4 mm']);
    expect(JSON.stringify(slice?.facts)).not.toMatch(/021234567|Sss|2005/i);
  });

  test('a file cut short is refused as such', async () => {
    await expect(slicesOfDicom(await read('MR_truncated.dcm'))).rejects.toThrow('ends before the picture does');
  });

  test('the slices of a series are of one subject and in order', async () => {
    const names = Object.keys(await readFigures()).filter((name) => name.startsWith('t1-series/'));
    const slices = await Promise.all(names.map(async (name) => (await slicesOfDicom(await read(name)))[0]));
    expect(new Set(slices.map((slice) => slice?.subject?.id)).size).toBe(1);
    expect(new Set(slices.map((slice) => slice?.series)).size).toBe(1);
    // The files are numbered from 1 on, every 32nd of them.
    expect(slices.map((slice) => slice?.position)).toEqual(names.map((_, i) => 1 + 32 * i));
  });
});
