import { expect, test } from 'vitest';
import { noRefinements } from '../../../../model/hyperparameters.ts';
import { noAugmentation } from '../../../../preprocessing/preprocessingSpec.ts';
import type { EpochRecord } from '../../../../training/history.ts';
import type { RunView, TrainingEvent, TrainingRequest } from '../../../../worker/jobs/training/trainingProtocol.ts';
import { lossAt } from './lossTrace.ts';
import { runProgress } from './runRecord.ts';
import {
  hasUnsavedProgress,
  idle,
  isActive,
  reduceTraining,
  type TrainingAction,
  type TrainingState,
} from './trainingState.ts';

const request: TrainingRequest = {
  network: { preset: 'custom', layers: [{ kind: 'flatten' }] },
  preprocessing: { version: 1, size: 64, depth: 1, fit: 'stretch' },
  augmentation: {
    ...noAugmentation,
    horizontalFlip: false,
    rotation: 0,
    zoom: 0,
    shift: 0,
    brightness: 0,
  },
  hyperparameters: {
    epochs: 4,
    batchSize: 32,
    learningRate: 1e-3,
    schedule: 'constant',
    classWeights: false,
    patience: null,
    ...noRefinements,
    seed: 1,
  },
  split: {
    kind: 'grouped',
    seed: 1,
    shares: { training: 0.7, validation: 0.15, test: 0.15 },
  },
  backend: 'auto',
};

function record(epoch: number, validationLoss: number): EpochRecord {
  return {
    epoch,
    validationLoss,
    trainingLoss: 0.5,
    trainingAccuracy: 0.8,
    validationAccuracy: 0.7,
    learningRate: 1e-3,
    seconds: 3,
  };
}

function batches(epoch: number, batch: number, losses: readonly number[]): TrainingEvent {
  return {
    type: 'batches',
    epoch,
    batch,
    batchesPerEpoch: 2,
    losses,
    scansPerSecond: 100,
    secondsLeft: 9,
  };
}

const epochEnds = (epoch: number, loss: number, best: boolean): TrainingEvent => ({
  type: 'epoch',
  record: record(epoch, loss),
  best,
});

const play = (actions: readonly TrainingAction[], from: TrainingState = idle, nowMs = 1000): TrainingState =>
  actions.reduce((state, action) => reduceTraining(state, action, nowMs), from);

const data = { name: 'Scans', synthetic: false, parts: null } as const;
const started = { type: 'started', request, data } as const;

function runOf(state: TrainingState) {
  if (state.step === 'idle') throw new Error('no run');
  return state.run;
}

function lossesOf(state: TrainingState): (number | undefined)[] {
  const { losses } = runOf(state);
  return Array.from({ length: losses.length }, (_, index) => lossAt(losses, index));
}

test('a run goes from preparing over warming up and epochs to its outcome', () => {
  const phases = [
    play([started]),
    play([started, { type: 'preparing', done: 3, total: 10 }]),
    play([started, { type: 'warming-up' }]),
    play([started, batches(1, 1, [0.5])]),
    play([started, { type: 'evaluating' }]),
  ].map((state) => isActive(state) && state.phase.kind);
  expect(phases).toEqual(['starting', 'preparing', 'warming-up', 'epochs', 'evaluating']);
  const outcome = {
    ended: 'completed',
    reason: 'All 4 epochs were run.',
    modelId: 'm1',
    notKept: null,
  } as const;
  expect(play([started, batches(1, 1, [0.5]), { type: 'ended', outcome }])).toMatchObject({ step: 'ended', outcome });
});

test('after the end nothing moves any more, but an epoch that arrives late is still recorded', () => {
  const outcome = { ended: 'stopped', reason: 'Stopped.', modelId: null, notKept: null } as const;
  const ended = play([started, { type: 'ended', outcome }]);
  expect(play([{ type: 'paused' }, { type: 'evaluating' }, { type: 'failed', reason: 'late' }], ended)).toBe(ended);
  expect(play([batches(1, 1, [1])])).toBe(idle);
  const late = play([batches(1, 2, [0.5]), epochEnds(1, 0.4, true)], ended);
  expect(late).toMatchObject({ step: 'ended', outcome, run: { bestEpoch: 1 } });
  expect(lossesOf(late)).toEqual([0.5]);
});

test('a second start does not replace a run that is going', () => {
  const running = play([started, batches(1, 1, [0.25])]);
  expect(reduceTraining(running, started, 0)).toBe(running);
});

test('pausing waits for the batch in hand, then the run stands until it is continued', () => {
  const asked = play([started, batches(1, 1, [0.5]), { type: 'asked', what: 'pause' }]);
  expect(asked).toMatchObject({ step: 'running', asked: 'pause' });
  const paused = play([batches(1, 2, [0.25]), { type: 'paused' }], asked);
  expect(paused).toMatchObject({
    step: 'paused',
    asked: null,
    phase: { kind: 'epochs', batch: 2 },
  });
  expect(play([{ type: 'resumed' }], paused)).toMatchObject({
    step: 'running',
    asked: null,
  });
});

test('a run that is asked to stop cannot be asked to pause any more', () => {
  const stopping = play([started, { type: 'asked', what: 'stop' }, { type: 'asked', what: 'pause' }]);
  expect(stopping).toMatchObject({ step: 'running', asked: 'stop' });
});

test('losses, epochs, the best epoch and the time of the last save are kept', () => {
  const state = play(
    [
      started,
      batches(1, 2, [0.75, 0.5]),
      epochEnds(1, 0.4, true),
      { type: 'saved', epoch: 1 },
      batches(2, 2, [0.25, 0.125]),
      epochEnds(2, 0.6, false),
    ],
    idle,
    5000,
  );
  expect(lossesOf(state)).toEqual([0.75, 0.5, 0.25, 0.125]);
  expect(runOf(state)).toMatchObject({
    bestEpoch: 1,
    saved: { epoch: 1, atMs: 5000 },
    batchesPerEpoch: 2,
  });
  expect(runOf(state).epochs.map(({ epoch }) => epoch)).toEqual([1, 2]);
});

test('after the backend is lost the curves go back to the epoch that is repeated and grow again from there', () => {
  const lost = play([
    started,
    batches(1, 2, [0.75, 0.5]),
    epochEnds(1, 0.4, true),
    { type: 'saved', epoch: 1 },
    batches(2, 2, [0.25, 0.125]),
    epochEnds(2, 0.3, true),
    batches(3, 1, [0.0625]),
    { type: 'backend-lost', reason: 'The GPU was reset.' },
  ]);
  expect(lost).toMatchObject({ step: 'running', phase: { kind: 'starting' } });
  expect(runOf(lost).backendLost).toBe('The GPU was reset.');

  const repeating = play([batches(2, 1, [0.375])], lost);
  expect(lossesOf(repeating)).toEqual([0.75, 0.5, 0.375]);
  expect(runOf(repeating).bestEpoch).toBe(1);

  const repeated = play([batches(2, 2, [0.25]), epochEnds(2, 0.2, true)], repeating);
  expect(lossesOf(repeated)).toEqual([0.75, 0.5, 0.375, 0.25]);
  expect(runOf(repeated).epochs.map(({ validationLoss }) => validationLoss)).toEqual([0.4, 0.2]);
  expect(runOf(repeated).bestEpoch).toBe(2);
});

test('a save that fails is told until the next one that goes well', () => {
  const failed = play([started, batches(1, 2, [0.5, 0.5]), { type: 'not-saved', reason: 'The disk is full.' }]);
  expect(runOf(failed).saveProblem).toBe('The disk is full.');
  expect(runOf(play([{ type: 'saved', epoch: 1 }], failed)).saveProblem).toBeNull();
});

test('progress is unsaved from the first batch after a save, while the network is evaluated, and until it is kept', () => {
  const unsaved = (...actions: TrainingAction[]) => hasUnsavedProgress(play([started, ...actions]));
  const oneEpoch = [batches(1, 2, [0.5, 0.25]), epochEnds(1, 0.4, true)] as const;
  expect([unsaved(), unsaved({ type: 'preparing', done: 1, total: 2 })]).toEqual([false, false]);
  expect(unsaved(batches(1, 1, [0.5]))).toBe(true);
  expect(unsaved(...oneEpoch)).toBe(true);
  expect(unsaved(...oneEpoch, { type: 'saved', epoch: 1 })).toBe(false);
  expect(unsaved(...oneEpoch, { type: 'saved', epoch: 1 }, batches(2, 1, [0.5]))).toBe(true);
  expect(unsaved(...oneEpoch, { type: 'saved', epoch: 1 }, { type: 'storage-cleared' })).toBe(true);
  expect(unsaved(...oneEpoch, { type: 'saved', epoch: 1 }, { type: 'evaluating' })).toBe(true);
  const outcome = { ended: 'completed', reason: 'Done.', modelId: null, notKept: 'No room.' } as const;
  expect(unsaved(...oneEpoch, { type: 'ended', outcome })).toBe(true);
  expect(unsaved(...oneEpoch, { type: 'ended', outcome }, { type: 'kept', modelId: 'm1', notKept: null })).toBe(false);
});

test('a run whose storage was cleared does not count as saved', () => {
  const state = play([started, batches(1, 2, [0.5, 0.5]), epochEnds(1, 0.4, true), { type: 'saved', epoch: 1 }]);
  expect(runOf(play([{ type: 'storage-cleared' }], state))).toMatchObject({ saved: null, cleared: true });
});

test('a model that was cleared with the storage is a trained network in memory again', () => {
  const outcome = { ended: 'completed', reason: 'Done.', modelId: 'm1', notKept: null } as const;
  const state = play([started, { type: 'ended', outcome }, { type: 'storage-cleared' }]);
  expect(state).toMatchObject({ outcome: { modelId: null, notKept: expect.stringMatching(/storage.*was cleared/) } });
  expect(play([{ type: 'kept', modelId: 'm1', notKept: null }], state)).toMatchObject({ outcome });
});

test('each of several networks begins with curves of its own, and the bar goes on from the ones before', () => {
  const figures = { name: 'Fold 1', n: 40, accuracy: { value: 0.9, low: 0.8, high: 0.95 }, auc: null };
  const fold = (number: number, done = [figures].slice(0, number - 1)): TrainingAction => ({
    ...({ type: 'fold', fold: number, of: 4 } as const),
    ...{ name: `Fold ${number}`, done },
  });
  const first = play([
    started,
    fold(1),
    batches(1, 2, [0.5, 0.5]),
    epochEnds(1, 0.4, true),
    { type: 'saved', epoch: 1 },
  ]);
  expect(runOf(first).epochs).toHaveLength(1);
  const second = play([fold(2), { type: 'saved', epoch: 0 }], first);
  expect(runOf(second)).toMatchObject({ epochs: [], bestEpoch: null, folds: { fold: 2, of: 4, done: [figures] } });
  expect(lossesOf(second)).toEqual([]);
  if (!isActive(second)) throw new Error('not active');
  expect(runProgress(second.run, second.phase)).toBe(0.25);
  const evaluated = play([{ type: 'evaluating' }], second);
  expect(isActive(evaluated) && runProgress(evaluated.run, evaluated.phase)).toBe(0.5);
});

test('an interrupted run comes back with its curves and its best epoch', () => {
  const from: RunView = {
    request,
    epochsDone: 2,
    folds: null,
    savedAt: '1970-01-01T00:00:02.000Z',
    version: 1,
    history: {
      epochs: [record(1, 0.4), record(2, 0.5)],
      batchLosses: [0.75, 0.5, 0.25, 0.125],
    },
  };
  const state = play([{ type: 'run-resumed', from, data }]);
  expect(lossesOf(state)).toEqual([0.75, 0.5, 0.25, 0.125]);
  expect(runOf(state)).toMatchObject({
    bestEpoch: 1,
    batchesPerEpoch: 2,
    saved: { epoch: 2, atMs: 2000 },
  });
});

test('progress counts batches over all epochs', () => {
  const state = play([started, batches(2, 1, [0.5])]);
  expect(isActive(state) && runProgress(state.run, state.phase)).toBe((1 + 1 / 2) / 4);
});

test('a failed run can be dismissed, a running one cannot', () => {
  const failed = play([started, { type: 'failed', reason: 'No memory.' }]);
  expect(failed).toMatchObject({ step: 'failed', reason: 'No memory.' });
  expect(play([{ type: 'dismissed' }], failed)).toBe(idle);
  expect(play([started, { type: 'dismissed' }]).step).toBe('running');
});

test('a run keeps the name and the counts of its own data to the end', () => {
  const parts = { training: 70, validation: 15, test: 15 };
  const outcome = { ended: 'stopped', reason: 'Stopped.', modelId: 'm1', notKept: null } as const;
  const ended = play([started, { type: 'counted', parts }, { type: 'ended', outcome }]);
  expect(runOf(ended).data).toEqual({ name: 'Scans', synthetic: false, parts });
  const other = { training: 1, validation: 2, test: 3 };
  expect(play([{ type: 'counted', parts: other }], ended)).toBe(ended);
});
