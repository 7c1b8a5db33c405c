import { click, until } from './drive.ts';
import { dataSet, fullReport, leakPair, syntheticModel, threeClassModel, twoClassModel } from './fixtures.ts';
import type { PageState } from './states.ts';

const usual = { stage: 'learn', kept: { dataSet, models: [twoClassModel, syntheticModel] } } as const;

export const learnStates: readonly PageState[] = [
  { name: 'learn-empty', title: 'Learn without a scan', stage: 'learn', shows: 'Learn how a network sees' },
  {
    ...{ name: 'learn-untrained', title: 'Learn with random weights', stage: 'learn', kept: { dataSet } },
    shows: 'Same as the network: yes',
    address: '#/learn/convolution',
  },
  ...[
    ['numbers', 'a picture is numbers', 'The framed pixel'],
    ['ordinary', 'why not an ordinary network', 'Layer by layer'],
    ['convolution', 'convolution', 'Same as the network: yes'],
    ['relu', 'ReLU', 'values are 0'],
    ['pooling', 'pooling', 'Same as the network: yes'],
    ['output', 'dense layer and output', 'Sum: the logit'],
    ['where-it-looked', 'where it looked', 'without it'],
  ].map(
    ([slug = '', title = '', shows = '']): PageState => ({
      ...{ ...usual, name: `learn-${slug}`, title: `Learn: ${title}`, address: `#/learn/${slug}`, shows },
    }),
  ),
  {
    ...{
      name: 'learn-deep-filter',
      title: 'Learn: a filter of a deep layer',
      stage: 'learn',
      shows: 'What each input map adds',
    },
    ...{ kept: { dataSet }, address: '#/learn/convolution?model=untrained', reach: chooseDeepLayer },
  },
  {
    ...{ name: 'learn-several-classes', title: 'Learn: softmax', stage: 'learn', shows: 'Sum: the logit' },
    ...{ kept: { dataSet, models: [threeClassModel] }, address: '#/learn/output' },
  },
  {
    ...{ ...usual, name: 'learn-teaching', title: 'Learn in front of a class', address: '#/learn/pooling' },
    ...{ reach: () => click('Teaching'), shows: 'Hide answers' },
  },
  {
    ...{ ...usual, name: 'learn-quiz', title: 'Learn: can you do it?', address: '#/learn/quiz' },
    shows: 'Scan 1 of 10',
  },
  {
    ...{ ...usual, name: 'learn-quiz-result', title: 'Learn: you and the network', address: '#/learn/quiz' },
    reach: async () => {
      for (let scan = 0; scan < 10; scan += 1) await click(scan % 3 === 0 ? 'H Healthy' : 'B Brain Tumor');
    },
    shows: 'intervals overlap',
  },
  {
    ...{ ...usual, name: 'learn-learned', title: 'Learn: what was learned', address: '#/learn/learned' },
    shows: 'before training',
  },
  {
    ...{ ...usual, name: 'learn-lit', title: 'Learn: what lights a feature map', address: '#/learn/learned' },
    reach: () => click('What lights a feature map'),
    shows: 'Copies of one scan count once',
  },
  {
    ...{ ...usual, name: 'learn-learning', title: 'Learn: one step of training', address: '#/learn/learning' },
    shows: 'Mean of gradients',
  },
  {
    ...{ ...usual, name: 'learn-learning-ten', title: 'Learn: ten steps', address: '#/learn/learning' },
    reach: () => click('10 steps'),
    shows: 'After 10 steps',
  },
  {
    ...{ ...usual, name: 'learn-shortcuts', title: 'Learn: shortcuts', address: '#/learn/shortcuts' },
    ...{ jobs: { audit: async () => fullReport }, shows: 'by class' },
  },
  {
    ...{ ...usual, name: 'learn-honesty', title: 'Learn: where to stop', address: '#/learn/honesty' },
    shows: 'Too early',
  },
  {
    ...{ name: 'learn-leakage', title: 'Learn: a random split', stage: 'learn', address: '#/learn/honesty' },
    ...{ kept: { dataSet, models: leakPair }, jobs: { audit: async () => fullReport } },
    reach: () => click('What a random split would claim'),
    shows: 'Grouped split',
  },
  {
    ...{ ...usual, name: 'learn-own', title: 'Learn: your own network', address: '#/learn/own-network' },
    reach: () => click('Double the filters'),
    shows: 'Remove the first pooling',
  },
  {
    ...{ ...usual, name: 'learn-code', title: 'Learn: the code', address: '#/learn/code' },
    shows: 'import keras',
  },
];

async function chooseDeepLayer(): Promise<void> {
  const choice = await until('the choice of layers', () =>
    [...document.querySelectorAll('select')].find((each) => each.labels[0]?.textContent?.includes('Layer')),
  );
  Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value')?.set?.call(choice, '4');
  choice.dispatchEvent(new Event('change', { bubbles: true }));
}
