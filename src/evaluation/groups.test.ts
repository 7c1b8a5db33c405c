import { describe, expect, test } from 'vitest';
import { areaUnderCurve } from '../statistics/auc.ts';
import { wilson, wilsonOfGroups, Z_95 } from '../statistics/intervals.ts';
import { binaryResults, multiClassResults } from './testResults.ts';

const indices = Array.from({ length: 120 }, (_, i) => i);
const groups = indices.map((i) => (i % 4 === 0 ? i ** 3 % 47 : (i ** 3 % 47) >> 1));
const levels = groups.map((group) => (group * 37) % 100);
const scores = indices.map((i) => ((levels[i] ?? 0) * 3 + ((i * 53) % 100)) / 400);
const positive = indices.map((i) => (levels[i] ?? 0) + ((i * 29) % 60) > 75);
const right = indices.map((i) => ((groups[i] ?? 0) * 13) % 10 < 7 !== ((i * 17) % 11 === 0));

// numpy 2.4, scikit-learn 1.9, of the same numbers in 38 groups: value, and its standard error by a jackknife over groups. A
// bootstrap over groups (20,000 draws) gives 0.0685 and 0.0371; one over scans, as if they were independent, 0.0433 and 0.0249.
const SHARE = { value: 80 / 120, error: 0.07062 };
const AREA = { value: 0.9094959621275411, error: 0.0361 };

const logit = (share: number) => Math.log(share / (1 - share));

test('the interval of a share is as wide as the groups leave it uncertain', () => {
  const figure = wilsonOfGroups(right, groups);
  expect(figure?.value).toBeCloseTo(SHARE.value, 12);
  const error = ((figure?.high ?? 0) - (figure?.low ?? 0)) / 2 / Z_95;
  expect(error / SHARE.error).toBeGreaterThan(0.93);
  expect(error / SHARE.error).toBeLessThan(1.07);
});

test('the interval of an area is as wide as the groups leave it uncertain', () => {
  const figure = areaUnderCurve(scores, positive, groups);
  expect(figure?.value).toBeCloseTo(AREA.value, 12);
  const onLogitScale = (logit(figure?.high ?? 0) - logit(figure?.low ?? 0)) / 2 / Z_95;
  const error = onLogitScale * AREA.value * (1 - AREA.value);
  expect(error / AREA.error).toBeGreaterThan(0.93);
  // Groups of unlike sizes are worth fewer of one size, for which Student's t widens the interval.
  expect(error / AREA.error).toBeLessThan(1.09);
});

test('groups that hold both kinds make an area more certain, where they rise and fall together', () => {
  const pairs = indices.map((i) => i >> 1);
  const kinds = indices.map((i) => i % 2 === 1);
  const paired = indices.map((i) => (((i >> 1) * 37) % 61) / 61 + 0.12 * (i % 2) + ((i * 53) % 100) / 1000);
  // scikit-learn and a jackknife over groups as above; as if all were independent, the error would be 0.0515.
  const figure = areaUnderCurve(paired, kinds, pairs);
  expect(figure?.value).toBeCloseTo(0.6130555555555556, 12);
  const error = ((figure?.high ?? 0) - (figure?.low ?? 0)) / 2 / Z_95;
  expect(error / 0.00823).toBeGreaterThan(0.93);
  expect(error / 0.00823).toBeLessThan(1.07);
});

test('where every scan is alone, groups change nothing', () => {
  expect(areaUnderCurve(scores, positive, indices)).toEqual(areaUnderCurve(scores, positive));
  expect(wilsonOfGroups(right, indices)).toEqual(wilson(80, 120));
});

test('scans that are all right count as one a group, those of one group as one', () => {
  const all = new Array<boolean>(40).fill(true);
  const pairs = all.map((_, i) => i >> 1);
  expect(wilsonOfGroups(all, pairs)).toEqual(wilson(20, 20));
  expect(
    wilsonOfGroups(
      all.map((_, i) => i < 30),
      all.map(() => 7),
    )?.low,
  ).toBeLessThan(0.2);
  expect(wilsonOfGroups([], [])).toBeNull();
});

test('copies of a perfect result do not make it more certain', () => {
  const [few, groupsOfFew] = [
    [0.1, 0.2, 0.8, 0.9],
    [0, 1, 2, 3],
  ];
  const sorted = (values: readonly number[], times: number) =>
    values.flatMap((value) => new Array<number>(times).fill(value));
  const positives = few.map((score) => score > 0.5);
  const once = areaUnderCurve(few, positives, groupsOfFew);
  const tenfold = areaUnderCurve(
    sorted(few, 10),
    sorted(few, 10).map((score) => score > 0.5),
    sorted(groupsOfFew, 10),
  );
  expect(tenfold).toEqual(once);
  expect(once?.low).toBeLessThan(0.6);
});

test('four patients tell less than their spread would have it', () => {
  // Right for 25, 20, 15 and 20 of 25 scans each. Squares of what each is above 0.8 of 25: 25 + 0 + 25 + 0. Variance 50 * 4 / 3 / 100^2:
  // as of 24 independent scans. Student's t at 3 and 99 degrees of freedom is 3.18245 and 1.98422 (scipy): as of 24 / 1.60388^2 = 9.3298.
  const patients = Array.from({ length: 100 }, (_, i) => Math.floor(i / 25));
  const figure = wilsonOfGroups(
    patients.map((patient, i) => i % 25 < ([25, 20, 15, 20][patient] ?? 0)),
    patients,
  );
  const expected = wilson(0.8 * 9.3298, 9.3298);
  expect(figure?.low).toBeCloseTo(expected?.low ?? 0, 3);
  expect(figure?.high).toBeCloseTo(expected?.high ?? 0, 3);
});

test('the positives of one patient tell no more of an area than one scan', () => {
  const kinds = indices.map((i) => i < 60);
  const figure = areaUnderCurve(
    scores,
    kinds,
    indices.map((i) => (i < 60 ? 0 : i)),
  );
  const apart = areaUnderCurve(scores, kinds);
  expect(figure?.value).toBe(apart?.value);
  expect((figure?.high ?? 0) - (figure?.low ?? 0)).toBeGreaterThan(0.5);
});

test('answers that are no numbers do not hang the search for ranks', () => {
  expect(areaUnderCurve([Number.NaN, 0.2, 0.3], [true, true, false])).not.toBeNull();
});

describe('results of a test part in which every scan is there ten times', () => {
  const labels = indices.map((i) => (positive[i] ? 1 : 0));
  const once = { sha256: indices.map(String), labels, probabilities: scores.map((score) => [1 - score, score]) };
  const places = indices.flatMap((i) => new Array<number>(10).fill(i));
  const tenfold = {
    sha256: places.map((i, copy) => `${i} ${copy}`),
    labels: places.map((i) => labels[i] ?? 0),
    probabilities: places.map((i) => once.probabilities[i] ?? []),
  };
  const width = (figure: { low: number; high: number } | null) => (figure?.high ?? 0) - (figure?.low ?? 0);

  test.each(['accuracy', 'sensitivity', 'specificity', 'precision', 'f1', 'auc'] as const)(
    'the interval of %s is as wide as of the scans once, where it is known that they are copies',
    (name) => {
      const [plain, known, unknown] = [once, { ...tenfold, bundles: places }, tenfold].map(
        (predictions) => binaryResults(predictions, 0.4).metrics[name],
      );
      expect(known?.value).toBeCloseTo(plain?.value ?? 0, 12);
      expect(width(known ?? null) / width(plain ?? null)).toBeGreaterThan(0.98);
      expect(width(known ?? null) / width(plain ?? null)).toBeLessThan(1.04);
      expect(width(unknown ?? null) / width(plain ?? null)).toBeLessThan(0.4);
    },
  );

  test('and so are those of more classes', () => {
    const three = (row: readonly number[]) => [row[0] ?? 0, 0.7 * (row[1] ?? 0), 0.3 * (row[1] ?? 0)];
    const [plain, known] = [once, { ...tenfold, bundles: places }].map((predictions) =>
      multiClassResults({ ...predictions, probabilities: predictions.probabilities.map(three) }, 3),
    );
    expect(width(known?.metrics.accuracy ?? null) / width(plain?.metrics.accuracy ?? null)).toBeGreaterThan(0.98);
    expect(
      width(known?.perClass[1]?.metrics.precision ?? null) / width(plain?.perClass[1]?.metrics.precision ?? null),
    ).toBeGreaterThan(0.98);
  });
});
