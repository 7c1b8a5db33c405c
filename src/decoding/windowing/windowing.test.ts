import { expect, test } from 'vitest';
import { imageOfBytes, NO_METADATA, type RawImage } from '../image/rawImage.ts';
import { imageOf16Bits, percentileWindow, windowed } from './windowing.ts';

function image(values: RawImage['values'], low: number, high: number, inverted = false): RawImage {
  return { ...NO_METADATA, width: values.length, height: 1, channels: 1, values, window: { low, high }, inverted };
}

test('the window’s ends are black and white, and what lies beyond is cut off', () => {
  const { pixels } = windowed(image(Int16Array.of(-2000, -100, 10, 50, 100, 2000), -100, 100));
  // 255 * (value + 100) / 200 is 140.25 and 191.25.
  expect([...pixels]).toEqual([0, 0, 140, 191, 255, 255]);
});

test('the network sees a MONOCHROME1 image as its negative', () => {
  const { pixels } = windowed(image(Uint16Array.of(0, 10, 1000, 5000), 0, 1000, true));
  // 255 - 2.55 is 252.45.
  expect([...pixels]).toEqual([255, 252, 0, 0]);
});

test('padding is black to the network, wherever it lies and even in a negative', () => {
  const values = Int16Array.of(-3024, 0, 40, 100, 101, 3000);
  const padded = (inverted: boolean) => ({ ...image(values, 0, 100, inverted), padding: { low: 101, high: 3000 } });
  // 255 * 40 / 100 is 102.
  expect([...windowed(padded(false)).pixels]).toEqual([0, 0, 102, 255, 0, 0]);
  expect([...windowed(padded(true)).pixels]).toEqual([255, 255, 153, 0, 0, 0]);
  const bytes = { ...image(Uint8Array.of(0, 7, 255), 0, 255), padding: { low: 255, high: 255 } };
  expect([...windowed(bytes).pixels]).toEqual([0, 7, 0]);
});

test.each([
  ['narrow', -20.25, 61.5, false],
  ['its negative', -20.25, 61.5, true],
  ['of whole ends', 0, 100, false],
  ['above all values', 5000, 5001, false],
  ['far wider than the values', -40_000, 90_000, false],
])('a large image, whose levels are looked up, has those of the formula: a window %s', (_, low, high, inverted) => {
  // Signs, and more values than are gone over at a time.
  const values = Int16Array.from({ length: 40_001 }, (_, i) => ((i * 7) % 400) - 200);
  const expected = Array.from(values, (value) => {
    const level = Math.min(255, Math.max(0, (255 * (value - low)) / (high - low)));
    return inverted ? 255 - level : level;
  });
  const { pixels } = windowed(image(values, low, high, inverted));
  const farthest = pixels.reduce((most, pixel, i) => Math.max(most, Math.abs(pixel - (expected[i] ?? 0))), 0);
  expect(farthest).toBeLessThanOrEqual(0.5 + 1e-9);
});

test('a table of levels is that of its own window', () => {
  const values = Uint16Array.from({ length: 300 }, (_, i) => i);
  // 255 * 60 / 100 is 153, 255 * 60 / 120 is 127.5: rounded to even.
  const levelAt60 = (high: number, inverted: boolean) => windowed(image(values, 0, high, inverted)).pixels[60];
  expect([levelAt60(100, false), levelAt60(100, true), levelAt60(120, false), levelAt60(100, false)]).toEqual([
    153, 102, 128, 153,
  ]);
});

test('a window without width is a threshold', () => {
  expect([...windowed(image(Uint8Array.of(6, 7, 8), 7, 7)).pixels]).toEqual([0, 0, 255]);
});

test('bytes in their whole range are handed on as they are', () => {
  const pixels = Uint8Array.of(0, 1, 254, 255);
  expect(windowed(imageOfBytes({ width: 4, height: 1, channels: 1, pixels })).pixels).toBe(pixels);
});

// numpy.percentile(values, [0.5, 99.5]), NumPy 2.4.6.
test.each([
  ['bytes', Uint8Array.from({ length: 256 }, (_, i) => (i * 37) % 256), 1.275, 253.725],
  ['16 bits', Uint16Array.from({ length: 1000 }, (_, i) => (i * i) % 60_000), 15.965, 59_344.96],
  ['signs', Int16Array.from({ length: 1000 }, (_, i) => ((i * i) % 60_000) - 30_000), -29_984.035, 29_344.96],
  ['fractions', Float32Array.from({ length: 301 }, (_, i) => ((i * 5) % 301) / 4 - 10), -9.625, 64.625],
] as const)('percentiles of %s are those of NumPy', (_, values, low, high) => {
  const window = percentileWindow(values);
  expect(window.low).toBeCloseTo(low, 3);
  expect(window.high).toBeCloseTo(high, 3);
});

test('where all but a few values are the same, the window has the full range', () => {
  const values = new Uint16Array(10_000);
  values[17] = 900;
  expect(percentileWindow(values)).toEqual({ low: 0, high: 900 });
  expect(percentileWindow(new Uint16Array(10))).toEqual({ low: 0, high: 0 });
});

const FULL = { low: 0, high: 65_535 };
/** 1000 values from `first` on, `step` apart: percentiles 0.5 and 99.5 lie 4.995 steps within either end. */
const ramp = (first: number, step: number) => Uint16Array.from({ length: 1000 }, (_, i) => first + i * step);

test.each([
  ['all of them', ramp(0, 65), FULL],
  ['just over half of them', ramp(100, 34), FULL],
  ['bytes times 257, however dark', Uint16Array.from({ length: 1000 }, (_, i) => 257 * (i % 60)), FULL],
  ['bytes times 256', Uint16Array.from({ length: 1000 }, (_, i) => 256 * (i % 60)), FULL],
  ['12 bits', ramp(0, 4), { low: 19.98, high: 3976.02 }],
  ['14 bits', ramp(0, 16), { low: 79.92, high: 15_904.08 }],
  ['Hounsfield units above 32768', ramp(31_768, 4), { low: 31_787.98, high: 35_744.02 }],
])('16 bits of which a file uses %s have their window', (_, values, { low, high }) => {
  const { window } = imageOf16Bits(values.length, 1, values);
  expect(window.low).toBeCloseTo(low, 2);
  expect(window.high).toBeCloseTo(high, 2);
});

test('a single bright pixel does not make 12 bits black', () => {
  const values = ramp(0, 4);
  values[500] = 65_535;
  expect(imageOf16Bits(1000, 1, values).window.high).toBeLessThan(4096);
});

test('a byte has the grey that it has at 8 bits, and version 1 keeps its percentiles', () => {
  const image = imageOf16Bits(1000, 1, ramp(0, 65));
  const { pixels } = windowed(image, 2);
  // 65 * 500 / 257 is 126.46; 255 * (32500 - 324.675) / (64610.325 - 324.675) is 127.63.
  expect([pixels[0], pixels[500], pixels[999]]).toEqual([0, 126, 253]);
  expect(windowed(image)).toEqual(windowed(image, 2));
  const before = windowed(image, 1).pixels;
  expect([before[0], before[500], before[999]]).toEqual([0, 128, 255]);
});

test('the page says which window a file of 16 bits has', () => {
  expect(imageOf16Bits(1000, 1, ramp(0, 65)).headerFields).toEqual([
    ['Grey levels', 'the full range, 0 (black) to 65535 (white)'],
  ]);
  expect(imageOf16Bits(1000, 1, ramp(0, 4)).headerFields).toEqual([
    ['Grey levels', '20 (black) to 3976 (white): 0.5th to 99.5th percentile'],
  ]);
});
