import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leakageGroups } from './leakageGroups.ts';
import { splitScans } from './split.ts';

const kin = (id: string | null, series: string | null = null) => ({
  subject: id === null ? null : { id },
  slice: series === null ? null : { series },
});

describe('what a split must keep together', () => {
  it('joins copies and scans of one patient, and what these are copies of', () => {
    // 0 and 3 are copies, 3 and 4 are of patient a, 4 and 1 are copies; 2 stands alone, 5 and 6 are of patient b.
    const copies = [0, 1, 2, 0, 1, 3, 4];
    const scans = [null, null, null, 'a', 'a', 'b', 'b'].map((id) => kin(id));
    expect([...leakageGroups(copies, scans)]).toEqual([0, 0, 1, 0, 0, 2, 2]);
  });

  it('is the copies alone where no patient is known', () => {
    expect([...leakageGroups([4, 2, 4], [kin(null), kin(null), kin(null)])]).toEqual([0, 1, 0]);
  });

  it('joins the slices of a series, also where a table knows the patient of only some of them', () => {
    const scans = [kin('table', 's'), kin('header', 's'), kin('header', 't'), kin(null, 'u'), kin('table', 'v')];
    expect([...leakageGroups([0, 1, 2, 3, 4], scans)]).toEqual([0, 0, 0, 1, 0]);
  });

  it('never comes apart in a split, and every scan lands once, the same way for the same seed', () => {
    const scan = fc.record({
      copy: fc.integer({ min: 0, max: 80 }),
      patient: fc.option(fc.integer({ min: 0, max: 60 }), { nil: null, freq: 2 }),
      series: fc.option(fc.integer({ min: 0, max: 60 }), { nil: null, freq: 2 }),
      positive: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(scan, { minLength: 12, maxLength: 90 }), fc.integer(), (drawn, seed) => {
        const groups = leakageGroups(
          drawn.map(({ copy }) => copy),
          drawn.map(({ patient, series }) => kin(patient?.toString() ?? null, series?.toString() ?? null)),
        );
        const scans = drawn.map(({ positive }, index) => ({
          sha256: index.toString(16).padStart(64, '0'),
          className: positive ? 'ill' : 'well',
          ...{ width: 64, height: 64, format: 'png' },
        }));
        const settings = { kind: 'grouped', seed, shares: { training: 0.7, validation: 0.15, test: 0.15 } } as const;
        const attempt = () => {
          try {
            return splitScans(scans, ['well', 'ill'], groups, settings).parts;
          } catch {
            return null; // too few groups of a class: said in words, tested with the split
          }
        };
        const parts = attempt();
        fc.pre(parts !== null);
        if (!parts) return;
        expect(attempt()).toEqual(parts);
        const partOf = new Map(Object.entries(parts).flatMap(([part, ids]) => ids.map((id) => [id, part] as const)));
        expect(partOf.size).toBe(scans.length);
        expect(Object.values(parts).flat().length).toBe(scans.length);
        const keys = (index: number) => [
          `copy ${drawn[index]?.copy}`,
          `patient ${drawn[index]?.patient ?? `none ${index}`}`,
          `series ${drawn[index]?.series ?? `none ${index}`}`,
        ];
        const home = new Map<string, string | undefined>();
        scans.forEach(({ sha256 }, index) => {
          for (const key of keys(index)) {
            const part = partOf.get(sha256);
            if (home.has(key)) expect(home.get(key)).toBe(part);
            else home.set(key, part);
          }
        });
      }),
      { numRuns: 60 },
    );
  });
});
