import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { UserError } from '../../../dataset/userError.ts';
import { readImageHeader } from '../../image/imageHeader.ts';
import { TIFF_SAMPLES } from '../../samples.fixture.ts';
import { tiff } from './format.ts';
import { decodeTiff } from './tiff.ts';

/** Lehmer's generator: 0 <= value < below. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 16_807) % 2_147_483_647;
    return state % below;
  };
}

// Images are decoded by `decode.browser.test.ts`; here damage at random must end in an image or in words, and must end.
test.each(TIFF_SAMPLES)(
  'a TIFF ($name) with damaged bytes is decoded, or refused in words',
  async ({ bytes: file }) => {
    const random = seeded(20_261_123);
    for (let run = 0; run < 60; run++) {
      const bytes = file.slice();
      for (let hits = 1 + random(4); hits > 0; hits--) bytes[8 + random(bytes.length - 8)] = random(256);
      const outcome = await readAndDecode(bytes).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(UserError);
      else expect(outcome).toHaveProperty('values.length');
    }
  },
);

async function readAndDecode(bytes: Uint8Array<ArrayBuffer>) {
  readImageHeader(bytes, tiff);
  return decodeTiff(bytes);
}

/** A TIFF of one strip, 16 x 16 grey samples, written by hand (TIFF 6.0, sections 2 and 3). */
function greyTiff(
  samples: ArrayBufferView,
  bits: number,
  format: number,
  littleEndian = true,
): Uint8Array<ArrayBuffer> {
  const entries = [
    ...[
      [256, 16],
      [257, 16],
      [258, bits],
      [259, 1],
      [262, 1],
      [277, 1],
      [278, 16],
      [339, format],
    ],
    ...[
      [273, 8],
      [279, samples.byteLength],
    ],
  ].sort(([a = 0], [b = 0]) => a - b);
  const bytes = new Uint8Array(8 + samples.byteLength + 2 + 12 * entries.length + 4);
  const view = new DataView(bytes.buffer);
  bytes.set(littleEndian ? [0x49, 0x49] : [0x4d, 0x4d]);
  view.setUint16(2, 42, littleEndian);
  view.setUint32(4, 8 + samples.byteLength, littleEndian);
  bytes.set(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength), 8);
  let at = 8 + samples.byteLength;
  view.setUint16(at, entries.length, littleEndian);
  at += 2;
  for (const [tag = 0, value = 0] of entries) {
    view.setUint16(at, tag, littleEndian);
    view.setUint16(at + 2, 4, littleEndian);
    view.setUint32(at + 4, 1, littleEndian);
    view.setUint32(at + 8, value, littleEndian);
    at += 12;
  }
  return bytes;
}

const swapped = (samples: ArrayBufferView, size: number): Uint8Array => {
  const bytes = new Uint8Array(samples.buffer.slice(0));
  for (let at = 0; at < bytes.length; at += size) bytes.subarray(at, at + size).reverse();
  return bytes;
};
const each = (valueAt: (i: number) => number) => Array.from({ length: 256 }, (_, i) => valueAt(i));
const signed = each((i) => 10 * i - 1000);
const fractions = each((i) => i / 256);
const large = each((i) => i * 16_777_216);

test.each([
  ['8 bits with sign', greyTiff(Int8Array.from(each((i) => i - 128)), 8, 2), each((i) => i - 128)],
  ['16 bits with sign', greyTiff(Int16Array.from(signed), 16, 2), signed],
  ['the same, big-endian', greyTiff(swapped(Int16Array.from(signed), 2), 16, 2, false), signed],
  ['32 bits with sign', greyTiff(Int32Array.from(signed), 32, 2), signed],
  ['32 bits', greyTiff(Uint32Array.from(large), 32, 1), large],
  ['32-bit fractions', greyTiff(Float32Array.from(fractions), 32, 3), fractions],
  ['64-bit fractions, big-endian', greyTiff(swapped(Float64Array.from(fractions), 8), 64, 3, false), fractions],
])('a TIFF of %s keeps its values', async (_, bytes, values) => {
  expect(readImageHeader(bytes, tiff)).toMatchObject({ width: 16, height: 16, colourMode: 'grey' });
  const image = await decodeTiff(bytes);
  expect([...image.values]).toEqual(values);
  // numpy.percentile of 256 values in a row: 0.5 % and 99.5 % lie at 1.275 and 253.725 steps.
  const step = (values[1] ?? 0) - (values[0] ?? 0);
  expect(image.window.low).toBeCloseTo((values[0] ?? 0) + 1.275 * step, 3);
  expect(image.window.high / step).toBeCloseTo(((values[0] ?? 0) + 253.725 * step) / step, 3);
});

test.each([
  ['8-bit fractions', greyTiff(new Uint8Array(256), 8, 3)],
  ['complex numbers', greyTiff(new Float32Array(512), 64, 6)],
])('a TIFF of %s is refused in words', async (_, bytes) => {
  await expect(decodeTiff(bytes)).rejects.toBeInstanceOf(UserError);
});

const CASES = new URL('../../../../../shared/data/cases/tiff/', import.meta.url);

/** Sums, and the value in row 10, column 20, as Pillow 12 and numpy read them. */
test.skipIf(!existsSync(CASES)).each([
  ['ct-int16', 675_840, 100],
  ['float32-0-1', 1469.741207870189, 0.4313725531101227],
  ['imagej-float32', 37_478_400, 11_000],
  ['uint32', 374_784_000, 110_000],
])('%s of ImageJ or scikit-image is read as Pillow reads it @shared-data', async (name, sum, value) => {
  const { width, height, values } = await decodeTiff(new Uint8Array(readFileSync(new URL(`${name}.tif`, CASES))));
  expect({ width, height }).toEqual({ width: 48, height: 64 });
  expect([...values].reduce((total, value) => total + value, 0)).toBeCloseTo(sum, 4);
  expect(values[10 * 48 + 20]).toBeCloseTo(value, 6);
});

test('pages of other kinds are counted, and a chain that goes in a circle ends', async () => {
  const one = greyTiff(Float32Array.from(fractions), 32, 3);
  expect((await decodeTiff(one)).headerFields).toEqual([]);
  const circle = one.slice();
  new DataView(circle.buffer).setUint32(circle.length - 4, 8 + 1024, true);
  expect((await decodeTiff(circle)).headerFields).toEqual([]);
  // A second directory without an entry, behind the first.
  const two = new Uint8Array(one.length + 6);
  two.set(one);
  new DataView(two.buffer).setUint32(one.length - 4, one.length, true);
  expect(new Map((await decodeTiff(two)).headerFields).get('Pages')).toBe('the first of 2; the others are left out');
});
