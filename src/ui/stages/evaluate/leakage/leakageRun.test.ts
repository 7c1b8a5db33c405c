import { describe, expect, it } from 'vitest';
import { exampleCard } from '../../../../model/card/exampleCard.fixture.ts';
import type { TrainingOutcome, TrainingRequest } from '../../../../worker/jobs/training/trainingProtocol.ts';
import { SPLIT_KINDS } from './leakagePairs.ts';
import { trainBothSplits } from './leakageRun.ts';

const { network, preprocessing, augmentation, hyperparameters, split } = exampleCard;
const { kind, seed, shares } = split;
const request: TrainingRequest = {
  ...{ network, preprocessing, augmentation, hyperparameters },
  ...{ split: { kind, seed, shares }, backend: 'auto' },
};

function work(outcomes: readonly Partial<TrainingOutcome>[], stopAfter = Number.POSITIVE_INFINITY) {
  const trained: TrainingRequest[] = [];
  const names: string[] = [];
  const opened: string[] = [];
  return {
    trained,
    names,
    opened,
    train: async (each: TrainingRequest): Promise<TrainingOutcome> => {
      trained.push(each);
      return {
        ended: 'completed',
        reason: '',
        modelId: each.split.kind,
        notKept: null,
        ...outcomes[trained.length - 1],
      };
    },
    open: async (ids: readonly string[]) => void opened.push(...ids),
    rename: async (id: string, name: string) => void names.push(`${id}: ${name}`),
    onTurn: () => {},
    stopAsked: () => trained.length >= stopAfter,
  };
}

describe('the two trainings of a leak', () => {
  it('differ in nothing but the kind of the split, and their models are named for it', async () => {
    const done = work([{}, { ended: 'early-stopped' }]);
    expect(await trainBothSplits(request, SPLIT_KINDS, done)).toEqual({ ended: 'done' });
    expect(done.trained).toEqual(
      (['random', 'grouped'] as const).map((each) => ({ ...request, split: { kind: each, seed, shares } })),
    );
    expect(done.names).toEqual([
      'random: Leak, random split: Custom network 32 px',
      'grouped: Leak, grouped split: Custom network 32 px',
    ]);
  });

  it('train only the half that is missing', async () => {
    const done = work([{}]);
    await trainBothSplits(request, ['grouped'], done);
    expect(done.trained.map((each) => each.split.kind)).toEqual(['grouped']);
  });

  it('end where the first is stopped, and a half of a run is not named as one of a pair', async () => {
    const stopped = work([{ ended: 'stopped', reason: 'Stopped in epoch 2.' }]);
    const end = await trainBothSplits(request, SPLIT_KINDS, stopped);
    expect(end).toEqual({ ended: 'broken-off', reason: 'Stopped in epoch 2.' });
    expect([stopped.trained.length, stopped.names.length]).toEqual([1, 0]);
  });

  it('do not begin the second where the stop came too late for the first', async () => {
    const late = work([{}], 1);
    expect((await trainBothSplits(request, SPLIT_KINDS, late)).ended).toBe('broken-off');
    expect([late.trained.length, late.names.length]).toEqual([1, 1]);
  });
});
