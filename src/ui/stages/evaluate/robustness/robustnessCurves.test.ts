import { expect, test } from 'vitest';
import type { RobustnessPoint } from '../../../../worker/jobs/evaluate/evaluateProtocol.ts';
import { curvesOf, mostFragile, robustnessSentence } from './robustnessCurves.ts';

const point = (degradation: RobustnessPoint['degradation'], value: number): RobustnessPoint => ({
  ...{ degradation, n: 50, auc: null },
  accuracy: { value, low: value - 0.05, high: value + 0.05 },
});
const plain = point(null, 0.9);
const points = [
  plain,
  point({ kind: 'contrast', amount: 50 }, 0.88),
  point({ kind: 'contrast', amount: 200 }, 0.8),
  point({ kind: 'compression', amount: 5 }, 0.7),
];

test('the scans as they are stand in each curve where its amount is none', () => {
  expect(curvesOf(points).map(({ kind, points: own }) => [kind, own.map(({ amount }) => amount)])).toEqual([
    ['compression', [5, 100]],
    ['contrast', [50, 100, 200]],
  ]);
  expect(curvesOf([plain])).toEqual([]);
});

test('the lowest accuracy is said, and whether it is lower at all', () => {
  const fragile = mostFragile(points);
  expect(fragile && robustnessSentence(fragile, points)).toBe(
    'Falls most with JPEG quality at 5 (of 100): accuracy 70.0 % (95 % interval 65.0 % to 75.0 %), where it is 90.0 % on the scans as they are.',
  );
  const mild = [plain, point({ kind: 'noise', amount: 2 }, 0.88)];
  expect(robustnessSentence(mild[1] as RobustnessPoint, mild)).toMatch(
    /^Falls most with noise at 2 .* holds the accuracy/,
  );
  expect(mostFragile([plain])).toBeNull();
});
