import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { groupKFold } from './groupKFold.ts';

const scans = fc.array(fc.record({ label: fc.nat(3), group: fc.nat(30) }), { minLength: 1, maxLength: 200 });

function deal(list: readonly { label: number; group: number }[], seed: number): number[] {
  const [labels, groups] = [list.map(({ label }) => label), list.map(({ group }) => group)];
  return [...groupKFold(labels, 4, groups, 5, createRandom(seed))];
}

test('no group is in two folds, every scan is in one, and the same seed deals the same', () => {
  fc.assert(
    fc.property(scans, fc.nat(), (list, seed) => {
      const folds = deal(list, seed);
      expect(folds).toHaveLength(list.length);
      expect(folds.every((fold) => fold >= 0 && fold < 5)).toBe(true);
      const foldsPerGroup = new Map(list.map(({ group }, i) => [group, folds[i]]));
      expect(list.every(({ group }, i) => foldsPerGroup.get(group) === folds[i])).toBe(true);
      expect(deal(list, seed)).toEqual(folds);
    }),
    { numRuns: 100 },
  );
});

test('every fold has its share of every class', () => {
  // 100 groups of 1, 2, 3, 4 scans: 50 groups of class 0 (125 scans) and 50 of class 1 (125 scans).
  const list = Array.from({ length: 100 }, (_, group) =>
    Array.from({ length: 1 + (group % 4) }, () => ({ group, label: group < 50 ? 0 : 1 })),
  ).flat();
  const folds = deal(list, 1);
  for (const fold of [0, 1, 2, 3, 4]) {
    for (const label of [0, 1]) {
      const count = list.filter((scan, i) => folds[i] === fold && scan.label === label).length;
      expect(count, `fold ${fold}, class ${label}`).toBeGreaterThanOrEqual(23);
      expect(count, `fold ${fold}, class ${label}`).toBeLessThanOrEqual(27);
    }
  }
});
