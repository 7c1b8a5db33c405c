import { expect, it, vi } from 'vitest';
import { coursePreset } from '../../../../../model/presets.ts';
import type { TrainingOutcome } from '../../../../../worker/jobs/training/trainingProtocol.ts';
import { draftOf } from '../../../train/settings/draft/trainingDraft.ts';
import type { Candidate } from './tries.ts';

const outcome: TrainingOutcome = { ended: 'completed', reason: '', modelId: 'tried', notKept: null };
const trainAside = vi.fn((_: unknown) => Promise.resolve(outcome));
const renameModel = vi.fn((_id: string, _name: string) => Promise.resolve());
const epoch = (validationLoss: number, validationAccuracy: number) => ({ validationLoss, validationAccuracy });
vi.mock('../../../train/run/trainingMachine.ts', () => ({ trainAside }));
vi.mock('../../../../workspace/jobs.ts', () => ({
  renameModel,
  jobs: {
    model: async () => ({
      trainingSeconds: 4,
      card: { classes: ['A', 'B'], split: { scans: { training: 168, validation: 36, test: 30 } } },
      history: { epochs: [epoch(0.7, 0.5), epoch(0.4, 0.9), epoch(0.5, 0.8)] },
    }),
  },
}));
const { tryEpochs, tryNetworks } = await import('./tries.ts');
const { outcomeOf } = await import('./expectation.ts');

const { request } = draftOf(coursePreset);

it('takes as many epochs as make 120 updates, but 5 at least and 30 at most', () => {
  // 240 scans, 70 % for training, in batches of 32: 6 updates an epoch
  expect(tryEpochs(240, request)).toBe(20);
  expect(tryEpochs(3717, request)).toBe(5);
  expect(tryEpochs(40, request)).toBe(30);
});

it('trains the starting network, then the changed one, for those epochs, without early stopping or folds, and names both', async () => {
  const start: Candidate = { network: request.network, label: 'Course CNN', parameters: 9, expected: null };
  const changed: Candidate = {
    ...start,
    label: 'No layers',
    network: { preset: 'custom', layers: [] },
    expected: 'higher',
  };
  const asked = {
    ...request,
    hyperparameters: { ...request.hyperparameters, patience: 3, warmUp: 2 },
    split: { ...request.split, testing: { by: 'folds', count: 5 } },
  } as const;
  await tryNetworks(asked, { epochs: 20, conditions: 'these' }, [start, changed]);
  const hyperparameters = { ...request.hyperparameters, epochs: 20, patience: null, warmUp: 0 };
  expect(trainAside.mock.calls.map(([each]) => each)).toEqual([
    { ...request, hyperparameters },
    { ...request, network: changed.network, hyperparameters },
  ]);
  expect(renameModel.mock.calls).toEqual([
    ['tried', 'Try 1: Course CNN'],
    ['tried', 'Try 2: No layers'],
  ]);
});

it('does not go on after a stop, and says why a network could not be saved', async () => {
  trainAside.mockClear();
  const candidate: Candidate = { network: request.network, label: 'Course CNN', parameters: 9, expected: null };
  trainAside.mockResolvedValueOnce({ ...outcome, ended: 'stopped' });
  await tryNetworks(request, { epochs: 20, conditions: 'these' }, [candidate, candidate]);
  expect(trainAside).toHaveBeenCalledOnce();
  trainAside.mockResolvedValueOnce({ ...outcome, modelId: null, notKept: 'The disk is full.' });
  await expect(tryNetworks(request, { epochs: 20, conditions: 'these' }, [candidate])).rejects.toThrow('disk is full');
});

it('tells a lower loss from a higher one, and neither from what chance does', () => {
  const against = (loss: number) => outcomeOf({ validationLoss: 0.4 }, { validationLoss: loss });
  expect([0.3, 0.39, 0.41, 0.5].map(against)).toEqual(['lower', 'same', 'same', 'higher']);
});
