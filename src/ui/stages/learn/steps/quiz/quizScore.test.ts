import { expect, it } from 'vitest';
import { comparisonWords, networkCalls, scoreOf } from './quizScore.ts';

const scans = Array.from({ length: 10 }, (_, row) => ({
  ...{ sha256: `scan ${row}`, label: row % 2 },
  probabilities: [1 - (row % 2) * 0.6, (row % 2) * 0.6],
}));

it('scores with the interval that SciPy gives', () => {
  // scipy.stats.binomtest(7, 10).proportion_ci(method="wilson") = (0.39677815, 0.89220873)
  const called = scans.map(({ label }, row) => (row < 7 ? label : 1 - label));
  const { right, of, accuracy } = scoreOf(called, scans);
  expect([right, of]).toEqual([7, 10]);
  expect(accuracy?.low).toBeCloseTo(0.39677815, 7);
  expect(accuracy?.high).toBeCloseTo(0.89220873, 7);
});

it('calls for the network by its threshold, and not at all where it is not trained', () => {
  expect(networkCalls(scans, 0.5)).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);
  expect(networkCalls(scans, 0.7)).toEqual(new Array(10).fill(0));
  expect(networkCalls([{ sha256: 'x', label: 0, probabilities: null }], 0.5)).toBeNull();
});

it('says that ten scans are too few, unless the intervals are apart', () => {
  const [none, seven, all] = [0, 7, 10].map((right) =>
    scoreOf(
      scans.map(({ label }, row) => (row < right ? label : 1 - label)),
      scans,
    ),
  );
  if (!none || !seven || !all) expect.fail('no scores');
  expect(comparisonWords(seven, all)).toMatch(/overlap: 10 scans are too few/);
  expect(comparisonWords(none, all)).toMatch(/do not overlap/);
});
