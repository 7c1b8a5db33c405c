import { errorsOf } from '../dataset/userError.ts';

/** Why two models cannot be compared by a test. */
const COMPARISON_MESSAGES = {
  classes: () => 'These models tell different classes apart, so their results cannot be compared.',
  'no-predictions': () => 'This model was imported without its predictions, so there is nothing to compare.',
  'other-tests': ({ shared }: { shared: number }) =>
    `The two test sets share ${shared === 0 ? 'no scan' : `only ${shared} ${shared === 1 ? 'scan' : 'scans'}`}, too few for a test. Train both on the same data set with the same split seed.`,
  'trained-on-test': ({ scans }: { scans: number }) =>
    `One of them was trained on ${scans} of the other’s test scans, so a test would favour it. Train both on one split: the same split seed and the same version of the data.`,
} as const;

export const comparisonError = errorsOf(COMPARISON_MESSAGES);
