import { expect, test } from 'vitest';
import { notClassifying } from '../stages/classify/classifyState.ts';
import { importStarted, noImport } from '../stages/data/import/importState.ts';
import { hasWorkInProgress } from './workInProgress.ts';

const atRest = {
  importing: noImport,
  classifying: notClassifying,
  unsavedTraining: false,
  sample: { step: 'idle' },
  stageLines: { train: { text: '3 epochs trained', state: 'done' } },
} as const;

test('a page at rest may be reloaded, also after a run or a sample has ended', () => {
  expect(hasWorkInProgress(atRest)).toBe(false);
  expect(hasWorkInProgress({ ...atRest, sample: { step: 'done', seconds: 9 } })).toBe(false);
});

test('an import, its review, a run and the sample are not taken from the user by a reload', () => {
  expect(hasWorkInProgress({ ...atRest, importing: importStarted(null) })).toBe(true);
  expect(hasWorkInProgress({ ...atRest, importing: { step: 'review', review: {} as never } })).toBe(true);
  expect(
    hasWorkInProgress({ ...atRest, stageLines: { train: { text: 'paused, epoch 3 of 20', state: 'busy' } } }),
  ).toBe(true);
  expect(hasWorkInProgress({ ...atRest, sample: { step: 'training' } })).toBe(true);
  expect(hasWorkInProgress({ ...atRest, unsavedTraining: true })).toBe(true);
});
