import { expect, it } from 'vitest';
import { filterEpochs, whatIsMissing } from './filterEpochs.ts';

const now = { shape: [1, 1, 1, 2], values: Float32Array.of(7, 8) };
const kept = (epoch: number) => ({ epoch, values: Float32Array.of(epoch, epoch) });
const history = { epochs: [], batchLosses: [] };
const withFilters = { ...history, filters: { shape: now.shape, epochs: [0, 1, 3, 9].map(kept) } };
const shown = (...args: Parameters<typeof filterEpochs>) =>
  filterEpochs(...args).map(({ name, values }) => [name, values[0]]);

it('puts the filters in use among those that were kept', () => {
  expect(shown(withFilters, now, 5)).toEqual([
    ['before training', 0],
    ['epoch 1', 1],
    ['epoch 3', 3],
    ['epoch 5, in use', 7],
    ['epoch 9', 9],
  ]);
});

it('shows those in use once where they are of a kept epoch', () => {
  expect(shown(withFilters, now, 9).map(([name]) => name)).toEqual([
    'before training',
    'epoch 1',
    'epoch 3',
    'epoch 9, in use',
  ]);
});

it('shows what there is of an old model, an imported and an untrained one, and says what is missing', () => {
  expect(shown(history, now, 5)).toEqual([['epoch 5, in use', 7]]);
  expect(shown(null, now, null)).toEqual([['before training', 7]]);
  expect(whatIsMissing(withFilters, true)).toBeNull();
  expect(whatIsMissing(history, true)).toMatch(/before filters were kept/);
  expect(whatIsMissing(null, true)).toMatch(/was imported/);
  expect(whatIsMissing(null, false)).toMatch(/random/);
});
