import { expect, it } from 'vitest';
import { createRandom } from '../../statistics/random.ts';
import { coverage, TRUTHS } from './coverage.fixture.ts';

/*
 * `npm run bench -- coverage` draws thousands; DECISIONS has its table. Here the same draws every time, three hundred, whose share has a
 * standard error of 1.3 per cent. Intervals that took each scan for one of its own would hold the truth in three of four.
 */
const ROUNDS = 300;
/** Of 95 %, 2.5 standard errors. */
const [LEAST, MOST] = [0.918, 0.99];
/** Where hardly a scan is misranked, a difference has more: it must not have less. */
const mostOf = (figure: keyof typeof TRUTHS) => (figure.startsWith('difference') ? 1 : MOST);

const cases = ([10, 40, 100] as const).flatMap((groups) => [
  ...TRUTHS.accuracy.map((truth) => ['accuracy', groups, truth] as const),
  ...TRUTHS.auc.map((truth) => ['auc', groups, truth] as const),
  ...TRUTHS['difference of AUCs'].map((truth) => ['difference of AUCs', groups, truth] as const),
  ...TRUTHS['difference of accuracies'].map((truth) => ['difference of accuracies', groups, truth] as const),
]);

it.each(cases)(
  'an interval of %s holds the truth about as often as it says: %i groups of the real sizes, $2.value',
  (figure, groups, truth) => {
    const { held } = coverage(figure, groups, truth, ROUNDS, createRandom(groups));
    expect(held).toBeGreaterThan(LEAST);
    expect(held).toBeLessThanOrEqual(mostOf(figure));
  },
);
