import { expect, test } from 'vitest';
import type { DataSetView } from '../../../../../dataset/edits/dataSetView.ts';
import { exampleCard } from '../../../../../model/card/exampleCard.fixture.ts';
import { inspectNetwork } from '../../../../../model/inspectNetwork.ts';
import { recommendedPreset } from '../../../../../model/presets.ts';
import type { SplitSummary } from '../../../../../worker/jobs/dataSet/dataSetProtocol.ts';
import type { ModelSummary } from '../../../../../worker/jobs/models/modelProtocol.ts';
import { unedited } from '../../../../workspace/unedited.fixture.ts';
import { type TrainingOutlook, trainingBlocker } from './trainingBlocker.ts';
import { draftOf } from './trainingDraft.ts';

const compact = recommendedPreset;
const { request } = draftOf(compact);

const scan = (className: string, index: number) => ({
  sha256: `${className} ${index}`,
  name: `${index}.png`,
  path: `${className}/${index}.png`,
  className,
  format: 'png' as const,
  width: 8,
  height: 8,
  bytes: 64,
  ...{ colourMode: null, facts: null, subject: null, slice: null },
});
const dataSet: DataSetView = {
  name: 'Shapes',
  synthetic: false,
  classes: ['disc', 'square'],
  scans: ['disc', 'square'].flatMap((name) => Array.from({ length: 8 }, (_, index) => scan(name, index))),

  groupCount: 16,
  outcomes: [],
  ...unedited,
};
const split: SplitSummary = {
  counts: { training: [6, 6], validation: [1, 1], test: [1, 1] },
  folds: 1,
  groupCount: 16,
  testScansWithTwin: 0,
  problem: null,
};
const ready: TrainingOutlook = {
  dataSet,
  importing: false,
  unkept: false,
  request,
  models: [],
  inspection: inspectNetwork(request.network, request.preprocessing, 2),
  split,
  backends: [{ backend: 'webgl', available: false, device: '', note: 'There is no WebGL here.', recommended: false }],
};

test('two classes, a network that fits and a split that works can be trained', () => {
  expect(trainingBlocker(ready)).toBeNull();
});

test('each obstacle is named with what to do', () => {
  const cut = { step: 'interrupted', files: 1600, read: 207 } as const;
  expect(trainingBlocker({ ...ready, dataSet: { ...dataSet, unfinished: cut } })).toMatch(
    /interrupted: 207 of 1,600 read.*rest.*continue/i,
  );
  expect(trainingBlocker({ ...ready, dataSet: { ...dataSet, unfinished: { ...cut, step: 'stopped' } } })).toBeNull();
  const oneClass = { ...dataSet, classes: ['disc'], scans: dataSet.scans.slice(0, 8) };
  expect(trainingBlocker({ ...ready, dataSet: oneClass })).toMatch(/needs two classes.*8 scans.*second class/);
  expect(trainingBlocker({ ...ready, dataSet: { ...dataSet, scans: dataSet.scans.slice(0, 8) } })).toMatch(/square/);
  expect(trainingBlocker({ ...ready, importing: true })).toMatch(/import is running/);
  expect(trainingBlocker({ ...ready, unkept: true })).toMatch(/not saved: download it/);
  const problem = 'square has 2 scans; it takes at least 3.';
  expect(trainingBlocker({ ...ready, split: { ...split, problem } })).toBe(problem);
  expect(trainingBlocker({ ...ready, request: { ...request, backend: 'webgl' } })).toMatch(/no WebGL.*Auto/);
});

test('a warm-up must end before the run does', () => {
  const warmed = (warmUp: number) => ({
    ...request,
    hyperparameters: { ...request.hyperparameters, epochs: 4, warmUp },
  });
  expect(trainingBlocker({ ...ready, request: warmed(3) })).toBeNull();
  expect(trainingBlocker({ ...ready, request: warmed(4) })).toMatch(/Warm-up.*shorter than the 4 epochs/);
});

test('the model to start from must be there, take the same input and have the layers that are frozen', () => {
  const card = { ...exampleCard, network: request.network, preprocessing: request.preprocessing };
  const model = { id: 'a', name: 'Old', fingerprint: null, card } as ModelSummary;
  const startFrom = { modelId: 'a', name: 'Old', fingerprint: null, frozen: 2 };
  const blocker = (changes: Partial<TrainingOutlook['request']>, models = [model]) =>
    trainingBlocker({ ...ready, models, request: { ...request, startFrom, ...changes } });
  expect(blocker({})).toBeNull();
  expect(blocker({}, [])).toMatch(/^Old.* was deleted/);
  expect(blocker({ preprocessing: { ...request.preprocessing, size: 96 } })).toMatch(/^Old takes 64 × 64 × 1/);
  const network = { ...request.network, layers: request.network.layers.slice(1) };
  expect(blocker({ network })).toMatch(/^No layer of this network is one of Old/);
  const layers = request.network.layers.toSpliced(1, 1);
  expect(blocker({ network: { ...request.network, layers } })).toMatch(/freeze from 0 to 1\.$/);
  expect(blocker({ startFrom: { ...startFrom, frozen: Number.NaN } })).toMatch(/freeze from 0 to \d+\.$/);
});

test('a layer that cannot stand where it is, is pointed at', () => {
  const layers = [{ kind: 'flatten' } as const, { kind: 'max-pool', size: 2, stride: 2 } as const];
  const inspection = inspectNetwork({ preset: 'custom', layers }, request.preprocessing, 2);
  expect(trainingBlocker({ ...ready, inspection })).toMatch(/^Layer 2 /);
});
