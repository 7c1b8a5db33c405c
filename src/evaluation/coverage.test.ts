import { expect, it } from 'vitest';
import { createRandom } from '../statistics/random.ts';
import { coverage, TRUTHS } from './coverage.fixture.ts';

/*
 * `npm run bench -- coverage` draws thousands and says how near 95 % each comes; here a few hundred, whose share has a standard error of
 * one per cent. Intervals that took each scan for one of its own would hold the truth in three of four.
 */
it.each([
  [20, 0],
  [60, 0],
  [100, 0],
  [20, 1],
] as const)(
  'an interval of %i groups of the real sizes holds the truth nearly as often as it says (truth %i)',
  (groups, which) => {
    const truth = TRUTHS[which];
    if (!truth) throw new Error('no such truth');
    const { held } = coverage(groups, truth, 400, createRandom(groups));
    for (const share of [held.accuracy, held.auc]) {
      expect(share).toBeGreaterThan(0.905);
      expect(share).toBeLessThan(0.995);
    }
  },
);
