import { expect, test } from 'vitest';
import { wavyScans } from '../metrics/wavyScans.fixture.ts';
import { isUndecided, outside, zoneByRule, zoneOfWidth } from './undecided.ts';

test('a scan in the zone is undecided, its lower end included', () => {
  const zone = { low: 0.4, high: 0.6 };
  const answers = [0.39, 0.4, 0.59, 0.6].map((p) => isUndecided([1 - p, p], zone));
  expect(answers).toEqual([false, true, true, false]);
  expect(isUndecided([0.5, 0.5], undefined)).toBe(false);
  expect(isUndecided([0.3, 0.5, 0.2], zone)).toBe(false);
});

test('a zone of a width ends at 0 and 1', () => {
  expect(zoneOfWidth(0.5, 0.2)).toEqual({ low: 0.4, high: 0.6 });
  expect(zoneOfWidth(0.05, 0.2)).toEqual({ low: 0, high: 0.15000000000000002 });
});

test('the zone of a rule is the smallest outside which both are as high as asked', () => {
  // All pairs of scores tried in NumPy: 85 of 120 are left, sensitivity .833 and specificity .826 outside.
  expect(zoneByRule(wavyScans, 0.5, 0.8)).toEqual({ low: 0.19, high: 0.93 });
  const { decided, undecided } = outside(wavyScans, { low: 0.19, high: 0.93 });
  expect(decided.labels).toHaveLength(35);
  expect(undecided?.value).toBeCloseTo(85 / 120, 12);
  expect(zoneByRule(wavyScans, 0.5, 0.99)).toBeNull();
});

test('no zone is needed where the threshold tells the classes apart', () => {
  const apart = [0.1, 0.2, 0.8, 0.9].map((score) => [1 - score, score]);
  const scans = { sha256: ['a', 'b', 'c', 'd'], labels: [0, 0, 1, 1], probabilities: apart };
  expect(zoneByRule(scans, 0.5, 1)).toEqual({ low: 0.5, high: 0.5 });
});
