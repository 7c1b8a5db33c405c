import type { Subset } from '../../../../dataset/split/splitSettings.ts';

/** What an answer is worth for a scan that was in the model's own data. */
export const KNOWN_SCAN: Readonly<Record<Subset, { readonly mark: string; readonly sentence: string }>> = {
  training: {
    mark: 'training set',
    sentence: 'This scan was in the training set, so the result says nothing about unseen scans.',
  },
  validation: {
    mark: 'validation set',
    sentence: 'This scan was in the validation set, which chose the network, so the result is optimistic.',
  },
  test: {
    mark: 'test set',
    sentence: 'This scan was in the test set, so the test results include it already.',
  },
};
