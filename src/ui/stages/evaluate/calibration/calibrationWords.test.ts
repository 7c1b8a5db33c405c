import { expect, test } from 'vitest';
import { calibrationWords } from './calibrationWords.ts';

test('what calibrating would do is said before, and what it did after', () => {
  expect(calibrationWords(null, 2.057)).toContain(
    'too sure. Calibrating divides their logits by a temperature of 2.06',
  );
  expect(calibrationWords(null, 0.6)).toContain('too unsure');
  expect(calibrationWords(null, 1.05)).toContain('hardly change them');
  expect(calibrationWords(null, null)).toContain('nothing to fit');
  expect(calibrationWords(2, 2)).toContain('less sure than the network itself');
  expect(calibrationWords(0.5, 0.5)).toContain('more sure');
});
