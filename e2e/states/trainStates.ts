import { type Recipe, recipeOf } from '../../src/model/card/recipe.ts';
import { presets } from '../../src/model/presets.ts';
import { takeOver } from '../../src/ui/stages/train/recipe/recipeStore.ts';
import { pauseTraining, startTraining } from '../../src/ui/stages/train/run/trainingMachine.ts';
import { editDraft } from '../../src/ui/stages/train/settings/draft/draftStore.ts';
import { chooseStart, draftOf, type TrainingDraft } from '../../src/ui/stages/train/settings/draft/trainingDraft.ts';
import type { TrainingEvent, TrainingOutcome } from '../../src/worker/jobs/training/trainingProtocol.ts';
import type { Jobs } from '../../src/worker/protocol.ts';
import { click, enter } from './drive.ts';
import {
  BATCHES_PER_EPOCH,
  backends,
  compactRequest,
  dataSet,
  historyOf,
  interruptedRun,
  lossesOfEpoch,
  twoClassModel,
  unbegunRun,
} from './fixtures.ts';
import type { PageState } from './states.ts';
import { unending } from './usualJobs.ts';

const usual = { stage: 'train', kept: { dataSet } } as const;

function draft(of: 'compact' | 'course'): TrainingDraft {
  const preset = presets.find(({ id }) => id === of);
  if (!preset) throw new Error(`There is no preset ${of}.`);
  return draftOf(preset);
}

/** The same network with a layer that cannot stand in it. */
function impossibleDraft(): TrainingDraft {
  const { request, basis } = draft('course');
  const [first, ...others] = request.network.layers;
  const layers = first ? [first, { kind: 'flatten' } as const, ...others] : [];
  return { basis, request: { ...request, network: { preset: 'custom', layers } } };
}

const open = async (...titles: readonly string[]) => {
  for (const title of titles) await click(title);
};

/** Trained by the recipe after that was opened. */
const repeatedRecipe = recipeOf(twoClassModel.card);
const later = '2999-01-01T00:00:00.000Z';
const repeatedModel = { ...twoClassModel, id: 'repeated', createdAt: later };
const otherRecipe: Recipe = {
  ...repeatedRecipe,
  data: {
    ...{ name: 'Brain MRI', fingerprint: '77'.repeat(32) },
    classes: repeatedRecipe.data.classes.map((each, index) => ({ ...each, scans: each.scans + 6 * index })),
  },
};

type Train = Jobs['train'];

/** The events of a run up to the middle of an epoch. */
function eventsUntil(epochs: number): TrainingEvent[] {
  const running = { batchesPerEpoch: BATCHES_PER_EPOCH, scansPerSecond: 412, secondsLeft: 31 };
  const done = historyOf(epochs).epochs.flatMap((record): TrainingEvent[] => [
    { type: 'batches', epoch: record.epoch, batch: BATCHES_PER_EPOCH, ...running, losses: lossesOfEpoch(record.epoch) },
    { type: 'epoch', record, best: record.epoch < 4 || record.epoch % 3 === 0 },
    { type: 'saved', epoch: record.epoch },
  ]);
  const backend = {
    backend: 'webgl',
    device: 'ANGLE (Intel Iris Xe)',
    reason: 'The fastest here: 812 scans/s.',
  } as const;
  const next = lossesOfEpoch(epochs + 1).slice(0, 3);
  return [
    { type: 'backend', backend },
    ...done,
    { type: 'batches', epoch: epochs + 1, batch: 3, ...running, losses: next },
  ];
}

const trains =
  (events: readonly TrainingEvent[]): Train =>
  async (_, { onEvent }) => {
    for (const event of events) onEvent(event);
    return unending();
  };
const endsWith =
  (outcome: TrainingOutcome): Train =>
  async (_, { onEvent }) => {
    for (const event of eventsUntil(12)) onEvent(event);
    return outcome;
  };
const start = () => void startTraining(compactRequest).catch(() => {});
const whole = { modelId: twoClassModel.id, notKept: null } as const;

const foldsRequest = {
  ...compactRequest,
  split: { ...compactRequest.split, testing: { by: 'folds', count: 5 } },
} as const;
const figuresOf = (name: string, accuracy: number, auc: number) => ({
  ...{ name, n: 48 },
  accuracy: { value: accuracy, low: accuracy - 0.09, high: Math.min(1, accuracy + 0.06) },
  auc: { value: auc, low: auc - 0.06, high: Math.min(1, auc + 0.03) },
});
const foldEvents: TrainingEvent[] = [
  {
    ...({ type: 'fold', fold: 3, of: 5, name: 'Fold 3' } as const),
    done: [figuresOf('Fold 1', 0.896, 0.951), figuresOf('Fold 2', 0.875, 0.938)],
  },
];

export const trainStates: readonly PageState[] = [
  { name: 'train-no-data', title: 'No scans to train on', stage: 'train', shows: 'Go to Data' },
  { ...usual, name: 'train-compact', title: 'Settings: Compact CNN', shows: 'Recommended' },
  {
    ...{ ...usual, name: 'train-course', title: 'Settings: Course CNN', shows: 'own network' },
    before: () => editDraft(() => draft('course')),
  },
  {
    ...{ ...usual, name: 'train-all-open', title: 'Every setting open', shows: 'Add at the end' },
    reach: () =>
      open(
        'More settings',
        'Optimizer and stopping',
        'Data augmentation',
        'Train / validation / test',
        'Network',
        'Backend speed',
      ),
  },
  {
    ...{ name: 'train-start-from', title: 'Fine-tuning a model', stage: 'train', shows: 'they keep their weights' },
    kept: { dataSet, models: [twoClassModel] },
    before: () => editDraft(() => chooseStart(draft('compact'), twoClassModel)),
    reach: () => open('Start from'),
  },
  {
    ...{ name: 'train-recipe', title: 'A recipe that is repeated', stage: 'train', shows: 'Same figures' },
    kept: { dataSet, models: [repeatedModel] },
    reach: async () => takeOver(repeatedRecipe),
  },
  {
    ...{ name: 'train-recipe-differs', title: 'A recipe whose data differ', stage: 'train', shows: 'instead of 126' },
    kept: { dataSet, models: [twoClassModel] },
    reach: async () => takeOver(otherRecipe),
  },
  {
    ...{ ...usual, name: 'train-lesson', title: 'Course CNN, improved step by step', shows: 'Global pooling' },
    reach: () => open('Course CNN, improved step by step'),
  },
  {
    ...{ ...usual, name: 'train-examples', title: 'What the network may see', shows: 'changed at random' },
    reach: () => open('Data augmentation', 'Show what the network may see'),
  },
  {
    ...{ ...usual, name: 'train-custom-problem', title: 'A stack that cannot be trained', shows: 'Layer' },
    ...{ before: () => editDraft(() => impossibleDraft()), reach: () => open('Network') },
  },
  {
    ...{ ...usual, name: 'train-bad-value', title: 'A value that is not allowed', shows: 'whole number' },
    reach: () => enter('Epochs', '0'),
  },
  {
    ...{ ...usual, name: 'train-measuring', title: 'Backends are measured', shows: 'measuring' },
    jobs: {
      benchmarkReport: async () => null,
      measureBackends: (_, { onBackend }) => {
        onBackend('wasm');
        return unending();
      },
    },
    reach: () => open('Backend speed'),
  },
  {
    ...{ ...usual, name: 'train-no-gpu', title: 'Only one backend, nothing measured', shows: 'not measured' },
    jobs: {
      backends: async () => backends.filter(({ backend }) => backend === 'cpu'),
      benchmarkReport: async () => null,
    },
  },
  {
    ...{ ...usual, name: 'train-preparing', title: 'A run prepares its scans', reach: start, shows: 'Preprocessing' },
    jobs: { train: trains([{ type: 'preparing', done: 96, total: 240 }]) },
  },
  {
    ...{ ...usual, name: 'train-running', title: 'A run with curves', reach: start, shows: 'Saved after epoch 12' },
    jobs: { train: trains(eventsUntil(12)) },
  },
  {
    ...{ ...usual, name: 'train-folds', title: 'Settings: cross-validation', shows: '5 networks' },
    before: () => editDraft(() => ({ ...draft('compact'), request: foldsRequest })),
    reach: () => open('Train / validation / test'),
  },
  {
    ...{ ...usual, name: 'train-folds-running', title: 'The third of five networks', shows: 'Fold 2' },
    reach: () => void startTraining(foldsRequest).catch(() => {}),
    jobs: { train: trains([...foldEvents, ...eventsUntil(4)]) },
  },
  {
    ...{ ...usual, name: 'train-folds-interrupted', title: 'Two of five networks are done', stage: 'train' },
    ...{ kept: { dataSet, run: { ...interruptedRun, request: foldsRequest, folds: { done: 2, of: 5 } } } },
    shows: '2 of 5 networks done',
  },
  {
    ...{ ...usual, name: 'train-trouble', title: 'A run that could not be saved and lost its GPU', reach: start },
    jobs: {
      train: trains([
        ...eventsUntil(6),
        { type: 'not-saved', reason: 'The storage of this browser is full.' },
        { type: 'backend-lost', reason: 'The GPU was lost.' },
      ]),
    },
    shows: 'Autosave failed',
  },
  {
    ...{ ...usual, name: 'train-paused', title: 'A paused run', shows: 'Paused' },
    jobs: { train: trains([...eventsUntil(12), { type: 'paused' }]) },
    reach: start,
  },
  {
    ...{ ...usual, name: 'train-pausing', title: 'A run that was asked to pause', shows: 'Saved after epoch 12' },
    jobs: { train: trains(eventsUntil(12)) },
    reach: () => {
      start();
      return pauseTraining();
    },
  },
  {
    ...{ name: 'train-ended', title: 'A run that ended early', stage: 'train', reach: start },
    kept: { dataSet, models: [twoClassModel] },
    jobs: {
      train: endsWith({
        ...{ ...whole, ended: 'early-stopped' },
        reason: 'The validation loss has not improved for 10 epochs. The weights of epoch 12 are kept.',
      }),
    },
    shows: 'See how good it is',
  },
  {
    ...{ ...usual, name: 'train-stopped', title: 'A run stopped before its first epoch', reach: start },
    jobs: { train: async () => ({ ended: 'stopped', reason: 'Stopped.', modelId: null, notKept: null }) },
    shows: 'No epoch finished',
  },
  {
    ...{ ...usual, name: 'train-failed', title: 'A run that failed', reach: start, shows: 'Training failed' },
    jobs: {
      train: async () => {
        throw new Error('The network does not fit in the memory of this device. Choose a smaller input or batch.');
      },
    },
  },
  {
    ...{ ...usual, name: 'train-not-saved', title: 'A trained network that could not be saved', reach: start },
    jobs: {
      train: endsWith({
        ...{ ended: 'completed', reason: 'All epochs are done.', modelId: null },
        notKept: 'The storage of this browser is full: 60 GB of 60 GB are used.',
      }),
    },
    shows: 'not saved',
  },
  {
    ...{ name: 'train-interrupted', title: 'An interrupted run', stage: 'train', shows: 'Interrupted run' },
    kept: { dataSet, run: interruptedRun },
  },
  {
    ...{ name: 'train-unbegun', title: 'A run interrupted before its first save', stage: 'train' },
    ...{ kept: { dataSet, run: unbegunRun }, shows: 'before its first save' },
  },
  {
    ...{ name: 'dialog-discard-run', title: 'Discard the interrupted run', stage: 'train' },
    ...{ kept: { dataSet, run: interruptedRun }, reach: () => click('Discard run') },
    shows: 'Discard the interrupted run?',
  },
];
