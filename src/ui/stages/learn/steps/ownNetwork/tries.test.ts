import { expect, it, vi } from 'vitest';
import { presets } from '../../../../../model/presets.ts';
import type { TrainingOutcome } from '../../../../../worker/protocol.ts';
import { draftOf } from '../../../train/settings/draft/trainingDraft.ts';

const outcome: TrainingOutcome = { ended: 'completed', reason: '', modelId: 'tried', notKept: null };
const startTraining = vi.fn((_: unknown) => Promise.resolve(outcome));
const renameModel = vi.fn(() => Promise.resolve());
const epoch = (validationLoss: number, validationAccuracy: number) => ({ validationLoss, validationAccuracy });
vi.mock('../../../train/run/trainingMachine.ts', () => ({ startTraining }));
vi.mock('../../../../workspace/jobs.ts', () => ({
  renameModel,
  jobs: {
    model: async () => ({
      trainingSeconds: 4,
      history: { epochs: [epoch(0.7, 0.5), epoch(0.4, 0.9), epoch(0.5, 0.8)] },
    }),
  },
}));
const { tryEpochs, tryNetwork } = await import('./tries.ts');
const { outcomeOf } = await import('./expectation.ts');

const { request } = draftOf(presets.find(({ id }) => id === 'course') ?? expect.fail('no preset'));

it('takes as many epochs as make 120 updates, but 5 at least and 30 at most', () => {
  // 240 scans, 70 % for training, in batches of 32: 6 updates an epoch
  expect(tryEpochs(240, request)).toBe(20);
  expect(tryEpochs(3717, request)).toBe(5);
  expect(tryEpochs(40, request)).toBe(30);
});

it('trains for those epochs without stopping early, and names the model for what was tried', async () => {
  await tryNetwork(request, 20, { label: 'Double the filters', parameters: 7, expected: null });
  expect(startTraining).toHaveBeenCalledWith({
    ...request,
    hyperparameters: { ...request.hyperparameters, epochs: 20, patience: null, warmUp: 0 },
  });
  expect(renameModel).toHaveBeenCalledWith('tried', 'Try 1: Double the filters');
});

it('tells a lower loss from a higher one, and neither from what chance does', () => {
  const against = (loss: number) => outcomeOf({ validationLoss: 0.4 }, { validationLoss: loss });
  expect([0.3, 0.39, 0.41, 0.5].map(against)).toEqual(['lower', 'same', 'same', 'higher']);
});
