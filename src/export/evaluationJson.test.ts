import { expect, test } from 'vitest';
import type { Predictions } from '../evaluation/predictions.ts';
import { exampleCard } from '../model/exampleCard.fixture.ts';
import { evaluationJson } from './evaluationJson.ts';

const test4: Predictions = {
  sha256: ['aa', 'bb', 'cc', 'dd'],
  labels: [0, 0, 1, 1],
  probabilities: [
    [0.9, 0.1],
    [0.4, 0.6],
    [0.3, 0.7],
    [0.8, 0.2],
  ],
  bundles: [7, 7, 8, 9],
};
const history = { epochs: [], batchLosses: [0.7, 0.5] };

test('the figures of a card can be checked: each test scan with its group, class and probabilities, counts and curve', () => {
  const json = evaluationJson(exampleCard, { history, predictions: { validation: test4, test: test4 } });
  const read = JSON.parse(json ?? '');
  expect(read).toMatchObject({ format: 'axial-evaluation', classes: exampleCard.classes, threshold: 0.42, history });
  // At 0.42, by hand: one of each kind.
  expect(read.confusion).toEqual([
    [1, 1],
    [1, 1],
  ]);
  expect(read.test[2]).toEqual({ sha256: 'cc', group: 8, label: 'Brain Tumor', probabilities: [0.3, 0.7] });
  expect(read.roc.map((point: { truePositiveRate: number }) => point.truePositiveRate)).toEqual([0, 0.5, 0.5, 1, 1]);
  expect(read.roc[0].threshold).toBeNull();
});

test('of a model whose scans are not known nothing is written', () => {
  expect(evaluationJson(exampleCard, { history: null, predictions: null })).toBeNull();
});
