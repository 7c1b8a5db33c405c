import { expect, test } from 'vitest';
import { exampleCard } from '../../../../model/card/exampleCard.fixture.ts';
import { dropSentence, externalRows } from './externalRows.ts';

const none = { scansPerClass: [10, 10], formats: [], longerSide: null, grey: null, contrast: null };

/** 20 scans, of which the first `wrong` are called wrongly. */
function testWith(wrong: number) {
  const labels = Array.from({ length: 20 }, (_, scan) => scan % 2);
  const predictions = {
    sha256: labels.map((_, scan) => `${scan}`),
    labels,
    probabilities: labels.map((label, scan) => ((label === 1) === scan < wrong ? [0.9, 0.1] : [0.1, 0.9])),
  };
  const leftOut = { exactDuplicates: 0, nearDuplicates: 0, repeated: 0, refused: 0 };
  return { id: 'a', name: 'Ward B', at: '', predictions, external: none, internal: none, leftOut };
}

test('the change of a figure has the interval of two independent shares (Newcombe 1998, method 10)', () => {
  const figures = { n: 70, values: { accuracy: { value: 56 / 70, low: 0.6919, high: 0.8769 } } };
  const [row] = externalRows({ ...exampleCard, figures }, testWith(8));
  // External 12 of 20; SciPy: binomtest(12, 20).proportion_ci(method='wilson') is 0.38658 to 0.78119.
  expect(row?.external.value).toBeCloseTo(0.6, 12);
  expect(row?.change.value).toBeCloseTo(-0.2, 12);
  expect(row?.change.low).toBeCloseTo(-0.2 - Math.hypot(0.6 - 0.38658, 0.8769 - 0.8), 4);
  expect(row?.change.high).toBeCloseTo(-0.2 + Math.hypot(0.78119 - 0.6, 0.8 - 0.6919), 4);
});

test('the sentence says whether it is lower, and does not where the interval holds 0', () => {
  const rows = (low: number, high: number) => {
    const estimate = { value: 0.5, low: 0.4, high: 0.6 };
    const change = { value: (low + high) / 2, low, high };
    return [{ key: 'auc' as const, internal: estimate, external: estimate, change }];
  };
  expect(dropSentence(rows(-0.2, -0.1))).toBe(
    'AUC is 0.150 lower on this set (95 % interval of the change −0.200 to −0.100).',
  );
  expect(dropSentence(rows(-0.1, 0.2))).toContain('not clearly different');
  expect(dropSentence(rows(0.1, 0.2))).toContain('0.150 higher');
  expect(dropSentence([])).toBeNull();
});
