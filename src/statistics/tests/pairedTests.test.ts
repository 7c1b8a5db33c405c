import { expect, test } from 'vitest';
import { areaDifference, areaUnderCurve } from '../intervals/auc.ts';
import { mcnemarExact } from './mcnemar.ts';
import { normalTail } from './normalTail.ts';

test('the tail of the normal distribution is that of SciPy (stats.norm.sf)', () => {
  const expected: readonly (readonly [number, number])[] = [
    [0, 0.5],
    [0.5, 0.3085375387259869],
    [1.96, 0.024997895148220435],
    [2.9, 0.0018658133003840375],
    [3.1, 0.0009676032132183563],
    [5, 2.866515718791933e-7],
    [8, 6.22096057427174e-16],
  ];
  for (const [z, tail] of expected) expect(normalTail(z) / tail).toBeCloseTo(1, 9);
});

test("McNemar's exact p is that of statsmodels (contingency_tables.mcnemar) and of the binomial test by hand", () => {
  // By hand: of 5 scans all 5 fall to one network: 2 * (1/2)^5.
  expect(mcnemarExact(0, 5)).toBeCloseTo(2 / 32, 12);
  expect(mcnemarExact(3, 12)).toBeCloseTo(0.03515625, 12);
  expect(mcnemarExact(40, 60)).toBeCloseTo(0.05688793364098089, 12);
  expect(mcnemarExact(350, 300)).toBeCloseTo(0.05452994175892356, 12);
  expect([mcnemarExact(7, 7), mcnemarExact(1, 0), mcnemarExact(0, 0)]).toEqual([1, 1, 1]);
});

const a = [0.9, 0.8, 0.75, 0.6, 0.55, 0.3, 0.7, 0.45, 0.4, 0.35, 0.2, 0.1, 0.6, 0.5];
const b = [0.7, 0.9, 0.5, 0.65, 0.2, 0.4, 0.6, 0.7, 0.3, 0.35, 0.25, 0.15, 0.1, 0.5];
const positive = a.map((_, scan) => scan < 7);

/** As MOVER has it (Zou and Donner, 2008), of the intervals of the two areas and their correlation. */
function expectMadeOf(
  [first, second, kinds, groups]: readonly [readonly number[], readonly number[], readonly boolean[], number[]?],
  correlation: number,
) {
  const difference = areaDifference(first, second, kinds, groups);
  const [x, y] = [areaUnderCurve(first, kinds, groups), areaUnderCurve(second, kinds, groups)];
  if (!difference || !x || !y) throw new Error('no interval');
  const apart = (one: number, other: number) => Math.sqrt(one ** 2 + other ** 2 - 2 * correlation * one * other);
  expect(difference.value - difference.low).toBeCloseTo(apart(x.value - x.low, y.high - y.value), 9);
  expect(difference.high - difference.value).toBeCloseTo(apart(x.high - x.value, y.value - y.low), 9);
}

test('the difference of two areas on the same scans is tested as by DeLong, from the definition in NumPy (all pairs, np.cov)', () => {
  const difference = areaDifference(a, b, positive);
  expect(difference?.value).toBeCloseTo(0.8673469387755102 - 0.7755102040816326, 12);
  expect(difference?.p).toBeCloseTo(0.5660902618168498, 9);
  expectMadeOf([a, b, positive], 0.16552140261811446); // np.cov of the placements
});

test("with groups its variance is Obuchowski's by the jackknife, widened by Student's t of the groups that they are worth (NumPy, SciPy)", () => {
  const groups = [0, 0, 1, 2, 2, 3, 4, 5, 5, 6, 7, 8, 8, 9];
  // Our t is right to one per cent for four degrees of freedom.
  expect(areaDifference(a, b, positive, groups)?.p).toBeCloseTo(0.6622552188026216, 2);
  expectMadeOf([a, b, positive, groups], 0.17595279245160908);
});

/* NumPy 2.4 and SciPy 1.17 from the definitions: placements over all pairs, the jackknife by groups, stats.t.ppf. */
test('what the positives and negatives of one patient have in common makes a difference more certain, and few large groups less', () => {
  const scans = Array.from({ length: 60 }, (_, i) => i);
  const kinds = scans.map((i) => i % 2 === 1);
  const scores = (of: readonly [number, number, number, number, number, number]) =>
    scans.map((i) => (((i >> 1) * of[0]) % of[1]) / of[1] + of[2] * (i % 2) + ((i * of[3]) % of[4]) / of[5]);
  const [first, second] = [scores([37, 61, 0.3, 53, 100, 150]), scores([23, 59, 0.25, 29, 100, 120])];
  const pairs = scans.map((i) => i >> 1);
  const ofPairs = areaDifference(first, second, kinds, pairs);
  expect(ofPairs?.value).toBeCloseTo(0.06333333333333334, 12);
  // Without what they have in common its error is 1.58 times as large.
  expect(ofPairs?.p).toBeCloseTo(0.35379293750103136, 6);
  expectMadeOf([first, second, kinds, pairs], 0.018462292617964803);
  // The positives in ten groups of three, the negatives alone: Student's t of ten.
  const uneven = scans.map((i) => (i % 2 ? 100 + Math.floor(i / 6) : i));
  expect(areaDifference(first, second, kinds, uneven)?.p).toBeCloseTo(0.5443475881042485, 4);
  expectMadeOf([first, second, kinds, uneven], -0.2240632190958789);
});

test('two networks that rank every pair alike have no difference to test, nor have scans of one class', () => {
  expect(
    areaDifference(
      a,
      a.map((score) => score / 2),
      positive,
    ),
  ).toBeNull();
  expect(
    areaDifference(
      a,
      b,
      a.map(() => true),
    ),
  ).toBeNull();
});
