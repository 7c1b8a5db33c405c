import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sizeMatchedSubset } from './sizeMatching.ts';

const scans = fc
  .array(
    fc.record({
      className: fc.constantFrom('a', 'b', 'c'),
      width: fc.integer({ min: 20, max: 60 }),
      height: fc.integer({ min: 20, max: 60 }),
    }),
    { maxLength: 150 },
  )
  .map((list) => list.map((scan, index) => ({ ...scan, sha256: `scan ${index}` })));

test('every class has equally many scans, no scan is drawn twice, and the order they come in does not matter', () => {
  fc.assert(
    fc.property(scans, fc.nat(), (list, seed) => {
      const drawn = sizeMatchedSubset(list, seed);
      const inSubset = list.filter(({ sha256 }) => drawn.includes(sha256));
      expect(new Set(drawn).size).toBe(drawn.length);
      expect(inSubset).toHaveLength(drawn.length);
      const classes = [...new Set(list.map(({ className }) => className))];
      const counts = classes.map((name) => inSubset.filter(({ className }) => className === name).length);
      expect(new Set(counts).size).toBeLessThanOrEqual(1);
      expect(sizeMatchedSubset(list.toReversed(), seed)).toEqual(drawn);
    }),
    { numRuns: 100 },
  );
});

test('each scan of one class has its match of nearly the same size and shape in the other', () => {
  const pairs = fc.array(
    fc.record({
      className: fc.constantFrom('a', 'b'),
      width: fc.integer({ min: 60, max: 300 }),
      height: fc.integer({ min: 60, max: 300 }),
    }),
    { maxLength: 400 },
  );
  fc.assert(
    fc.property(pairs, (list) => {
      const named = list.map((scan, index) => ({ ...scan, sha256: `scan ${index}` }));
      const drawn = named.filter(({ sha256 }) => sizeMatchedSubset(named, 1).includes(sha256));
      for (const one of drawn) {
        const isClose = (other: (typeof drawn)[number]) =>
          Math.abs(Math.log2((other.width * other.height) / (one.width * one.height)) / 2) < 1 / 16 + 1e-9 &&
          Math.abs(Math.log2(other.width / other.height / (one.width / one.height))) < 1 / 32 + 1e-9;
        expect(drawn.some((other) => other.className !== one.className && isClose(other))).toBe(true);
      }
    }),
    { numRuns: 20 },
  );
});

test('scans of the very same size are matched before those of about the same', () => {
  const sized = (className: string, width: number, count: number) =>
    Array.from({ length: count }, (_, index) => ({
      className,
      width,
      height: width,
      sha256: `${className} ${width} ${index}`,
    }));
  // 225 and 224 are about the same; 400 has no match.
  const list = [...sized('a', 225, 5), ...sized('a', 224, 2), ...sized('b', 224, 3), ...sized('a', 400, 9)];
  for (const seed of [1, 2, 3]) {
    const drawn = sizeMatchedSubset(list, seed);
    expect(drawn.filter((name) => name.startsWith('a 224'))).toHaveLength(2);
    expect(drawn.filter((name) => name.startsWith('a 225'))).toHaveLength(1);
    expect(drawn.filter((name) => name.startsWith('b 224'))).toHaveLength(3);
    expect(drawn).toHaveLength(6);
  }
  expect(sizeMatchedSubset(list, 1)).not.toEqual(sizeMatchedSubset(list, 2));
});
