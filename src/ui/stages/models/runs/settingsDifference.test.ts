import { expect, test } from 'vitest';
import { exampleCard } from '../../../../model/exampleCard.fixture.ts';
import { settingsDifference } from './settingsDifference.ts';

test('only what differs is listed, in the words of the forms', () => {
  const { hyperparameters, augmentation } = exampleCard;
  const other = {
    ...exampleCard,
    name: 'Another',
    hyperparameters: { ...hyperparameters, learningRate: 0.01, patience: 5, labelSmoothing: 0.1 },
    augmentation: { ...augmentation, horizontalFlip: false },
  };
  expect(settingsDifference([exampleCard, other])).toEqual([
    { name: 'Flip left to right', values: ['on', 'off'] },
    { name: 'Learning rate', values: ['0.001', '0.01'] },
    { name: 'Early stopping', values: ['off', '5 epochs'] },
    { name: 'Label smoothing', values: ['off', '10 %'] },
  ]);
  expect(settingsDifference([exampleCard, exampleCard])).toEqual([]);
});

test('layers that were added or changed differ as a whole', () => {
  const shorter = { ...exampleCard, network: { ...exampleCard.network, layers: exampleCard.network.layers.slice(3) } };
  expect(settingsDifference([exampleCard, shorter])).toEqual([
    { name: 'Layers', values: ['conv 2 3 1 same relu, batch-norm, max-pool 2 2, flatten', 'flatten'] },
  ]);
});
