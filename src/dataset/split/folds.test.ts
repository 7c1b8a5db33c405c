import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldsOf } from './folds.ts';
import { splitScans } from './split.ts';
import type { SplitSettings, Testing } from './splitSettings.ts';

const settings = (testing?: Testing, kind: SplitSettings['kind'] = 'grouped'): SplitSettings => ({
  ...{ kind, seed: 1, shares: { training: 0.7, validation: 0.15, test: 0.15 } },
  ...(testing && { testing }),
});

/** Groups of 1 to 4 scans in two classes from three sites; site c has only class A. */
function someScans(groupCount: number) {
  return [...Array(groupCount).keys()].flatMap((group) =>
    [...Array(1 + ((group * 7) % 4)).keys()].map((copy) => {
      const className = group % 3 ? 'A' : 'B';
      const site = className === 'A' && group % 5 === 0 ? 'c' : group % 2 ? 'a' : 'b';
      const sha256 = ((group * 2654435761 + copy * 40503) % 2 ** 32).toString(16).padStart(64, '0');
      // Some groups have scans of both formats.
      const isPng = group % 4 === 0 || (group % 10 === 1 && copy % 2 === 1);
      const file = { width: 64, height: 64, format: isPng ? 'png' : 'jpeg' };
      return { sha256, className, group, path: `site ${site}/${className}/${group}-${copy}`, ...file };
    }),
  );
}
type Scans = ReturnType<typeof someScans>;
const folds = (scans: Scans, asked: SplitSettings) =>
  foldsOf(
    scans,
    ['A', 'B'],
    scans.map(({ group }) => group),
    asked,
  );
const groupsIn = (scans: Scans, sha256s: readonly string[]) =>
  new Set(scans.filter(({ sha256 }) => sha256s.includes(sha256)).map(({ group }) => group));

describe('k folds', () => {
  it('test every scan once, and no group is on two sides of a fold', () => {
    fc.assert(
      fc.property(fc.integer({ min: 40, max: 90 }), fc.integer({ min: 2, max: 8 }), (groupCount, count) => {
        const scans = someScans(groupCount);
        const all = folds(scans, settings({ by: 'folds', count }));
        expect(all.map(({ name }) => name)).toEqual([...Array(count).keys()].map((index) => `Fold ${index + 1}`));
        expect(all.flatMap(({ parts }) => parts.test).sort()).toEqual(scans.map(({ sha256 }) => sha256).sort());
        for (const { parts } of all) {
          const sides = [parts.training, parts.validation, parts.test].map((ids) => groupsIn(scans, ids));
          expect(sides.reduce((sum, { size }) => sum + size, 0)).toBe(groupCount);
          expect(parts.training.length + parts.validation.length + parts.test.length).toBe(scans.length);
          for (const ids of [parts.training, parts.validation]) {
            expect(new Set(scans.filter(({ sha256 }) => ids.includes(sha256)).map((each) => each.className)).size).toBe(
              2,
            );
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  it('have equal shares of each class, and validation has its share of the rest', () => {
    const scans = someScans(400);
    for (const { parts } of folds(scans, settings({ by: 'folds', count: 5 }))) {
      expect(Math.abs(parts.test.length - scans.length / 5)).toBeLessThanOrEqual(4);
      // 15 of 85 per cent of the other four fifths
      expect(Math.abs(parts.validation.length - (0.15 / 0.85) * 0.8 * scans.length)).toBeLessThanOrEqual(4);
    }
  });

  it('are the same in whatever order the scans come', () => {
    const scans = someScans(60);
    const asked = settings({ by: 'folds', count: 5 });
    expect(folds(scans.toReversed(), asked)).toEqual(folds(scans, asked));
  });

  it('are refused in words where a class has fewer groups than there are folds', () => {
    expect(() => folds(someScans(12), settings({ by: 'folds', count: 8 }))).toThrow(
      'The class "B" has 10 scans, but only 4 when duplicates, and scans of one patient or volume, count once: 8 folds need one each.',
    );
    expect(() => folds(someScans(60), settings({ by: 'folds', count: 5 }, 'own'))).toThrow('is one split');
  });
});

it('repeats are the splits of as many seeds', () => {
  const scans = someScans(60);
  const all = folds(scans, settings({ by: 'repeats', count: 3 }));
  expect(all.map(({ name }) => name)).toEqual(['Split seed 1', 'Split seed 2', 'Split seed 3']);
  const third = splitScans(
    scans,
    ['A', 'B'],
    scans.map(({ group }) => group),
    { ...settings(), seed: 3 },
  );
  expect(all[2]?.parts).toEqual(third.parts);
  expect(all[0]?.parts).not.toEqual(all[1]?.parts);
});

describe('sources held out', () => {
  it('are tested on whole, and nothing of a group that has a scan of theirs is learned from', () => {
    const scans = someScans(90);
    const all = folds(scans, settings({ by: 'format' }));
    expect(all.map(({ name }) => name)).toEqual(['jpeg', 'png']);
    const [jpeg] = all;
    expect(jpeg?.parts.test).toEqual(
      scans
        .filter(({ format }) => format === 'jpeg')
        .map(({ sha256 }) => sha256)
        .sort(),
    );
    const groupsOf = (ids: readonly string[] = []) => [...groupsIn(scans, ids)];
    const tested = new Set(groupsOf(jpeg?.parts.test));
    const mixed = scans.filter(({ format, group }) => format === 'png' && tested.has(group));
    expect(mixed.length).toBeGreaterThan(0);
    for (const part of ['training', 'validation'] as const) {
      expect(groupsOf(jpeg?.parts[part]).filter((group) => tested.has(group))).toEqual([]);
    }
  });

  it('are folders without that of the class; a source may have one class alone', () => {
    const scans = someScans(90);
    const all = folds(scans, settings({ by: 'folder' }));
    expect(all.map(({ name }) => name).sort()).toEqual(['site a', 'site b', 'site c']);
    for (const { name, parts } of all) {
      const ids = scans.filter(({ path }) => path.startsWith(name)).map(({ sha256 }) => sha256);
      expect(parts.test).toEqual(ids.sort());
    }
  });

  it('are those without which every class can still be learned, and refused in words where there is none', () => {
    const scans = someScans(60).map((each) => ({ ...each, format: each.className === 'B' ? 'jpeg' : 'tiff' }));
    expect(() => folds(scans, settings({ by: 'format' }))).toThrow('choose folds instead');
    const some = scans.map((each) => ({
      ...each,
      format: each.group < 20 && each.className === 'A' ? 'tiff' : 'jpeg',
    }));
    expect(folds(some, settings({ by: 'format' })).map(({ name }) => name)).toEqual(['tiff']);
  });
});
