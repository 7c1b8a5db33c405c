import { expect, test } from 'vitest';
import { importStarted, noImport } from '../stages/data/import/importState.ts';
import { hasUnsavedWork } from './unsavedWork.ts';

test('closing the page would lose a running import and unsaved training, and nothing else', () => {
  expect(hasUnsavedWork({ importing: noImport, unsavedTraining: false })).toBe(false);
  expect(hasUnsavedWork({ importing: importStarted(null), unsavedTraining: false })).toBe(true);
  expect(hasUnsavedWork({ importing: noImport, unsavedTraining: true })).toBe(true);
});
