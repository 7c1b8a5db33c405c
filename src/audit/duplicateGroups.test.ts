import { describe, expect, it } from 'vitest';
import { exampleDataSet, shaOf } from '../dataset/exampleScans.fixture.ts';
import type { FileOutcome, Scan } from '../dataset/scan.ts';
import { duplicateGroups, subsetGroups } from './duplicateGroups.ts';

const stored = exampleDataSet(['A', 'A', 'A', 'B', 'B', 'A', 'B']);
const groups = [0, 0, 1, 1, 2, 0, 3];
const none: FileOutcome[] = [];

const found = (inUse: readonly Scan[], outcomes = none, labelled: string[] = []) =>
  duplicateGroups(stored, inUse, subsetGroups(stored.scans, groups, inUse), outcomes, new Set(labelled)).map(
    (group) => ({
      scans: group.sha256s.map((sha256) => Number.parseInt(sha256, 16)),
      conflict: group.conflict,
      again: group.droppedAgain.map(({ path }) => path),
    }),
  );

const without = (...scans: number[]) => stored.scans.filter((_, index) => !scans.includes(index));
const relabelled = (index: number, className: string) =>
  stored.scans.map((scan, each) => (each === index ? { ...scan, className } : scan));
const droppedAgain = (of: number, className: string, path: string): FileOutcome => {
  const { path: kept = '', className: ofClassName = '' } = stored.scans[of] ?? {};
  return { status: 'duplicate', path, className, of: kept, ofClassName };
};

describe('groups of copies', () => {
  it('are those of two files or more, conflicts first, then the largest', () => {
    expect(found(stored.scans)).toEqual([
      { scans: [2, 3], conflict: true, again: [] },
      { scans: [0, 1, 5], conflict: false, again: [] },
    ]);
  });

  it('are gone when all but one were excluded, and no conflict when they have one class', () => {
    expect(found(without(3, 0, 5))).toEqual([]);
    expect(found(relabelled(3, 'A')).map(({ conflict }) => conflict)).toEqual([false, false]);
  });

  it('count files that were dropped again, and are in conflict where those were of another class', () => {
    const outcomes = [droppedAgain(6, 'B', 'B/again.jpg'), droppedAgain(4, 'A', 'A/wrong.jpg')];
    expect(found(without(0, 1, 2), outcomes)).toEqual([
      { scans: [4], conflict: true, again: ['A/wrong.jpg'] },
      { scans: [6], conflict: false, again: ['B/again.jpg'] },
    ]);
  });

  it('know by its bytes which of two files of one path was dropped again', () => {
    const twins = stored.scans.map((scan, index) => (index === 6 ? { ...scan, path: 'B/4.jpg' } : scan));
    const outcome = { ...droppedAgain(4, 'A', 'A/wrong.jpg'), sha256: shaOf(4) };
    const data = { ...stored, scans: twins };
    const found4 = duplicateGroups(data, twins, subsetGroups(twins, groups, twins), [outcome], new Set());
    expect(found4.find(({ droppedAgain: files }) => files.length > 0)).toEqual({
      sha256s: [shaOf(4)],
      conflict: true,
      droppedAgain: [{ path: 'A/wrong.jpg', className: 'A', sha256: shaOf(4) }],
    });
  });

  it('are settled once a class was chosen, be it the one that the scan had', () => {
    const outcomes = [droppedAgain(4, 'A', 'A/wrong.jpg')];
    const inUse = without(0, 1, 2);
    expect(found(inUse, outcomes, [shaOf(4)])).toEqual([{ scans: [4], conflict: false, again: ['A/wrong.jpg'] }]);
    const asA = inUse.map((scan) => (scan.sha256 === shaOf(4) ? { ...scan, className: 'A' } : scan));
    expect(found(asA, outcomes, [shaOf(4)])[0]?.conflict).toBe(false);
  });
});

it('groups of another data set are refused', () => {
  expect(() => subsetGroups(stored.scans, [0, 1], stored.scans)).toThrow('7 scans cannot have 2 groups');
});
