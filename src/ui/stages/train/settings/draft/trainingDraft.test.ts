import { expect, test } from 'vitest';
import { exampleCard } from '../../../../../model/card/exampleCard.fixture.ts';
import { noRefinements } from '../../../../../model/hyperparameters.ts';
import type { Preset } from '../../../../../model/presets.ts';
import { noAugmentation } from '../../../../../preprocessing/preprocessingSpec.ts';
import {
  backToPreset,
  changesFromPreset,
  chooseCustom,
  choosePreset,
  chooseStart,
  draftOf,
  type TrainingDraft,
} from './trainingDraft.ts';

const compact: Preset = {
  id: 'compact',
  name: 'Compact CNN',
  description: '',
  network: { preset: 'compact', layers: [{ kind: 'global-average-pool' }] },
  preprocessing: { version: 1, size: 64, depth: 1, fit: 'stretch' },
  augmentation: { ...noAugmentation, horizontalFlip: true, rotation: 10, zoom: 0.1, shift: 0.06, brightness: 0.2 },
  hyperparameters: {
    epochs: 30,
    batchSize: 32,
    learningRate: 1e-3,
    schedule: 'cosine',
    classWeights: false,
    patience: 10,
    ...noRefinements,
    seed: 1,
  },
};
const course: Preset = {
  ...compact,
  id: 'course',
  network: { preset: 'course', layers: [{ kind: 'flatten' }] },
  augmentation: { ...noAugmentation, horizontalFlip: false, rotation: 0, zoom: 0, shift: 0, brightness: 0 },
  hyperparameters: { ...compact.hyperparameters, epochs: 15, schedule: 'constant', patience: 4 },
};

function withEpochs(draft: TrainingDraft, epochs: number): TrainingDraft {
  const { request } = draft;
  return { ...draft, request: { ...request, hyperparameters: { ...request.hyperparameters, epochs } } };
}

test('another preset brings its network and settings, but keeps what the user had set', () => {
  const { request } = choosePreset(withEpochs(draftOf(compact), 5), course);
  expect(request.network).toEqual(course.network);
  expect(request.augmentation).toEqual(course.augmentation);
  expect(request.hyperparameters).toEqual({ ...course.hyperparameters, epochs: 5 });
});

test('a model that is trained further keeps its version of the preprocessing, and nothing else does', () => {
  const newer: Preset = { ...compact, preprocessing: { ...compact.preprocessing, version: 2 } };
  const model = {
    id: 'm',
    name: 'Old',
    fingerprint: null,
    card: { ...exampleCard, preprocessing: compact.preprocessing },
  };
  const further = chooseStart(draftOf(newer), model);
  expect(further.request.preprocessing.version).toBe(1);
  expect(chooseStart(further, null).request.preprocessing).toEqual(newer.preprocessing);
  expect(choosePreset(further, newer).request.preprocessing).toEqual(newer.preprocessing);
});

test('the changes from the preset are told, and undone together', () => {
  const draft = withEpochs(draftOf(compact), 5);
  expect(changesFromPreset(draft)).toEqual(['epochs 5 passes instead of 30 passes']);
  expect(changesFromPreset(backToPreset(draft))).toEqual([]);
});

test('a custom network begins as the stack that is there', () => {
  expect(chooseCustom(draftOf(course)).request.network).toEqual({ preset: 'custom', layers: course.network.layers });
});

test('the parts are grouped at 70, 15 and 15 percent unless something else is chosen', () => {
  expect(draftOf(compact).request.split).toEqual({
    kind: 'grouped',
    seed: 1,
    strata: 'files',
    shares: { training: 0.7, validation: 0.15, test: 0.15 },
  });
});
