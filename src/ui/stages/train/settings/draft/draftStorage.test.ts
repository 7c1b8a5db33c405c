import { expect, test } from 'vitest';
import { coursePreset, presets, recommendedPreset } from '../../../../../model/presets.ts';
import { parseDraft, writtenDraft } from './draftStorage.ts';
import { draftOf, type TrainingDraft } from './trainingDraft.ts';

const compact = recommendedPreset;
const { request } = draftOf(compact);
const own: TrainingDraft = {
  basis: compact,
  request: {
    ...request,
    network: { preset: 'custom', layers: [{ kind: 'flatten' }, { kind: 'dense', units: 7, activation: 'relu' }] },
    hyperparameters: { ...request.hyperparameters, epochs: 3, patience: null },
    split: {
      kind: 'random',
      seed: 9,
      strata: 'files',
      testing: { by: 'folds', count: 5 },
      shares: { training: 0.6, validation: 0.25, test: 0.15 },
    },
  },
};
/** As it lies in the browser's storage. */
const written = (draft: TrainingDraft) => JSON.parse(writtenDraft(draft));

test('settings and an own network come back as they were', () => {
  expect(parseDraft(written(own), presets)).toEqual(own);
});

test('numbers that are not allowed come back too, for their fields to say so: they are not taken for others', () => {
  const wrong: TrainingDraft = {
    ...own,
    request: {
      ...own.request,
      preprocessing: { ...own.request.preprocessing, size: 4096 },
      hyperparameters: { ...own.request.hyperparameters, epochs: 0, learningRate: Number.NaN, patience: Number.NaN },
      split: { ...own.request.split, shares: { training: Number.NaN, validation: Number.NaN, test: 0.15 } },
    },
  };
  expect(parseDraft(written(wrong), presets)).toEqual(wrong);
});

test('settings saved before there were refinements have them off', () => {
  const { labelSmoothing, weightDecay, warmUp, weightAveraging, testTimeFlips, ...before } =
    own.request.hyperparameters;
  expect([labelSmoothing, weightDecay, warmUp, weightAveraging, testTimeFlips]).toEqual([0, 0, 0, 0, true]);
  const hyperparameters = { ...own.request.hyperparameters, testTimeFlips: false };
  expect(parseDraft(withRequest({ hyperparameters: before }), presets)?.request).toEqual({
    ...own.request,
    hyperparameters,
  });
});

test('settings of an earlier version of the preprocessing go on with that of now, unless a model is trained further', () => {
  const preprocessing = { ...own.request.preprocessing, version: 1 } as const;
  const { version } = compact.preprocessing;
  expect(version).toBeGreaterThan(1);
  expect(parseDraft(withRequest({ preprocessing }), presets)?.request.preprocessing).toEqual({
    ...preprocessing,
    version,
  });
  const startFrom = { modelId: 'm', name: 'Old', fingerprint: 'a'.repeat(64), frozen: 1 };
  expect(parseDraft(withRequest({ preprocessing, startFrom }), presets)?.request.preprocessing).toEqual(preprocessing);
});

test('a preset that a newer version has changed comes back in its new form', () => {
  const old = { ...written(own), request: { ...own.request, network: { preset: 'course', layers: [] } } };
  const course = coursePreset;
  expect(parseDraft(old, presets)?.request.network).toEqual(course?.network);
});

test.each([
  ['nothing', null],
  ['no draft', 'null'],
  ['an unknown preset', { ...written(own), basis: 'huge' }],
  ['no number', withRequest({ hyperparameters: { ...own.request.hyperparameters, epochs: null } })],
  ['an unknown layer', withRequest({ network: { preset: 'custom', layers: [{ kind: 'lstm' }] } })],
  [
    'parts of more than all scans',
    withRequest({ split: { ...own.request.split, shares: { training: 1, validation: 0.25, test: 0.15 } } }),
  ],
  ['an unknown backend', withRequest({ backend: 'abacus' })],
])('%s is not taken for a draft', (_, raw) => {
  expect(parseDraft(raw, presets)).toBeNull();
});

function withRequest(fields: object): unknown {
  return { ...written(own), request: { ...own.request, ...fields } };
}
