import { expect, test } from 'vitest';
import { readTestFile } from '../testFile.fixture.ts';
import { unpackLzw } from './lzw.ts';

/** Codes of 9 bits, most significant bit first, as bytes. */
function pack(...codes: readonly number[]): Uint8Array {
  const bits = codes.map((code) => code.toString(2).padStart(9, '0')).join('');
  const padded = bits.padEnd(Math.ceil(bits.length / 8) * 8, '0');
  return Uint8Array.from({ length: padded.length / 8 }, (_, i) => Number.parseInt(padded.slice(8 * i, 8 * i + 8), 2));
}

/** The worked example of TIFF 6.0, section 13. */
const codes = [256, 7, 258, 8, 8, 258, 6, 6, 257];
const text = [7, 7, 7, 8, 8, 7, 7, 6, 6];

test("the specification's own example is unpacked", () => {
  const target = new Uint8Array(9);
  expect(unpackLzw(pack(...codes), target)).toBe(9);
  expect([...target]).toEqual(text);
});

test('long data with all widths of codes and a full table is what libtiff packed', () => {
  const size = 15_000;
  const target = new Uint8Array(size);
  const data = PACKED_BY_LIBTIFF;
  expect(unpackLzw(data, target)).toBe(size);
  let state = 1;
  const expected = Array.from({ length: size }, () => {
    state = (state * 16_807) % 2_147_483_647;
    return state >> 28;
  });
  expect([...target]).toEqual(expected);
});

test('a code that was never learnt ends the data', () => {
  expect(unpackLzw(pack(256, 7, 8, 300, 9, 257), new Uint8Array(9))).toBe(2);
  expect(unpackLzw(pack(256, 258, 7, 257), new Uint8Array(9))).toBe(0);
});

test('data without an end mark, or cut short, give what there is', () => {
  expect(unpackLzw(pack(256, 7, 258), new Uint8Array(9))).toBe(3);
  expect(unpackLzw(new Uint8Array(0), new Uint8Array(9))).toBe(0);
});

test('nothing is written beyond the target, and no data keep it busy for longer than that', () => {
  const memory = new Uint8Array(8).fill(1);
  expect(unpackLzw(pack(...codes), memory.subarray(0, 4))).toBe(4);
  expect([...memory]).toEqual([7, 7, 7, 8, 1, 1, 1, 1]);
  let state = 7;
  for (let run = 0; run < 300; run++) {
    const noise = Uint8Array.from({ length: 2000 }, () => {
      state = (state * 16_807) % 2_147_483_647;
      return state & 255;
    });
    noise[0] = 0x80; // begins with a clear code, as all do
    expect(unpackLzw(noise, new Uint8Array(1000))).toBeLessThanOrEqual(1000);
  }
});

/** Pillow 12.3.0 with libtiff: the only strip of a 150 x 100 grey TIFF of the numbers above (Lehmer's generator, upper bits). */
const PACKED_BY_LIBTIFF = await readTestFile('samples/tiff/packed-by-libtiff.lzw');
