import { expect, test } from 'vitest';
import { asClassified } from './asClassified.ts';

const card = (testTimeFlips: boolean, more: object = {}) =>
  ({ hyperparameters: { testTimeFlips }, ...more }) as Parameters<typeof asClassified>[4];

test('a network that predicts the scan alone is held against Classify as it is', () => {
  expect(asClassified([0.2, 0.8], null, [0.2, 0.800004], 1, card(false))).toEqual({
    reasons: [],
    expected: 0.8,
    same: true,
  });
  expect(asClassified([0.2, 0.8], null, [0.2, 0.80002], 1, card(false)).same).toBe(false);
});

test('with flips it is the mean of both, with a temperature the logit is divided', () => {
  const flipped = asClassified([0.2, 0.8], [0.4, 0.6], [0.3, 0.7], 1, card(true));
  expect(flipped.expected).toBeCloseTo(0.7, 12);
  expect(flipped.same).toBe(true);
  // logit(0.8) / 2 = 0.6931, whose sigmoid is 2 / 3
  const calibrated = asClassified([0.2, 0.8], null, [1 / 3, 2 / 3], 1, card(false, { temperature: 2 }));
  expect(calibrated.expected).toBeCloseTo(2 / 3, 12);
  expect(calibrated.reasons).toEqual(['calibrated: the logit is divided by 2.00']);
});

test('of several networks one alone cannot be held against the mean of all', () => {
  const found = asClassified([0.2, 0.8], null, [0.3, 0.7], 1, card(false, { folds: [{}, {}, {}] }));
  expect(found).toMatchObject({ expected: null, same: null });
  expect(found.reasons).toEqual(['the mean of the model’s 3 networks, of which this is the first']);
});
