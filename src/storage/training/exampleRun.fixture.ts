import { exampleCard } from '../../model/card/exampleCard.fixture.ts';
import type { StoredRun } from './runCheckpoints.ts';

const { network, preprocessing, augmentation, hyperparameters, split } = exampleCard;

export const exampleRun: StoredRun = {
  request: {
    network,
    preprocessing,
    augmentation,
    hyperparameters,
    split: { kind: split.kind, seed: split.seed, shares: split.shares },
    backend: 'auto',
  },
  history: {
    epochs: [
      {
        epoch: 1,
        trainingLoss: 0.6,
        trainingAccuracy: 0.7,
        validationLoss: 0.65,
        validationAccuracy: 0.68,
        learningRate: 0.001,
        seconds: 12.5,
      },
    ],
    batchLosses: [0.7, 0.6, 0.5],
    filters: { shape: [1, 1, 1, 2], epochs: [{ epoch: 0, values: Float32Array.of(0.25, -0.5) }] },
  },
  savedAt: '2026-11-23T08:00:00.000Z',
  dataFingerprint: 'd'.repeat(64),
  folds: null,
  checkpoint: { epoch: 1, weights: [Float32Array.of(0.5, -1), new Float32Array(3)], order: new Map([['a', 1]]) },
};
