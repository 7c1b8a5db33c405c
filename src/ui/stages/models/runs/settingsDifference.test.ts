import { expect, test } from 'vitest';
import { exampleCard } from '../../../../model/card/exampleCard.fixture.ts';
import { crossValidated, settingsDifference } from './settingsDifference.ts';

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

test('a model of one split is held against the newest cross-validation of the same settings, whatever its split', () => {
  const fold = {
    name: 'Fold 1',
    training: 8,
    validation: 2,
    testGroups: 2,
    bestEpoch: 1,
    figures: exampleCard.figures,
  };
  const split = { ...exampleCard.split, seed: 7, testing: { by: 'folds', count: 3 } } as const;
  const folded = { ...exampleCard, split, folds: [fold, fold, fold] };
  const others = { ...folded, hyperparameters: { ...folded.hyperparameters, epochs: 99 } };
  const elsewhere = { ...folded, data: { ...folded.data, fingerprint: 'ef'.repeat(32) } };
  const heldOut = { ...folded, split: { ...split, testing: { by: 'folder' } } } as const;
  const run = (card: typeof exampleCard, day: number) => ({ card, createdAt: `2026-11-${day}T10:00:00.000Z` });
  const [single, old, fresh] = [run(exampleCard, 20), run(folded, 21), run(folded, 22)];
  const wrong = [run(exampleCard, 28), run(others, 27), run(elsewhere, 26), run(heldOut, 25)];
  expect(crossValidated(single, [...wrong, single, old, fresh])).toBe(fresh);
  expect(crossValidated(old, [fresh, old])).toBe(old);
  expect(crossValidated(single, [single, ...wrong])).toBeNull();
});

test('how they were tested is a setting that differs', () => {
  const testing = { by: 'folds', count: 5 } as const;
  expect(settingsDifference([exampleCard, { ...exampleCard, split: { ...exampleCard.split, testing } }])).toEqual([
    { name: 'Tested on', values: ['one split', '5 folds'] },
  ]);
});
