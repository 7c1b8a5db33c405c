import { describe, expect, test } from 'vitest';
import { UserError } from '../../../dataset/userError.ts';
import { readStoredSlice, writeStoredSlice } from '../../slices/storedSlice.ts';
import { windowed } from '../../windowing/windowing.ts';
import { expectDrawn, expectRefusedInWords, slicesOfDicom } from './dicomChecks.fixture.ts';
import { DICOM_SAMPLES, REFUSED_DICOMS } from './dicomSamples.fixture.ts';
import { type DicomTexts, handmadeDicom } from './handmadeDicom.fixture.ts';

const IN_NODE = DICOM_SAMPLES.filter(({ needs }) => needs === 'node');

test.each(IN_NODE)('a DICOM file ($name) gives the values it was drawn with', expectDrawn);

test.each(REFUSED_DICOMS)('a DICOM file with $name is refused in words', async ({ words, bytes: file }) => {
  const refused = slicesOfDicom(file.slice());
  await expect(refused).rejects.toThrow(UserError);
  await expect(refused).rejects.toThrow(words);
});

function sample(name: string): Uint8Array<ArrayBuffer> {
  const found = DICOM_SAMPLES.find((each) => each.name === name);
  if (!found) throw new Error(`No sample ${name}.`);
  return found.bytes.slice();
}

test.each([
  ['progressive', 0xc2, 'a JPEG of 12 bits that is progressive or in colour'],
  ['with arithmetic codes', 0xc9, 'a JPEG that is hierarchical or has arithmetic codes'],
])('a DICOM file with a JPEG of 12 bits that is %s is refused in words', async (_, process, words) => {
  const bytes = sample('JPEG extended, 12 bits');
  bytes[Buffer.from(bytes).indexOf(Buffer.of(0xff, 0xc1)) + 1] = process; // the marker of the frame
  const refused = slicesOfDicom(bytes);
  await expect(refused).rejects.toThrow(UserError);
  await expect(refused).rejects.toThrow(words);
});

test('the same slice in other encodings has the same bytes when it is kept', async () => {
  const names = ['explicit little endian', 'implicit little endian', 'explicit big endian', 'deflated', 'RLE, 16 bits'];
  const [first, ...others] = await Promise.all(
    names.map(async (name) => {
      const [slice] = await slicesOfDicom(sample(name));
      if (!slice) throw new Error(name);
      return writeStoredSlice(slice);
    }),
  );
  for (const other of others) expect(other).toEqual(first);
});

test('an enhanced file has figures of its own for every frame, and shares the rest', async () => {
  const slices = await slicesOfDicom(sample('enhanced MR'));
  expect(slices.map(({ window }) => window)).toEqual([
    { low: 749.5, high: 1249.5 },
    { low: 1749.5, high: 2249.5 },
    { low: 2749.5, high: 3249.5 },
  ]);
  expect(slices.map(({ headerFields }) => new Map(headerFields).get('Echo time'))).toEqual([
    '10.5 ms',
    '21 ms',
    '31.5 ms',
  ]);
  for (const { headerFields } of slices) {
    expect(headerFields).toContainEqual(['Repetition time', '2500 ms']);
    expect(headerFields).toContainEqual(['Pixel spacing', '0.5 mm high, 0.75 mm wide']);
  }
  expect(slices.map(({ pixelAspect }) => pixelAspect)).toEqual([0.5 / 0.75, 0.5 / 0.75, 0.5 / 0.75]);
  expect(slices.map(({ position }) => position)).toEqual([6, 7, 8]);
  expect(new Set(slices.map(({ series }) => series)).size).toBe(1);
});

test('a value that is said to reach past the end is refused in words, whichever it is', async () => {
  const whole = handmadeDicom({ center: '7', width: '4' });
  const view = new DataView(whole.buffer);
  let tried = 0;
  // Each element: group and number, two letters, and for all but the pixels a length of 16 bits (DICOM PS3.5, 7.1.2).
  for (let at = 132; view.getUint16(at, true) !== 0x7fe0; at += 8 + view.getUint16(at + 6, true)) {
    const bytes = whole.slice();
    new DataView(bytes.buffer).setUint16(at + 6, 60_000, true);
    await expect(slicesOfDicom(bytes), `element ${tried}`).rejects.toThrow(UserError);
    tried += 1;
  }
  expect(tried).toBeGreaterThan(20);
});

test('a header of elements without end is refused', async () => {
  // Implicit little endian, each of group 9 and empty.
  const bytes = Uint8Array.from({ length: 8 * 300_000 }, (_, i) => (i % 8 === 0 ? 9 : 0));
  await expect(slicesOfDicom(bytes)).rejects.toThrow('cannot be read up to the image');
});

test('white and black change places in the input of a MONOCHROME1 image', async () => {
  const [plain] = await slicesOfDicom(sample('explicit little endian'));
  const [inverted] = await slicesOfDicom(sample('MONOCHROME1'));
  if (!plain || !inverted) throw new Error('no slices');
  const expected = Array.from(windowed(plain).pixels, (level) => 255 - level);
  // Halves may be rounded either way.
  windowed(inverted).pixels.forEach((level, i) => {
    expect(Math.abs(level - (expected[i] ?? 0))).toBeLessThanOrEqual(1);
  });
});

describe('whose scan it is', () => {
  const file = (header: DicomTexts) => slicesOfDicom(handmadeDicom(header));
  const subjectOf = async (header: DicomTexts) => (await file(header))[0]?.subject;

  test('nothing of a patient is told but a hash', async () => {
    const [slice] = await file({ id: '12345678', name: 'Grunewald^Ada' });
    // First 8 bytes of hashlib.sha256(b'patient||12345678').
    expect(slice?.subject).toEqual({ id: '306f145e1cc58e58', from: 'dicom' });
    expect(JSON.stringify(slice?.headerFields)).not.toMatch(/12345678|Grunewald|Ada/);
    expect(String.fromCharCode(...(slice ? writeStoredSlice(slice) : []))).not.toMatch(/12345678|Grunewald|Ada/);
  });

  test('two patients are two subjects, and one patient is one', async () => {
    expect(await subjectOf({ id: 'A1' })).toEqual(await subjectOf({ id: 'A1 ', name: 'other spelling' }));
    expect(await subjectOf({ id: 'A1' })).not.toEqual(await subjectOf({ id: 'A2' }));
  });

  test.each(['ANONYMOUS', 'anon42', '0000', 'XXXX', '', 'Unknown'])(
    'a patient called %j is nobody: the study stands for one',
    async (id) => {
      const first = await subjectOf({ id, study: '1.2.3' });
      expect(first).not.toEqual(await subjectOf({ id, study: '1.2.4' }));
      expect(first).toEqual(await subjectOf({ id: 'ANONYMIZED', study: '1.2.3' }));
      expect(first?.from).toBe('volume'); // not counted as a patient who is known
      expect((await subjectOf({ id: 'A1', study: '1.2.3' }))?.from).toBe('dicom');
    },
  );
});

test.each([
  ['its number', { number: '12', corner: '0\\0\\5', axes: '1\\0\\0\\0\\1\\0' }, 12],
  ['its height in an axial stack', { corner: '7\\8\\-5.5', axes: '1\\0\\0\\0\\1\\0' }, -5.5],
  // The normal of (0, 1, 0) and (0, 0, -1) is (-1, 0, 0).
  ['its side in a sagittal stack', { corner: '7\\8\\9', axes: '0\\1\\0\\0\\0\\-1' }, -7],
  ['nothing', {}, 0],
])('a slice is placed by %s', async (_, header, position) => {
  expect((await slicesOfDicom(handmadeDicom(header)))[0]?.position).toBe(position);
});

test.each([...IN_NODE.slice(0, 12), ...IN_NODE.slice(-6)])(
  'a DICOM file ($name) with damaged bytes is decoded, or refused in words',
  ({ bytes }) => expectRefusedInWords(bytes, { runs: 80, cutEvery: 4, spared: 0 }),
);

test.each<[DicomTexts, string | null]>([
  [{ maker: 'SIEMENS', model: 'Avanto', fieldStrength: '1.4939999580383' }, 'SIEMENS Avanto, 1.5 T'],
  [{ maker: 'GE MEDICAL  SYSTEMS ', model: 'Signa HDxt' }, 'GE MEDICAL SYSTEMS Signa HDxt'],
  [{ maker: 'Philips', model: 'Philips Ingenia', fieldStrength: '3' }, 'Philips Ingenia, 3 T'],
  [{ fieldStrength: '0' }, null],
])('of %j the scanner is %s', async (texts, scanner) => {
  const [slice] = await slicesOfDicom(handmadeDicom(texts));
  expect(slice?.scanner).toBe(scanner);
});

/** 256 values of 16 bits, `step` apart. */
async function sliceOfSteps(
  step: number,
  more: Partial<Parameters<typeof handmadeDicom>[1]> = {},
  texts: DicomTexts = {},
) {
  const stored = Array.from({ length: 256 }, (_, i) => step * i);
  const [slice] = await slicesOfDicom(handmadeDicom(texts, { stored, bits: 16, ...more }));
  if (!slice) throw new Error('no slice');
  return slice;
}

test.each([
  ['that use their range', 257, undefined],
  ['that were widened from bytes, however dark', 0, Array.from({ length: 256 }, (_, i) => 257 * (i >> 4))],
] as const)('16 bits without a window %s have the greys of 8', async (_, step, stored) => {
  const slice = await sliceOfSteps(step, stored && { stored });
  expect(slice.window).toEqual({ low: 0, high: 65_535 });
  expect([...windowed(slice, 2).pixels]).toEqual(Array.from(slice.values, (value) => value / 257));
});

test('version 1 of the preprocessing had percentiles for all of them, and a stored slice keeps these, too', async () => {
  const slice = readStoredSlice(writeStoredSlice(await sliceOfSteps(257)));
  // numpy.percentile(257 * numpy.arange(256), [0.5, 99.5])
  expect(slice.windowOfVersion1?.low).toBeCloseTo(327.675, 6);
  expect(slice.windowOfVersion1?.high).toBeCloseTo(65_207.325, 6);
  // 255 * (257 - 327.675) / 64879.65 is below 0, 255 * (257 * 100 - 327.675) / 64879.65 is 99.72.
  expect([1, 100, 254].map((i) => windowed(slice, 1).pixels[i])).toEqual([0, 100, 255]);
});

test.each([
  ['of 12 bits', () => sliceOfSteps(16), 20.4, 4059.6],
  ['with a sign', () => sliceOfSteps(127, { isSigned: true }), 161.925, 32_223.075],
  ['in units of their own', () => sliceOfSteps(257, {}, { slope: '2', intercept: '-1024' }), -368.65, 129_390.65],
] as const)('values %s without a window keep the percentiles', async (_, made, low, high) => {
  const slice = await made();
  expect(slice.window.low).toBeCloseTo(low, 2);
  expect(slice.window.high).toBeCloseTo(high, 2);
  expect(slice.windowOfVersion1).toBeUndefined();
});

test('a window of the header goes before the range', async () => {
  const slice = await sliceOfSteps(257, {}, { center: '1000.5', width: '1001' });
  expect(slice.window).toEqual({ low: 500, high: 1500 });
});

test('padding does not count for the range', async () => {
  // All but the padding are 12 bits.
  const stored = Array.from({ length: 256 }, (_, i) => (i < 128 ? 65_535 : 16 * i));
  const slice = await sliceOfSteps(0, { stored, padding: [65_535] });
  expect(slice.window.high).toBeLessThan(4096);
});
