import { describe, expect, it } from 'vitest';
import type { PatientKey } from '../scan.ts';
import { splitScans } from './split.ts';
import { leakageGroupsOf, trainTestOverlap } from './trainTestOverlap.ts';

const patient = (id: string): PatientKey => ({ id, from: 'table' });
const scan = (sha256: string, subject: PatientKey | null = null) => ({ sha256, subject, slice: null });

describe('twins in training', () => {
  const scans = ['a', 'b', 'c', 'd', 'e', 'f'].map((sha256) => scan(sha256));
  const groups = leakageGroupsOf(scans, [{ sha256s: ['a', 'b'] }, { sha256s: ['c', 'd'] }]);

  it('are copies that are neither in validation nor in the test', () => {
    // a: its copy b is trained on; c: its copy d is in validation; e: has no copy.
    expect(trainTestOverlap(scans, groups, { validation: ['d'], test: ['a', 'c', 'e'] })).toEqual(new Set(['a']));
  });

  it('are not those that are in the test themselves', () => {
    expect(trainTestOverlap(scans, groups, { validation: [], test: ['c', 'd'] })).toEqual(new Set());
  });

  it('are scans of the same patient as well, and copies of those', () => {
    const known = [scan('a', patient('1')), scan('b', patient('1')), scan('c'), scan('d', patient('2'))];
    const together = leakageGroupsOf(known, [{ sha256s: ['b', 'c'] }]);
    expect([...together]).toEqual([0, 0, 0, 1]);
    expect(trainTestOverlap(known, together, { validation: [], test: ['c', 'd'] })).toEqual(new Set(['c']));
  });

  it('are as many as a random split counts, and none in a grouped one', () => {
    const many = Array.from({ length: 60 }, (_, index) => ({
      ...scan(String(index).padStart(2, '0')),
      className: index < 30 ? 'no' : 'yes',
      ...{ width: 64, height: 64, format: 'png' },
    }));
    const copies = Array.from({ length: 15 }, (_, group) => ({
      sha256s: many.slice(group * 3, group * 3 + 3).map(({ sha256 }) => sha256),
    }));
    const numbers = leakageGroupsOf(many, copies);
    const shares = { training: 0.6, validation: 0.2, test: 0.2 };
    for (const kind of ['random', 'grouped'] as const) {
      const split = splitScans(many, ['no', 'yes'], numbers, { kind, seed: 5, shares });
      const twins = trainTestOverlap(many, numbers, split.parts);
      expect(twins.size).toBe(split.testScansWithTwin);
      expect(twins.size > 0).toBe(kind === 'random');
    }
  });
});
