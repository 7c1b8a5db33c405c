import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SplitError, splitScans } from './split.ts';
import { type SplitSettings, SUBSETS } from './splitSettings.ts';

const shares = { training: 0.7, validation: 0.15, test: 0.15 };
const grouped: SplitSettings = { kind: 'grouped', seed: 1, shares };
const random: SplitSettings = { kind: 'random', seed: 1, shares };

const file = { width: 64, height: 64, format: 'png' };
type Labelled = { sha256: string; className: string; group: number } & typeof file;

/** Scans in groups of the sizes given for each class; ids in an order that says nothing. */
function makeScans(groupSizes: Readonly<Record<string, readonly number[]>>): Labelled[] {
  let group = 0;
  return Object.entries(groupSizes).flatMap(([className, sizes]) =>
    sizes.flatMap((size) => {
      group++;
      return Array.from({ length: size }, (_, copy) => ({
        sha256: ((group * 2654435761 + copy * 40503) % 2 ** 32).toString(16).padStart(64, '0'),
        className,
        group,
        ...file,
      }));
    }),
  );
}

const split = (scans: readonly Labelled[], settings: SplitSettings, classes = ['A', 'B']) =>
  splitScans(
    scans,
    classes,
    scans.map(({ group }) => group),
    settings,
  );

const repeat = (value: number, count: number) => new Array<number>(count).fill(value);

const groupSizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 3, maxLength: 60 });
const someScans = fc.record({ A: groupSizes, B: groupSizes }).map(makeScans);

describe('a split', () => {
  it('has every scan in exactly one part and every class in every part', () => {
    fc.assert(
      fc.property(someScans, fc.constantFrom('grouped' as const, 'random' as const), fc.nat(), (scans, kind, seed) => {
        const { parts } = split(scans, { kind, seed, shares });
        expect(SUBSETS.flatMap((part) => parts[part]).sort()).toEqual(scans.map(({ sha256 }) => sha256).sort());
        for (const part of SUBSETS) {
          const classes = new Set(
            scans.filter(({ sha256 }) => parts[part].includes(sha256)).map((scan) => scan.className),
          );
          expect(classes.size).toBe(2);
        }
      }),
    );
  });

  it('never divides a group of copies when grouped', () => {
    fc.assert(
      fc.property(someScans, fc.nat(), (scans, seed) => {
        const { parts, testScansWithTwin } = split(scans, { ...grouped, seed });
        const partsOf = new Map<number, Set<string>>();
        for (const { sha256, group } of scans) {
          const part = SUBSETS.find((name) => parts[name].includes(sha256)) ?? 'none';
          partsOf.set(group, (partsOf.get(group) ?? new Set()).add(part));
        }
        expect([...partsOf.values()].every((names) => names.size === 1)).toBe(true);
        expect(testScansWithTwin).toBe(0);
      }),
    );
  });

  it('comes out again from the same seed, whatever the order of the scans and the numbers of their groups', () => {
    fc.assert(
      fc.property(someScans, fc.nat(), fc.constantFrom(grouped, random), (scans, seed, settings) => {
        const turned = scans.map((scan) => ({ ...scan, group: 1000 - scan.group })).reverse();
        expect(split(turned, { ...settings, seed })).toEqual(split(scans, { ...settings, seed }));
      }),
    );
  });

  it('has shares per class within the largest group of those asked for', () => {
    fc.assert(
      fc.property(
        fc.record({
          A: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 30, maxLength: 80 }),
          B: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 30, maxLength: 80 }),
        }),
        fc.nat(),
        (sizes, seed) => {
          const scans = makeScans(sizes);
          const { parts } = split(scans, { ...grouped, seed });
          for (const className of ['A', 'B']) {
            const ofClass = scans.filter((scan) => scan.className === className);
            for (const part of SUBSETS) {
              const count = ofClass.filter(({ sha256 }) => parts[part].includes(sha256)).length;
              expect(Math.abs(count - shares[part] * ofClass.length)).toBeLessThanOrEqual(6);
            }
          }
        },
      ),
    );
  });

  it('is 70, 15 and 15 of every hundred of a class when no scans are copies', () => {
    const scans = makeScans({ A: repeat(1, 100), B: repeat(1, 200) });
    const { parts } = split(scans, random);
    const count = (part: readonly string[], className: string) =>
      scans.filter((scan) => scan.className === className && part.includes(scan.sha256)).length;
    expect(SUBSETS.map((part) => count(parts[part], 'A'))).toEqual([70, 15, 15]);
    expect(SUBSETS.map((part) => count(parts[part], 'B'))).toEqual([140, 30, 30]);
  });

  it('finds room for large groups before small ones even out the shares', () => {
    const scans = makeScans({ A: [...repeat(1, 70), 15, 15], B: [20, 20, 20, ...repeat(1, 140)] });
    for (const seed of [1, 2, 3]) {
      const { parts } = split(scans, { ...grouped, seed });
      const count = (part: readonly string[], className: string) =>
        scans.filter((scan) => scan.className === className && part.includes(scan.sha256)).length;
      expect(SUBSETS.map((part) => count(parts[part], 'A'))).toEqual([70, 15, 15]);
      expect(SUBSETS.map((part) => count(parts[part], 'B'))).toEqual([140, 30, 30]);
    }
  });

  it('differs from seed to seed', () => {
    const scans = makeScans({ A: repeat(1, 50), B: repeat(1, 50) });
    const tests = [1, 2, 3, 4].map((seed) => split(scans, { ...grouped, seed }).parts.test.join());
    expect(new Set(tests).size).toBe(4);
  });

  it('counts the test scans with a duplicate in training when random', () => {
    const scans = makeScans({ A: repeat(2, 100), B: repeat(1, 200) });
    const { parts, testScansWithTwin } = split(scans, random);
    const groupsInTraining = new Set(
      scans.filter(({ sha256 }) => parts.training.includes(sha256)).map(({ group }) => group),
    );
    const twins = scans.filter(({ sha256, group }) => parts.test.includes(sha256) && groupsInTraining.has(group));
    expect(testScansWithTwin).toBe(twins.length);
    // 30 of the 200 paired scans are in the test part; each partner is in training with a chance of 140 / 199.
    expect(testScansWithTwin).toBeGreaterThan(10);
    expect(testScansWithTwin).toBeLessThanOrEqual(30);
  });

  it('gives every part a class of three large groups', () => {
    const scans = makeScans({ A: [10, 10, 10], B: repeat(1, 300) });
    const { parts } = split(scans, grouped);
    const ofA = SUBSETS.map(
      (part) => scans.filter((s) => s.className === 'A' && parts[part].includes(s.sha256)).length,
    );
    expect(ofA).toEqual([10, 10, 10]);
  });

  it('keeps copies together that have different labels', () => {
    const scans = [
      ...makeScans({ A: repeat(1, 20), B: repeat(1, 20) }),
      ...['A', 'B', 'A'].map((className, copy) => ({
        sha256: `${copy}`.padStart(64, 'f'),
        className,
        group: 999,
        ...file,
      })),
    ];
    const { parts } = split(scans, grouped);
    const holders = SUBSETS.filter((part) => parts[part].some((sha256) => sha256.startsWith('fff')));
    expect(holders).toHaveLength(1);
  });
});

describe('a split that cannot be made is refused in words', () => {
  it.each([
    ['one class', { A: repeat(1, 9) }, ['A'], grouped, 'All scans are of one class ("A"): add a folder'],
    ['no class', {}, [], grouped, 'There are no classes: add a folder'],
    ['an empty class', { A: repeat(1, 9) }, ['A', 'B'], grouped, 'The class "B" has no scans: training'],
    ['one scan', { A: repeat(1, 9), B: [1] }, ['A', 'B'], random, 'The class "B" has only 1 scan: training'],
    ['two scans', { A: repeat(1, 9), B: [1, 1] }, ['A', 'B'], random, 'The class "B" has only 2 scans: training'],
    [
      'copies only',
      { A: repeat(1, 9), B: [30, 30] },
      ['A', 'B'],
      grouped,
      'The class "B" has 60 scans, but only 2 when duplicates, and scans of one patient or volume, count once: training',
    ],
    [
      'one patient',
      { A: repeat(1, 9), B: [500] },
      ['A', 'B'],
      grouped,
      'The class "B" has 500 scans, but only 1 when duplicates, and scans of one patient or volume, count once: training',
    ],
  ])('%s', (_, sizes, classes, settings, message) => {
    const attempt = () => split(makeScans(sizes), settings, classes);
    expect(attempt).toThrow(SplitError);
    expect(attempt).toThrow(message);
  });

  it('shares that leave a part empty or do not sum to 1', () => {
    const scans = makeScans({ A: repeat(1, 9), B: repeat(1, 9) });
    for (const wrong of [
      { training: 0.8, validation: 0.2, test: 0 },
      { training: 0.8, validation: 0.2, test: 0.2 },
      { training: Number.NaN, validation: 0.5, test: 0.5 },
    ]) {
      expect(() => split(scans, { ...grouped, shares: wrong })).toThrow('must each be above 0 and sum to 100 %');
    }
  });
});

describe("the data set's own split", () => {
  const own: SplitSettings = { kind: 'own', seed: 1, shares };
  const came = (id: string, className: string, subset: 'training' | 'validation' | 'test' | null, group: number) => ({
    sha256: id,
    className,
    subset,
    group,
    ...file,
  });
  const ofSubset = (subset: 'training' | 'validation' | 'test', first: number, count: number) =>
    Array.from({ length: count }, (_, i) => came(`${subset} ${i}`, i % 2 ? 'A' : 'B', subset, first + i));

  it('is the one in which it came, and counts the test scans whose copy is in training', () => {
    const scans = [...ofSubset('training', 0, 6), ...ofSubset('validation', 10, 4), ...ofSubset('test', 4, 4)];
    const { parts, testScansWithTwin } = split(scans, own);
    expect(parts).toEqual({
      training: scans.slice(0, 6).map(({ sha256 }) => sha256),
      validation: scans.slice(6, 10).map(({ sha256 }) => sha256),
      test: scans.slice(10).map(({ sha256 }) => sha256),
    });
    // Test scans 0 and 1 are of the groups 4 and 5, which are in training.
    expect(testScansWithTwin).toBe(2);
  });

  it('draws whole groups of training for a validation that it does not have', () => {
    const training = Array.from({ length: 60 }, (_, i) =>
      came(`t${i}`, i % 2 ? 'A' : 'B', i < 40 ? 'training' : null, i >> 2),
    );
    const { parts } = split([...training, ...ofSubset('test', 100, 4)], own);
    expect(parts.test).toHaveLength(4);
    expect(parts.training.length + parts.validation.length).toBe(60);
    expect(parts.validation.length).toBeGreaterThanOrEqual(8);
    expect(parts.validation.length).toBeLessThanOrEqual(12);
    const groupOf = new Map(training.map(({ sha256, group }) => [sha256, group]));
    const drawn = new Set(parts.validation.map((id) => groupOf.get(id)));
    expect(parts.training.some((id) => drawn.has(groupOf.get(id)))).toBe(false);
  });

  it('tests on its validation where it has no test', () => {
    const { parts } = split([...ofSubset('training', 0, 40), ...ofSubset('validation', 100, 4)], own);
    expect(parts.test).toEqual(['validation 0', 'validation 1', 'validation 2', 'validation 3']);
  });

  it.each([
    ['no subsets', [came('a', 'A', null, 0), came('b', 'B', null, 1)], /names no training and test scans/],
    [
      'a test without a class',
      [...ofSubset('training', 0, 40), came('x', 'A', 'test', 90)],
      /own test has no scan of the class "B"/,
    ],
    ['only a test', ofSubset('test', 0, 6), /names no training and test scans/],
  ])('is refused in words: %s', (_, scans, words) => {
    expect(() => split(scans, own)).toThrow(words);
  });
});
