import { describe, expect, test } from 'vitest';
import { areaUnderCurve } from '../../statistics/intervals/auc.ts';
import { wilson, wilsonOfGroups, Z_95 } from '../../statistics/intervals/intervals.ts';
import { binaryResults, multiClassResults } from './testResults.ts';

const indices = Array.from({ length: 120 }, (_, i) => i);
const groups = indices.map((i) => (i % 4 === 0 ? i ** 3 % 47 : (i ** 3 % 47) >> 1));
const levels = groups.map((group) => (group * 37) % 100);
const scores = indices.map((i) => ((levels[i] ?? 0) * 3 + ((i * 53) % 100)) / 400);
const positive = indices.map((i) => (levels[i] ?? 0) + ((i * 29) % 60) > 75);
const right = indices.map((i) => ((groups[i] ?? 0) * 13) % 10 < 7 !== ((i * 17) % 11 === 0));

/*
 * NumPy 2.4 and SciPy 1.17, of the same numbers in 38 groups: n / (1 + r (sum(m^2) / n - 1)) with r = (t r' + 0.1) / (t + 0.1), r' = 1 -
 * (within / (n - 38)) / (total / n) and t the groups with a wrong scan, or r' of the numbers, or of DeLong's kernel averaged by scan; Wilson's limits at stats.t.ppf(0.975, 37), and for the area the roots that
 * `goldenFigures.fixture.ts` names, with those sizes and stats.t.ppf(0.975, 2 k - 2), k the fewer groups that a class has. A jackknife over groups has standard errors of 0.0706 and
 * 0.0361 (of the area 0.44 on the logit scale), as if scans were independent 0.0433 and 0.0249.
 */
const SHARE = { value: 80 / 120, low: 0.514059, high: 0.790848, error: 0.07062 };
const AREA = { value: 0.9094959621275411, low: 0.769352, high: 0.965041 };

test('the interval of a share is as wide as the groups leave it uncertain', () => {
  const figure = wilsonOfGroups(right, groups);
  expect(figure?.value).toBeCloseTo(SHARE.value, 12);
  expect(figure?.low).toBeCloseTo(SHARE.low, 4);
  expect(figure?.high).toBeCloseTo(SHARE.high, 4);
  const error = (SHARE.high - SHARE.low) / 2 / Z_95;
  expect(error / SHARE.error).toBeGreaterThan(0.93);
  expect(error / SHARE.error).toBeLessThan(1.07);
});

test('the interval of an area is as wide as the groups leave it uncertain', () => {
  const figure = areaUnderCurve(scores, positive, groups);
  expect(figure?.value).toBeCloseTo(AREA.value, 12);
  expect(figure?.low).toBeCloseTo(AREA.low, 4);
  expect(figure?.high).toBeCloseTo(AREA.high, 4);
});

test('groups that hold both kinds make an area more certain, where they rise and fall together', () => {
  const pairs = indices.map((i) => i >> 1);
  const kinds = indices.map((i) => i % 2 === 1);
  const paired = indices.map((i) => (((i >> 1) * 37) % 61) / 61 + 0.12 * (i % 2) + ((i * 53) % 100) / 1000);
  // scikit-learn and a jackknife over groups as above; as if all were independent, the error would be 0.0515.
  const figure = areaUnderCurve(paired, kinds, pairs);
  expect(figure?.value).toBeCloseTo(0.6130555555555556, 12);
  // The same by NumPy and SciPy, with the sums of each group's two kinds multiplied.
  expect(figure?.low).toBeCloseTo(0.5971788, 5);
  expect(figure?.high).toBeCloseTo(0.6286469, 5);
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
  // 20 independent ones, at 2.09302 standard errors (stats.t.ppf(0.975, 19)): 20 / (20 + 2.09302^2).
  expect(wilsonOfGroups(all, pairs)?.low).toBeCloseTo(0.8203193, 5);
  expect(wilsonOfGroups(all, pairs)?.high).toBe(1);
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
  // Of four groups Student's t counts, too.
  expect(tenfold?.low).toBeLessThanOrEqual(once?.low ?? 0);
  expect(once?.low).toBeLessThan(0.6);
});

test('four patients tell less than their spread would have it', () => {
  // Right for 25, 20, 15 and 20 of 25 scans each. Within: 0 + 4 + 6 + 4 of 16 in all; r' = 1 - (14 / 96) / (16 / 100) = 0.0885417. Three
  // of them have wrong scans: r = (3 r' + 0.1) / 3.1 = 0.117944, and the scans are worth 100 / (1 + 24 r) = 26.1. Student's t at 3 degrees of
  // freedom is 3.18245 (SciPy).
  const patients = Array.from({ length: 100 }, (_, i) => Math.floor(i / 25));
  const figure = wilsonOfGroups(
    patients.map((patient, i) => i % 25 < ([25, 20, 15, 20][patient] ?? 0)),
    patients,
  );
  expect(figure?.low).toBeCloseTo(0.488646, 2);
  expect(figure?.high).toBeCloseTo(0.943642, 2);
});

test('a group that errs whole counts for the large ones that have not erred yet', () => {
  // One of 30 single scans is wrong; one group of 30 is right. Fleiss and Cuzick: r = 1, since no group is divided; the scans are worth
  // 60^2 / (30 + 30^2) = 3.871, and the interval must reach far down.
  const right = Array.from({ length: 60 }, (_, i) => i !== 0);
  const groups = right.map((_, i) => Math.min(i, 30));
  const [figure, expected] = [wilsonOfGroups(right, groups), wilson((59 / 60) * 3.871, 3.871, 2.04227)];
  expect(figure?.low).toBeCloseTo(expected?.low ?? 0, 3);
  expect(figure?.low).toBeLessThan(0.5);
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
      const [plain, known, unknown] = [once, { ...tenfold, groups: places }, tenfold].map(
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
    const [plain, known] = [once, { ...tenfold, groups: places }].map((predictions) =>
      multiClassResults({ ...predictions, probabilities: predictions.probabilities.map(three) }, 3),
    );
    expect(width(known?.metrics.accuracy ?? null) / width(plain?.metrics.accuracy ?? null)).toBeGreaterThan(0.98);
    expect(
      width(known?.perClass[1]?.metrics.precision ?? null) / width(plain?.perClass[1]?.metrics.precision ?? null),
    ).toBeGreaterThan(0.98);
  });
});
