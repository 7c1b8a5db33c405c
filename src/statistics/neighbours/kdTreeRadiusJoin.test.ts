import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pca, project } from '../prediction/pca.ts';
import { createRandom } from '../random.ts';
import { kdTreeRadiusJoin } from './kdTreeRadiusJoin.ts';
import { MultiIndexHashing } from './multiIndexHashing.ts';

const keyOf = (a: number, b: number) => `${Math.min(a, b)}-${Math.max(a, b)}`;

describe('pairs of points that are close', () => {
  it('are each found once, those and no others', () => {
    fc.assert(
      fc.property(
        fc.record({
          seed: fc.nat(),
          count: fc.integer({ min: 0, max: 120 }),
          dimensions: fc.integer({ min: 1, max: 5 }),
        }),
        fc.constantFrom(0.05, 0.2, 0.6),
        ({ seed, count, dimensions }, radius) => {
          const random = createRandom(seed);
          // On a grid, so that many points are the same and many distances are exactly the radius or 0.
          const points = Float32Array.from({ length: count * dimensions }, () => random.integer(21) / 20);
          const found: string[] = [];
          kdTreeRadiusJoin(points, dimensions, radius + 1e-3, (a, b) => found.push(keyOf(a, b)));
          const expected: string[] = [];
          for (let a = 0; a < count; a++) {
            for (let b = a + 1; b < count; b++) {
              const differences = Array.from(
                { length: dimensions },
                (_, d) => (points[a * dimensions + d] ?? 0) - (points[b * dimensions + d] ?? 0),
              );
              if (Math.hypot(...differences) <= radius + 1e-3) expected.push(keyOf(a, b));
            }
          }
          expect(found.sort()).toEqual(expected.sort());
        },
      ),
      { numRuns: 40 },
    );
  });

  it('tell how far they have come, up to all', () => {
    const shares: number[] = [];
    const points = Float32Array.from({ length: 100 }, (_, index) => index);
    kdTreeRadiusJoin(
      points,
      1,
      0.5,
      () => {},
      (share) => shares.push(share),
    );
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    expect(shares.length).toBeGreaterThan(2);
  });
});

describe('words that differ in few bits', () => {
  it('always have a band in common', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 20 }), (seed, flips) => {
        const random = createRandom(seed);
        const hashes = Int32Array.from({ length: 16 }, () => random.integer(2 ** 32));
        for (let word = 0; word < 8; word++) hashes[8 + word] = hashes[word] ?? 0;
        for (let flip = 0; flip < flips; flip++) {
          const bit = random.integer(256);
          hashes[8 + (bit >> 5)] = (hashes[8 + (bit >> 5)] ?? 0) ^ (1 << (bit & 31));
        }
        let calls = 0;
        const bands = new MultiIndexHashing(hashes, 8, 20);
        bands.forPairs(
          () => calls++,
          () => {},
        );
        expect(calls).toBeGreaterThan(0);
        expect(calls).toBe(bands.pairCount);
      }),
    );
  });
});

it('words that differ once in each of twenty equal bands still have one of the twenty-one in common', () => {
  const hashes = new Int32Array(16);
  for (let band = 0; band < 20; band++) {
    const bit = Math.floor(band * 12.8) + 1;
    hashes[8 + (bit >> 5)] = (hashes[8 + (bit >> 5)] ?? 0) | (1 << (bit & 31));
  }
  expect(new MultiIndexHashing(hashes, 8, 20).pairCount).toBeGreaterThan(0);
});

describe('principal axes', () => {
  it('are at right angles, of length 1, and the first follows the widest spread', () => {
    const random = createRandom(3);
    // 400 rows of 6, spread 5 along (1, 2, 0, 0, -1, 0) / sqrt 6 and 0.5 in every direction.
    const direction = [1, 2, 0, 0, -1, 0].map((value) => value / Math.sqrt(6));
    const rows = Float32Array.from({ length: 400 * 6 });
    for (let row = 0; row < 400; row++) {
      const along = 5 * random.normal();
      direction.forEach((value, i) => {
        rows[row * 6 + i] = along * value + 0.5 * random.normal();
      });
    }
    const axes = pca(rows, 6, 3);
    const axis = (index: number) => [...axes.subarray(index * 6, index * 6 + 6)];
    const dot = (a: readonly number[], b: readonly number[]) =>
      a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
    for (let a = 0; a < 3; a++)
      for (let b = 0; b < 3; b++) expect(dot(axis(a), axis(b))).toBeCloseTo(a === b ? 1 : 0, 10);
    expect(Math.abs(dot(axis(0), direction))).toBeGreaterThan(0.99);
    expect(project(rows, 6, axes)[0]).toBeCloseTo(dot(axis(0), [...rows.subarray(0, 6)]), 4);
  });

  it('of fewer rows than axes are 0 where there is no direction left', () => {
    const axes = pca(Float32Array.from([1, 0, 0, 0, 1, 0]), 3, 3);
    expect(axes.every(Number.isFinite)).toBe(true);
  });
});
