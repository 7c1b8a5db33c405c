import { expect, test } from 'vitest';
import { windowed } from '../../windowing/windowing.ts';
import { slicesOfDicom } from './dicomChecks.fixture.ts';
import { type DicomTexts, handmadeDicom } from './handmadeDicom.fixture.ts';

/** 200 times padding, then 100 to 155. */
const withPadding = (padding: readonly number[]) =>
  Array.from({ length: 256 }, (_, i) => (i < 200 ? (padding[i % padding.length] ?? 0) : i - 100));
// numpy.percentile(range(100, 156), [0.5, 99.5])
const MEASURED = [100.275, 154.725] as const;

type Pixels = Parameters<typeof handmadeDicom>[1];

async function sliceOf(pixels: Pixels, texts: DicomTexts = {}) {
  const [slice] = await slicesOfDicom(handmadeDicom(texts, pixels));
  if (!slice) throw new Error('no slice');
  return slice;
}

test.each([
  ['a value with a sign', { stored: withPadding([-2000]), isSigned: true, padding: [-2000] }, [-2000, -2000]],
  ['a value without one', { stored: withPadding([63_536]), padding: [63_536] }, [63_536, 63_536]],
  ['a range', { stored: withPadding([0, 7, 20]), padding: [0, 20] }, [0, 20]],
  [
    'a range from above',
    { stored: withPadding([4095, 4000]), padding: [4095, 4000], photometric: 'MONOCHROME1' },
    [4000, 4095],
  ],
] as const)('padding by %s does not count in the window, and is black to the network', async (_, pixels, ends) => {
  const slice = await sliceOf({ bits: 16, ...pixels });
  expect(slice.padding).toEqual({ low: ends[0], high: ends[1] });
  expect(slice.window.low).toBeCloseTo(MEASURED[0], 6);
  expect(slice.window.high).toBeCloseTo(MEASURED[1], 6);
  expect([...slice.values]).toEqual(pixels.stored);
  expect([...windowed(slice).pixels.subarray(0, 200)]).toEqual(new Array(200).fill(0));
});

test('padding is told in stored values, and kept in the units of the scan', async () => {
  const pixels = { stored: withPadding([-2000]), bits: 16, isSigned: true, padding: [-2000] } as const;
  const slice = await sliceOf(pixels, { slope: '-0.5', intercept: '-1024' });
  expect(slice.padding).toEqual({ low: -24, high: -24 });
  expect(slice.window.low).toBeCloseTo(-1024 - MEASURED[1] / 2, 4);
  expect(new Map(slice.headerFields).get('Padding')).toContain('-24');
});

test('a window of the header that shows nothing but padding is left aside', async () => {
  const pixels = { stored: withPadding([0]), bits: 16, padding: [0] } as const;
  // All that is measured is white in it.
  const slice = await sliceOf(pixels, { center: '50', width: '20' });
  expect(slice.window.low).toBeCloseTo(MEASURED[0], 6);
});

test.each([
  ['nothing is', { stored: withPadding([9]), padding: [-2000] }],
  ['everything would be', { stored: withPadding([9]), padding: [0, 4095] }],
] as const)('an image of which %s padding has none', async (_, pixels) => {
  const slice = await sliceOf({ bits: 16, isSigned: true, ...pixels });
  expect(slice.padding).toBeNull();
  expect(slice.headerFields.map(([label]) => label)).not.toContain('Padding');
});
