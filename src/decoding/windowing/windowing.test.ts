import { expect, test } from 'vitest';
import { imageOfBytes, NO_METADATA, type RawImage } from '../image/rawImage.ts';
import { percentileWindow, windowed } from './windowing.ts';

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
