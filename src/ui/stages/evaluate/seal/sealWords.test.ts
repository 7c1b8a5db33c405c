import { expect, test } from 'vitest';
import { sealWords } from './sealWords.ts';

const opening = (day: number, threshold: number | null) => ({ at: `2026-11-${day}T08:00:00.000Z`, threshold });
const words = (...openings: ReturnType<typeof opening>[]) => sealWords({ testAccess: { openings } });

test('a sealed test set says nothing, an opened one when, at which threshold and how often it was looked at again', () => {
  expect(words()).toBeNull();
  expect(words(opening(20, 0.4375))).toMatch(/^Test set opened on .*20.*, at threshold 0\.438\.$/);
  expect(words(opening(20, null))).not.toContain('threshold');
  expect(words(opening(20, 0.4), opening(21, 0.5), opening(22, 0.6))).toMatch(/changed 2 times since, last on .*22/);
});

test('a card of before openings were counted says so', () => {
  expect(sealWords({})).toContain('is not known');
});
