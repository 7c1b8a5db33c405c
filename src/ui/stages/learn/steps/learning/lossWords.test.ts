import { expect, it } from 'vitest';
import type { TracedStep } from '../../../../../explain/trainingSteps.ts';
import { lossWords } from './lossWords.ts';

const steps = (...losses: number[]) =>
  losses.map(
    (meanLoss, step): TracedStep => ({ step, update: null, pass: { meanLoss, losses: [], probabilities: [] } }),
  );

it('says what the loss did up to a step, and that the learning rate was too large where it rose', () => {
  expect(lossWords(steps(0.694, 0.787), 1)).toBe(
    'The mean loss rose from 0.694 to 0.787: the step was too large for these weights. Try a smaller learning rate.',
  );
  const leap = steps(0.694, 20.3, 4, 0.067);
  expect(lossWords(leap, 2)).toMatch(/^The mean loss rose from 0.694 to 4.000 in 2 steps/);
  expect(lossWords(leap, 3)).toBe(
    'The mean loss first rose to 20.300, at step 1: that step was too large. The next ones led back: from 0.694 to 0.067.',
  );
  expect(lossWords(steps(0.694, 0.6, 0.5), 2)).toBe('The mean loss fell from 0.694 to 0.500.');
  expect(lossWords(steps(0.694, Number.NaN), 1)).toMatch(/no longer a number/);
  expect(lossWords(steps(0.694), 1)).toBe('');
});
