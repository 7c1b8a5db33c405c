import type { Subset } from '../../../../dataset/split/splitSettings.ts';
import type { Unlike } from '../../../../inference/familiarity.ts';

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

/** What an answer is worth for a scan unlike those that the network learned from. */
export const UNLIKE_SCAN = {
  mark: 'unlike the training scans',
  sentence: 'This does not look like the scans the network learned from; its answer means nothing.',
};

export function isUnlike({ unlike }: { readonly unlike: readonly Unlike[] | null }): boolean {
  return unlike !== null && unlike.length > 0;
}

const IN_WHAT: Readonly<Record<Unlike, string>> = {
  appearance: 'its greys and contrasts',
  activations: 'what the network sees in it',
  size: 'its size: it is much smaller',
};

/** 'It differs in its greys and contrasts, and in what the network sees in it.' */
export function unlikeWords(unlike: readonly Unlike[]): string {
  return `It differs in ${unlike.map((each) => IN_WHAT[each]).join(', and in ')}.`;
}
