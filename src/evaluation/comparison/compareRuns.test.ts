import { expect, test } from 'vitest';
import { wilsonOfGroups } from '../../statistics/intervals/intervals.ts';
import type { Predictions } from '../predictions.ts';
import { type ComparedRun, compareRuns } from './compareRuns.ts';

const RHO = 0.21821789023599228;
const names = Array.from({ length: 20 }, (_, scan) => `scan ${scan}`);
const LABELS = names.map((_, scan) => scan % 2);

/** Right but for some scans, in pairs of one group. */
function testOf(wrong: readonly number[], more: Partial<Predictions> = {}): Predictions {
  return {
    sha256: names,
    labels: LABELS,
    probabilities: LABELS.map((label, scan) => {
      const positive = (label === 1) === wrong.includes(scan) ? 0.2 : 0.8;
      return [1 - positive, positive];
    }),
    groups: names.map((_, scan) => Math.floor(scan / 2)),
    ...more,
  };
}

const runOf = (test: Predictions | null, trainedOn: readonly string[] | null = ['another']): ComparedRun => ({
  ...{ classes: ['A', 'B'], threshold: 0.5, test },
  trainedOn: trainedOn && new Set(trainedOn),
});

test('two models are compared on the scans of both tests, found by their bytes whatever their order', () => {
  // The first errs on 0 to 5, the second on 0 and 7: by hand 5 scans only the second gets right, 1 only the first.
  const backwards = testOf([0, 7]);
  const turned: Predictions = {
    sha256: backwards.sha256.toReversed(),
    labels: backwards.labels.toReversed(),
    probabilities: backwards.probabilities.toReversed(),
    groups: (backwards.groups ?? []).toReversed(),
  };
  const compared = compareRuns(runOf(testOf([0, 1, 2, 3, 4, 5])), runOf(turned));
  expect(compared).toMatchObject({ shared: 20, groups: 10, onlyFirst: 1, onlySecond: 5, trainingKnown: true });
  expect(compared.p).toBeCloseTo((2 * (1 + 6)) / 2 ** 6, 12);
  expect(compared.accuracy?.value).toBeCloseTo(4 / 20, 12);
  // MOVER by hand of the two accuracies' intervals; the correlation of what each group does to them is NumPy's (corrcoef).
  const right = (wrong: readonly number[]) => names.map((_, scan) => !wrong.includes(scan));
  const groups = names.map((_, scan) => Math.floor(scan / 2));
  const [worse, better] = [wilsonOfGroups(right([0, 1, 2, 3, 4, 5]), groups), wilsonOfGroups(right([0, 7]), groups)];
  if (!worse || !better) throw new Error('no interval');
  const [down, up] = [better.value - better.low, worse.high - worse.value];
  const low = 0.2 - Math.sqrt(down ** 2 + up ** 2 - 2 * RHO * down * up);
  expect(compared.accuracy?.low).toBeCloseTo(low, 9);
  // Positives: .7 at .8 in the first and .9 in the second; area = (1 + sensitivity - false alarms) / 2 with ties.
  expect(compared.auc?.value).toBeCloseTo((0.9 - 0.1) / 2 - (0.7 - 0.3) / 2, 12);
});

test('each model is judged at its own threshold', () => {
  // Scores are 0.2 and 0.8: from 0.9 up the second calls none of the ten positive scans.
  const strict = { ...runOf(testOf([])), threshold: 0.9 };
  expect(compareRuns(runOf(testOf([])), strict)).toMatchObject({ onlyFirst: 10, onlySecond: 0 });
  expect(compareRuns(strict, runOf(testOf([])))).toMatchObject({ onlyFirst: 0, onlySecond: 10 });
});

test('only scans of both count, and those of one label in both', () => {
  const other = testOf([0]);
  const relabelled = LABELS.map((label, scan) => (scan === 19 ? 1 - label : label));
  const fewer = {
    ...other,
    ...{ labels: relabelled, sha256: names.map((name, scan) => (scan < 4 ? `new ${name}` : name)) },
  };
  expect(compareRuns(runOf(testOf([0])), runOf(fewer)).shared).toBe(15);
});

test('it is refused in words where the tests differ, and where one was trained on test scans of the other', () => {
  const strangers = testOf([], { sha256: names.map((name) => `other ${name}`) });
  expect(() => compareRuns(runOf(testOf([])), runOf(strangers))).toThrow('The two test sets share no scan');
  expect(() => compareRuns(runOf(testOf([])), runOf(testOf([]), ['scan 3', 'scan 4']))).toThrow(
    'was trained on 2 of the other’s test scans',
  );
  expect(() => compareRuns(runOf(testOf([])), runOf(null))).toThrow('without its predictions');
  expect(() => compareRuns(runOf(testOf([])), { ...runOf(testOf([])), classes: ['A', 'C'] })).toThrow(
    'different classes',
  );
});

test('where it is not known on what they were trained, that is said', () => {
  expect(compareRuns(runOf(testOf([])), runOf(testOf([1]), null)).trainingKnown).toBe(false);
});
