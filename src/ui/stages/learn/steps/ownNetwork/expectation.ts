import type { Expectation, Try } from './tries.ts';

/** Closer than this the same: another draw of the batches does as much. */
const SAME = 0.02;

/** What came of a try against the one before. */
export function outcomeOf(before: Pick<Try, 'validationLoss'>, now: Pick<Try, 'validationLoss'>): Expectation {
  const difference = now.validationLoss - before.validationLoss;
  return Math.abs(difference) <= SAME ? 'same' : difference < 0 ? 'lower' : 'higher';
}
