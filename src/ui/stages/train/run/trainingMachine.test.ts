import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import type { DataSetView } from '../../../../dataset/edits/dataSetView.ts';
import { noRefinements } from '../../../../model/hyperparameters.ts';
import { noAugmentation } from '../../../../preprocessing/preprocessingSpec.ts';
import type { ModelSummary } from '../../../../worker/jobs/models/modelProtocol.ts';
import type {
  RunView,
  TrainingEvent,
  TrainingOutcome,
  TrainingRequest,
} from '../../../../worker/jobs/training/trainingProtocol.ts';
import type { Jobs } from '../../../../worker/protocol.ts';
import { unedited } from '../../../workspace/unedited.fixture.ts';

type Run = {
  readonly onEvent: (event: TrainingEvent) => void;
  readonly end: (outcome: TrainingOutcome) => void;
  readonly fail: (failure: Error) => void;
};
const runs: Run[] = [];
const jobs = {} as Jobs;
vi.resetModules(); // other test files of this process may have what is replaced
vi.doMock('../../../../worker/client.ts', () => ({ jobs }));

const { workspace } = await import('../../../workspace/workspace.ts');
const { dismissRun, resumeRun, startTraining, trainAside, trainingNow } = await import('./trainingMachine.ts');
afterAll(() => {
  vi.doUnmock('../../../../worker/client.ts');
  vi.resetModules();
});

const request: TrainingRequest = {
  network: { preset: 'custom', layers: [{ kind: 'flatten' }] },
  preprocessing: { version: 1, size: 64, depth: 1, fit: 'stretch' },
  augmentation: { ...noAugmentation, horizontalFlip: false, rotation: 0, zoom: 0, shift: 0, brightness: 0 },
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
  split: { kind: 'grouped', seed: 1, shares: { training: 0.7, validation: 0.15, test: 0.15 } },
  backend: 'auto',
};
const outcome: TrainingOutcome = { ended: 'completed', reason: 'All 4 epochs are done.', modelId: 'm1', notKept: null };

const countsNow = { training: [40, 30], validation: [8, 7], test: [9, 6] };

function scansOf(name: string): DataSetView {
  return { ...unedited, name, synthetic: false, classes: ['A', 'B'], scans: [], groupCount: 9, outcomes: [] };
}

function begunRun(): Run {
  const run = runs.at(-1);
  if (!run) throw new Error('no run was begun');
  return run;
}

const oneEpoch: TrainingEvent[] = [
  { type: 'batches', epoch: 1, batch: 2, batchesPerEpoch: 2, losses: [0.75, 0.5], scansPerSecond: 9, secondsLeft: 9 },
  {
    type: 'epoch',
    best: true,
    record: {
      epoch: 1,
      trainingLoss: 0.6,
      trainingAccuracy: 0.7,
      validationLoss: 0.5,
      validationAccuracy: 0.8,
      learningRate: 1e-3,
      seconds: 2,
    },
  },
  { type: 'saved', epoch: 1 },
];

beforeEach(() => {
  const begin = (onEvent: Run['onEvent']) =>
    new Promise<TrainingOutcome>((end, fail) => {
      runs.push({ onEvent, end, fail });
    });
  jobs.train = (_, { onEvent }) => begin(onEvent);
  jobs.resumeRun = ({ onEvent }) => begin(onEvent);
  jobs.forgetTrained = () => Promise.resolve();
  jobs.models = () => Promise.resolve([]);
  jobs.splitSummary = () =>
    Promise.resolve({ counts: countsNow, folds: 1, groupCount: 9, testScansWithTwin: 0, problem: null });
  dismissRun();
  workspace.setState({ run: null, modelId: null, stageLines: {}, dataSet: scansOf('Scans') });
});

test('a run tells the rail what it does, and ends with its model chosen', async () => {
  const training = startTraining(request);
  expect(workspace.getState().stageLines.train).toEqual({ text: 'starting the backend', state: 'busy' });
  begunRun().end(outcome);
  expect(await training).toBe(outcome);
  expect(workspace.getState().modelId).toBe('m1');
  expect(workspace.getState().stageLines.train?.state).toBe('done');
});

test('a second start is refused in words while a run is going', async () => {
  const training = startTraining(request);
  await expect(startTraining(request)).rejects.toThrow(/training already/);
  begunRun().end(outcome);
  await training;
});

test('a run that fails after a save can be resumed from that save', async () => {
  const training = startTraining(request);
  for (const event of oneEpoch) begunRun().onEvent(event);
  begunRun().fail(new Error('The backend is gone.'));
  await expect(training).rejects.toThrow('The backend is gone.');
  const { run } = workspace.getState();
  expect(run).toMatchObject({ request, epochsDone: 1, history: { batchLosses: [0.75, 0.5] } });

  if (!run) throw new Error('nothing to resume');
  const resumed = resumeRun(run);
  expect(workspace.getState().run).toBeNull();
  begunRun().end(outcome);
  expect(await resumed).toBe(outcome);
});

test('a run that fails before its first save leaves nothing to resume', async () => {
  const training = startTraining(request);
  begunRun().fail(new Error('No memory.'));
  await expect(training).rejects.toThrow('No memory.');
  expect(workspace.getState().run).toBeNull();
  expect(workspace.getState().stageLines.train).toEqual({ text: 'failed', state: 'empty' });
});

test('events of an earlier run do not touch the next one', async () => {
  const first = startTraining(request);
  const earlier = begunRun();
  earlier.end({ ...outcome, modelId: null });
  await first;
  const second = startTraining(request);
  earlier.onEvent({ type: 'evaluating' });
  begunRun().onEvent({ type: 'paused' });
  expect(workspace.getState().stageLines.train?.text).toBe('paused, starting the backend');
  begunRun().end(outcome);
  await second;
});

test('an ended run keeps the name and counts of its own data, and stays while scans are added', async () => {
  const training = startTraining(request);
  begunRun().end(outcome);
  await training;
  workspace.setState({ dataSet: { ...scansOf('Scans'), groupCount: 12 } });
  const state = trainingNow();
  expect(state.step === 'ended' && state.run.data).toEqual({
    name: 'Scans',
    synthetic: false,
    parts: { training: 40 + 30, validation: 8 + 7, test: 9 + 6 },
  });
});

test.each([
  ['deleted', null],
  ['replaced by another one', scansOf('Cars and planes')],
  ['replaced by drawn scans', { ...scansOf('Scans'), synthetic: true }],
])('an ended run and its line in the rail go when its data set is %s', async (_, dataSet) => {
  const training = startTraining(request);
  begunRun().end(outcome);
  await training;
  expect(workspace.getState().stageLines.train?.state).toBe('done');
  workspace.setState({ dataSet });
  expect(trainingNow().step).toBe('idle');
  expect(workspace.getState().stageLines.train).toBeUndefined();
});

test('a run aside leaves Train, its line in the rail and the chosen model as they were', async () => {
  const training = startTraining(request);
  for (const event of oneEpoch) begunRun().onEvent(event);
  begunRun().end(outcome);
  await training;
  const before = trainingNow();
  const { epochs, ...rest } = request.hyperparameters;
  const aside = trainAside({ ...request, hyperparameters: { ...rest, epochs: epochs + 1 } });
  const run = begunRun();
  expect(workspace.getState().stageLines.train?.state).toBe('busy');
  jobs.models = () =>
    Promise.resolve([
      { id: 'm2', createdAt: '2026-02-01' } as ModelSummary,
      { id: 'm1', createdAt: '2026-01-01' } as ModelSummary,
    ]);
  run.end({ ...outcome, modelId: 'm2' });
  await aside;
  run.onEvent({ type: 'saved', epoch: 5 }); // late
  expect(trainingNow()).toBe(before);
  expect(workspace.getState().stageLines.train).toEqual({ text: '1 epoch trained', state: 'done' });
  expect(workspace.getState().modelId).toBe('m1');
  expect(workspace.getState().models).toHaveLength(2);
});

test('a run aside that fails leaves nothing behind, and one that could not be saved stays under Train', async () => {
  jobs.discardRun = vi.fn(async () => {});
  const failed = trainAside(request);
  for (const event of oneEpoch) begunRun().onEvent(event);
  begunRun().fail(new Error('No memory.'));
  await expect(failed).rejects.toThrow('No memory.');
  expect(jobs.discardRun).toHaveBeenCalledOnce();
  expect(workspace.getState().run).toBeNull();
  expect(trainingNow().step).toBe('idle');
  const unkept = trainAside(request);
  begunRun().end({ ...outcome, modelId: null, notKept: 'The disk is full.' });
  await unkept;
  expect(workspace.getState().stageLines.train?.text).toBe('trained, not saved');
});

test('a run aside does not replace an interrupted one', async () => {
  const run = { request } as RunView;
  workspace.setState({ run });
  await expect(trainAside(request)).rejects.toThrow(
    'An interrupted run waits under Train. Resume or discard it first.',
  );
  expect(workspace.getState().run).toBe(run);
});
