import { expect, test } from 'vitest';
import { augmentationFields, preprocessingFields } from '../preprocessing/preprocessingSpec.ts';
import { settingValueWords } from './settingWords.ts';
import { shareFields } from './split/splitSettings.ts';

test('values are said as forms show them: scaled, with their unit, and off where they are', () => {
  expect(settingValueWords(shareFields.test, 0.15)).toBe('15 %');
  expect(settingValueWords(augmentationFields.rotation, 10)).toBe('± 10 °');
  expect(settingValueWords(augmentationFields.zoom, 0.1)).toBe('± 10 %');
  expect(settingValueWords(augmentationFields.zoom, 0)).toBe('off');
  expect(settingValueWords(augmentationFields.horizontalFlip, true)).toBe('on');
  expect(settingValueWords(preprocessingFields.size, Number.NaN)).toBe('empty');
});
