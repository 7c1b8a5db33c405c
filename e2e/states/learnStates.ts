import { dataSet, syntheticModel, twoClassModel } from './fixtures.ts';
import type { PageState } from './states.ts';

const usual = { stage: 'learn', kept: { dataSet, models: [twoClassModel, syntheticModel] } } as const;

export const learnStates: readonly PageState[] = [
  { name: 'learn-empty', title: 'Learn without a scan', stage: 'learn', shows: 'Learn how a network sees' },
  {
    ...{ name: 'learn-untrained', title: 'Learn with random weights', stage: 'learn', kept: { dataSet } },
    shows: 'Same as the network: yes',
    address: '#/learn/convolution',
  },
  {
    ...{ ...usual, name: 'learn-convolution', title: 'Learn: convolution', address: '#/learn/convolution' },
    shows: 'Same as the network: yes',
  },
];
