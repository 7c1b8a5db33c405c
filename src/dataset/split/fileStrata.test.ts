import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fileStrata } from './fileStrata.ts';
import { splitScans } from './split.ts';
import type { SplitSettings } from './splitSettings.ts';

const scan = (className: string, width: number, format = 'jpeg') => ({ className, width, height: 100, format });

describe('kinds of files', () => {
  it('are a class, a format and a common size each; rare sizes share four bands of area', () => {
    const common = [...Array(10)].map(() => scan('A', 512));
    const rare = [...Array(80).keys()].map((index) => scan('A', 100 + index));
    const strata = fileStrata([...common, ...rare, scan('B', 512), scan('A', 512, 'png')]);
    expect(new Set(strata.slice(0, 10)).size).toBe(1);
    // 80 rare sizes, the smallest quarter first
    expect(strata.slice(10, 90)).toEqual([1, 2, 3, 4].flatMap((band) => Array<number>(20).fill(band)));
    expect(new Set([strata[0], strata[90], strata[91]]).size).toBe(3);
  });
});

/** 150 groups of 1 to 5 scans in two classes and seven sizes. */
const scans = [...Array(150).keys()].flatMap((group) =>
  [...Array(1 + ((group * 7) % 5)).keys()].map((copy) => ({
    sha256: ((group * 2654435761 + copy * 40503) % 2 ** 32).toString(16).padStart(64, '0'),
    ...scan(group % 3 ? 'A' : 'B', 64 + (group % 7) * 32, 'png'),
    group,
  })),
);
const split = (settings: Partial<SplitSettings>) =>
  splitScans(
    scans,
    ['A', 'B'],
    scans.map(({ group }) => group),
    { kind: 'grouped', seed: 3, shares: { training: 0.7, validation: 0.15, test: 0.15 }, ...settings },
  );

describe('a split', () => {
  // By splitScans of version d6059de, before strata.
  it.each([
    ['grouped', '0ccba89b4befd268'],
    ['random', '10f76037a1debc43'],
  ] as const)('without them stays what it was (%s)', (kind, hash) => {
    const { training, validation, test } = split({ kind }).parts;
    const listed = JSON.stringify([training, validation, test]);
    expect(createHash('sha256').update(listed).digest('hex').slice(0, 16)).toBe(hash);
  });

  it('with them gives every subset its share of every size of a class, within the largest group', () => {
    const most = (settings: Partial<SplitSettings>) => {
      const inTest = new Set(split(settings).parts.test);
      const distances = ['A', 'B'].flatMap((className) =>
        [...Array(7).keys()].map((size) => {
          const kind = scans.filter((each) => each.className === className && each.width === 64 + size * 32);
          return Math.abs(kind.filter(({ sha256 }) => inTest.has(sha256)).length - 0.15 * kind.length);
        }),
      );
      return Math.max(...distances);
    };
    for (const seed of [1, 2, 3, 4, 5]) {
      expect(most({ seed, strata: 'files' })).toBeLessThanOrEqual(5);
      expect(most({ seed, strata: 'files' })).toBeLessThanOrEqual(most({ seed }));
    }
  });
});
