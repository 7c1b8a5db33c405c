import { expect, test } from 'vitest';
import { volumesHint, volumesSentence } from './volumeWords.ts';

test('slices are named by their plane and, unless all are meant, by where they lie', () => {
  expect(volumesSentence({ plane: 'axial', from: 0, to: 1 })).toBe('all axial slices');
  expect(volumesSentence({ plane: 'sagittal', from: 0.25, to: 0.755 })).toBe('the sagittal slices from 25 to 76 %');
  expect(volumesHint({ plane: 'coronal', from: 0, to: 1 })).toContain('trained on all coronal slices');
  expect(volumesHint(null)).toContain('does not say');
});
