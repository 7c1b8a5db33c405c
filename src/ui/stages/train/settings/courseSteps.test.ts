import { expect, test } from 'vitest';
import { exampleCard } from '../../../../model/card/exampleCard.fixture.ts';
import { inspectNetwork } from '../../../../model/inspectNetwork.ts';
import { courseSteps, type Preset } from '../../../../model/presets.ts';
import type { ModelSummary } from '../../../../worker/jobs/models/modelProtocol.ts';
import { chooseStep, stepResult, trainedStep } from './courseSteps.ts';
import { draftOf } from './draft/trainingDraft.ts';

const version = 'ab'.repeat(32);
const [course, augmented] = courseSteps;
if (!course || !augmented) throw new Error('There are steps.');

function modelOf(preset: Preset['id'], changes: Partial<ModelSummary> = {}): ModelSummary {
  const card = {
    ...exampleCard,
    network: { ...exampleCard.network, preset },
    data: { ...exampleCard.data, fingerprint: version },
    figures: { n: 488, values: { auc: { value: 0.9251, low: 0.9012, high: 0.9444 } } },
  };
  const named = { id: 'm', name: 'A', createdAt: '2026-11-28T10:00:00.000Z', fingerprint: null };
  return { ...named, card, bytes: 1, imported: false, notes: '', trainingSeconds: null, ...changes };
}

test('a step is shown with the newest network of it that was trained here on this data set', () => {
  const newest = modelOf('course', { id: 'newest', createdAt: '2026-11-29T10:00:00.000Z' });
  const models = [modelOf('course'), newest, modelOf('course-augmented', { id: 'other' })];
  expect(trainedStep(course, models, version)?.id).toBe('newest');
  expect(trainedStep(augmented, models, version)?.id).toBe('other');
  expect(trainedStep(course, models, 'cd'.repeat(32))).toBeNull();
  expect(trainedStep(course, [modelOf('course', { imported: true })], version)).toBeNull();
});

test('a cross-validated network of a step goes before a newer one of one split', () => {
  const single = modelOf('course', { id: 'single', createdAt: '2026-11-29T10:00:00.000Z' });
  const folded = modelOf('course', { id: 'folded' });
  const card = {
    ...folded.card,
    folds: [],
    split: { ...folded.card.split, testing: { by: 'folds', count: 3 } },
  } as const;
  expect(trainedStep(course, [single, { ...folded, card }], version)?.id).toBe('folded');
  expect(stepResult({ ...folded, card })).toBe('AUC 0.925 (0.901 to 0.944) on 488 test scans of 3 folds');
});

test('its result is the area with its interval, the number of test scans and that it is of one split', () => {
  expect(stepResult(modelOf('course'))).toBe('AUC 0.925 (0.901 to 0.944) on 488 test scans, one split');
});

test('a step is cross-validated, unless another way of testing is chosen or the set came split', () => {
  const draft = draftOf(course.preset);
  const chosen = chooseStep(draft, augmented);
  expect(chosen.request.network.preset).toBe('course-augmented');
  expect(chosen.request.split.testing).toEqual({ by: 'folds', count: 3 });
  const { request } = draft;
  const repeats = { ...request.split, testing: { by: 'repeats', count: 4 } } as const;
  expect(chooseStep({ ...draft, request: { ...request, split: repeats } }, augmented).request.split).toEqual(repeats);
  const own = { ...request.split, kind: 'own' } as const;
  expect(chooseStep({ ...draft, request: { ...request, split: own } }, augmented).request.split).toEqual(own);
});

test('each step differs from the one before it in one thing', () => {
  const parts = ({ preset }: (typeof courseSteps)[number]) => ({
    layers: JSON.stringify(preset.network.layers),
    preprocessing: JSON.stringify(preset.preprocessing),
    augmentation: JSON.stringify(preset.augmentation),
    hyperparameters: JSON.stringify(preset.hyperparameters),
  });
  const changed = courseSteps.slice(1).map((step, place) => {
    const [before, after] = [parts(courseSteps[place] ?? step), parts(step)];
    return Object.keys(after).filter((key) => after[key as keyof typeof after] !== before[key as keyof typeof before]);
  });
  expect(changed).toEqual([['augmentation'], ['preprocessing'], ['layers'], ['layers']]);
});

test('with global pooling hardly a parameter is left', () => {
  const parameters = courseSteps.map(
    ({ preset }) => inspectNetwork(preset.network, preset.preprocessing, 2).parameters,
  );
  // Of the course: 320 + 18,496 + 6,423,040 + 513. Normed: a bias less and four numbers more for each of 32 + 64 filters.
  expect(parameters.slice(0, 4)).toEqual([6442369, 6442369, 6442369, 6442369 + 3 * 96]);
  expect(parameters[4]).toBe(288 + 18432 + 4 * 96 + 129);
});
