import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Words, WordsWasm } from './wordsWasm.ts';

const wasm = new WordsWasm();

/** Any number of words, of any value, with a sign or without, so that portions of 8 end anywhere. */
const words: fc.Arbitrary<Words> = fc.oneof(
  fc.uint16Array({ minLength: 1, maxLength: 70 }),
  fc.int16Array({ minLength: 1, maxLength: 70 }),
  // A background: four at once are the same.
  fc
    .array(fc.constantFrom(0, 0, 0, 0, 0, 9, 65_535), { minLength: 1, maxLength: 70 })
    .map((values) => Uint16Array.from(values)),
);

/** DICOM PS3.3 C.11.2.1.2 for the output 0..255; a clamped array rounds halves to even. */
function levelsByFormula(values: Words, low: number, high: number, isInverted: boolean): number[] {
  const levels = Array.from(values, (value) => {
    const level = Math.min(255, Math.max(0, ((value - low) * 255) / (high - low)));
    return isInverted ? 255 - level : level;
  });
  return [...Uint8ClampedArray.from(levels)];
}

test('levels are those of the formula, cut off at both ends, whatever the window', () => {
  const low = fc.integer({ min: -70_000, max: 70_000 }).map((quarters) => quarters / 4);
  // Widths for which 255 / width is exact: else the order of a product decides some halves.
  const width = fc.constantFrom(255 / 4, 255, 510, 255 * 16, 255 * 256);
  fc.assert(
    fc.property(words, low, width, fc.boolean(), (values, from, wide, isInverted) => {
      const levels = wasm.levelsOf(values, from, 255 / wide, isInverted);
      expect([...(levels ?? [])]).toEqual(levelsByFormula(values, from, from + wide, isInverted));
    }),
    { numRuns: 300 },
  );
});

test('halves go to the even level, in a negative too', () => {
  const values = Uint16Array.of(1, 3, 5, 7, 509);
  expect([...(wasm.levelsOf(values, 0, 0.5, false) ?? [])]).toEqual([0, 2, 2, 4, 254]);
  expect([...(wasm.levelsOf(values, 0, 0.5, true) ?? [])]).toEqual([254, 254, 252, 252, 0]);
});

test('a window of no width is a threshold', () => {
  const values = Int16Array.of(-9, 6, 7, 8, 32_767);
  expect([...(wasm.levelsOf(values, 7, Number.MAX_VALUE, false) ?? [])]).toEqual([0, 0, 0, 255, 255]);
});

test('each value is counted, from the least that there can be on', () => {
  fc.assert(
    fc.property(words, (values) => {
      const lowest = values instanceof Int16Array ? -32_768 : 0;
      const { counts, first } = wasm.countsOf(values) ?? { counts: new Uint32Array(), first: -1 };
      expect(first + lowest).toBe(Math.min(...values));
      for (const value of values) expect(counts[value - lowest]).toBe(values.filter((other) => other === value).length);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
    }),
    { numRuns: 50 },
  );
});

test('the bits are those of all words, and of nothing behind them', () => {
  wasm.bitsOf(new Uint16Array(100).fill(0xffff));
  fc.assert(
    fc.property(words, (values) => {
      let bits = 0;
      for (const word of values) bits |= word & 0xffff;
      expect(wasm.bitsOf(values)).toBe(bits);
    }),
    { numRuns: 100 },
  );
});

test('an image too large for it is left to plain arithmetic', () => {
  const large = new Uint16Array(16_000_000);
  expect([wasm.bitsOf(large), wasm.countsOf(large), wasm.levelsOf(large, 0, 1, false)]).toEqual([null, null, null]);
});
