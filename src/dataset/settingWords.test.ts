import { expect, test } from 'vitest';
import { augmentationFields, preprocessingFields } from '../preprocessing/preprocessingSpec.ts';
import { valueWords } from './settingWords.ts';
import { shareFields } from './split/splitSettings.ts';

test('values are said as forms show them: scaled, with their unit, and off where they are', () => {
  expect(valueWords(shareFields.test, 0.15)).toBe('15 %');
  expect(valueWords(augmentationFields.rotation, 10)).toBe('± 10 °');
  expect(valueWords(augmentationFields.zoom, 0.1)).toBe('± 10 %');
  expect(valueWords(augmentationFields.zoom, 0)).toBe('off');
  expect(valueWords(augmentationFields.horizontalFlip, true)).toBe('on');
  expect(valueWords(preprocessingFields.size, Number.NaN)).toBe('empty');
});
