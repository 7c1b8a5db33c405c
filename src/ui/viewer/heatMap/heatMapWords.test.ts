import { expect, test } from 'vitest';
import { checkSentences, overlapSentence } from './heatMapWords.ts';

const falling = { shares: [0, 0.5, 1], strongestFirst: [0.9, 0.1, 0.2], random: [0.9, 0.6, 0.3] };
const standing = { ...falling, strongestFirst: [0.9, 0.8, 0.7] };

test('a map unlike that of random weights, whose strongest part counts, passes both checks', () => {
  const found = checkSentences({ randomised: 0.12, deletion: falling }, 'tumour');
  expect(found.map(({ tone }) => tone)).toEqual(['good', 'good']);
  expect(found[1]?.sentence).toContain('is 0.40 on average, in random order 0.60');
});

test('a map that random weights make too, or that names nothing, is cautioned', () => {
  const found = checkSentences({ randomised: 0.93, deletion: standing }, 'tumour');
  expect(found.map(({ tone }) => tone)).toEqual(['caution', 'caution']);
  expect(found[0]?.sentence).toContain('0.93');
  expect(checkSentences({ randomised: null, deletion: falling }, 'tumour')[0]?.tone).toBe('caution');
});

test('the overlap with a mask is said beside what chance would give', () => {
  expect(overlapSentence({ pointsAtMask: false, iou: 0.25, inside: 0.2, covered: 0.5 })).toBe(
    'The strongest place lies outside the mask; 20 % of what speaks for the class lies in it, and it covers 50 % of the scan (IoU 0.25).',
  );
});
