import type { Part } from '../../dataset/split.ts';

/** What an answer is worth for a scan that was in the model's own data. */
export const KNOWN_SCAN: Readonly<Record<Part, { readonly mark: string; readonly sentence: string }>> = {
  training: {
    mark: 'in training',
    sentence: 'This very scan was in training: the answer says nothing of new scans.',
  },
  validation: {
    mark: 'in validation',
    sentence: 'This very scan was in validation, where the network was chosen: the answer flatters it.',
  },
  test: {
    mark: 'in the test',
    sentence: 'This very scan was in the test part: the answer is counted in the test figures already.',
  },
};
