import { expect, test } from 'vitest';
import { type SplitSettings, testedBy } from './splitSettings.ts';

const shares = { training: 0.7, validation: 0.15, test: 0.15 };

test('settings are tested on folds or on one split, and a split in which the set came gives way to folds', () => {
  const grouped: SplitSettings = { kind: 'grouped', seed: 3, shares, strata: 'files' };
  const testing = { by: 'folds', count: 5 } as const;
  expect(testedBy(grouped, testing)).toEqual({ ...grouped, testing });
  expect(testedBy({ ...grouped, testing }, null)).toEqual(grouped);
  expect(testedBy({ ...grouped, kind: 'own' }, testing)).toEqual({ ...grouped, testing });
  expect(testedBy({ ...grouped, kind: 'random' }, testing).kind).toBe('random');
});
