import { expect, test } from 'vitest';
import { areaUnderCurve } from './auc.ts';
import { wilson, wilsonOfGroups, Z_95 } from './intervals.ts';

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
  expect(error / AREA.error).toBeLessThan(1.07);
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
  const [alone, plain] = [wilsonOfGroups(right, indices), wilson(80, 120)];
  // The variance over groups divides by 119 where the binomial's divides by 120.
  expect(alone?.low).toBeCloseTo(plain?.low ?? 0, 3);
  expect(alone?.high).toBeCloseTo(plain?.high ?? 0, 3);
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
