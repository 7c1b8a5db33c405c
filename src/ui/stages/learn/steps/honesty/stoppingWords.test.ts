import { expect, it } from 'vitest';
import { exampleCard } from '../../../../../model/card/exampleCard.fixture.ts';
import { noAugmentation } from '../../../../../preprocessing/preprocessingSpec.ts';
import { oddCurveWords, stoppingWords } from './stoppingWords.ts';

const losses = [
  [0.6, 0.62],
  [0.4, 0.45],
  [0.2, 0.52],
] as const;
const epochs = losses.map(([trainingLoss, validationLoss], index) => ({
  ...{ epoch: index + 1, trainingLoss, validationLoss, learningRate: 0.001, seconds: 1 },
  ...{ trainingAccuracy: 0.7 + index / 10, validationAccuracy: 0.68 + index / 20 },
}));

it('says of each epoch whether it is too early, right or too late, by the validation loss', () => {
  expect(stoppingWords(epochs, 1)).toBe(
    'Training 70.0 %, validation 68.0 % right: 2.0 points apart. Too early: the validation loss is 0.620 instead of 0.450 at epoch 2.',
  );
  expect(stoppingWords(epochs, 2)).toMatch(/7.0 points apart. Right here: the validation loss is lowest, 0.450/);
  expect(stoppingWords(epochs, 3)).toMatch(/12.0 points apart. Too late: .* 0.520 instead of 0.450 .* memorising/);
});

it('does not speak of memorising where the training loss rose, too', () => {
  const risen = epochs.map((each) => (each.epoch === 3 ? { ...each, trainingLoss: 0.5 } : each));
  expect(stoppingWords(risen, 3)).toMatch(/Too late/);
  expect(stoppingWords(risen, 3)).not.toMatch(/memorising/);
});

it('explains a validation loss below the training loss by what counts in training only, and a best epoch that is the last', () => {
  expect(oddCurveWords(epochs, exampleCard)).toBe('');
  const below = epochs.map((each) => ({ ...each, validationLoss: each.trainingLoss - 0.1 }));
  const card = {
    ...exampleCard,
    network: { ...exampleCard.network, layers: [{ kind: 'dropout', rate: 0.5 }] },
  } as const;
  expect(oddCurveWords(below, card)).toBe(
    'The lowest is at the last epoch: more epochs might lower it further. There the validation loss is below the training loss: dropout, augmentation and class weights count in training only, and the training value is the mean over the epoch, in which the network still improves.',
  );
  const plain = {
    ...exampleCard,
    augmentation: noAugmentation,
    hyperparameters: { ...exampleCard.hyperparameters, classWeights: false },
  };
  expect(oddCurveWords(below, plain)).toMatch(/training loss: the training value is the mean/);
});
