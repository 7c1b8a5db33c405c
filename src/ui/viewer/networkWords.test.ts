import { expect, test } from 'vitest';
import { networkLine } from './networkWords.ts';

const BYTES = { low: 0, high: 255 };
const rest = { inverted: false, pixelAspect: 1 } as const;

test('the line says what the network sees, whatever is done to the view', () => {
  const network = { intro: 'Compact CNN sees', spec: { version: 1, size: 64, depth: 1, fit: 'stretch' } } as const;
  expect(networkLine(network, { ...rest, values: Uint8Array.of(0), window: BYTES })).toBe(
    'Compact CNN sees 64 × 64 pixels, grey, stretched to a square, independent of zoom, rotation and window of this view.',
  );
});

test('of a scan that is not taken as it is it says what becomes black and white', () => {
  const network = { intro: 'It sees', spec: { version: 1, size: 96, depth: 3, fit: 'pad' } } as const;
  const line = networkLine(network, { ...rest, values: Int16Array.of(0), window: { low: -160, high: 240 } });
  expect(line).toContain(
    '96 × 96 pixels, in colour, with black margins to make it square; −160 is black to it and 240 white,',
  );
});

test('values of a byte with a window of their own are such a scan, and where low values are white it says so', () => {
  const network = { intro: 'It sees', spec: { version: 1, size: 64, depth: 1, fit: 'pad' } } as const;
  const line = networkLine(network, {
    ...rest,
    values: Uint8Array.of(0),
    window: { low: 0, high: 62 },
    inverted: true,
  });
  expect(line).toContain('; 62 is black to it and 0 white,');
});

test.each([
  ['pad', ', with black margins to make it square, its pixels taken for squares,'],
  ['stretch', ', stretched to a square,'],
] as const)('of pixels that are not square it says where the network sees another proportion (%s)', (fit, words) => {
  const network = { intro: 'It sees', spec: { version: 1, size: 64, depth: 1, fit } } as const;
  const image = { ...rest, pixelAspect: 2, values: Uint8Array.of(0), window: BYTES };
  expect(networkLine(network, image)).toContain(words);
});
