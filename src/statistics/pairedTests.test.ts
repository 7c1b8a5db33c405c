import { expect, test } from 'vitest';
import { areaDifference } from './auc.ts';
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

test('the difference of two areas on the same scans is that of DeLong, from the definition in NumPy (all pairs, np.cov)', () => {
  const difference = areaDifference(a, b, positive);
  expect(difference?.value).toBeCloseTo(0.8673469387755102 - 0.7755102040816326, 12);
  expect(difference?.low).toBeCloseTo(-0.22184524404739847, 9);
  expect(difference?.high).toBeCloseTo(0.40551871343515355, 9);
  expect(difference?.p).toBeCloseTo(0.5660902618168498, 9);
});

test("with groups its variance is Obuchowski's by the jackknife, widened by Student's t of the groups that they are worth (NumPy, SciPy)", () => {
  const difference = areaDifference(a, b, positive, [0, 0, 1, 2, 2, 3, 4, 5, 5, 6, 7, 8, 8, 9]);
  // Our t is right to one per cent for four degrees of freedom.
  expect(difference?.low).toBeCloseTo(-0.3202420700472336, 2);
  expect(difference?.high).toBeCloseTo(0.5039155394349887, 2);
});

/* NumPy 2.4 and SciPy 1.17 from the definitions: placements over all pairs, the jackknife by groups, stats.t.ppf. */
test('what the positives and negatives of one patient have in common makes a difference more certain, and few large groups less', () => {
  const scans = Array.from({ length: 60 }, (_, i) => i);
  const kinds = scans.map((i) => i % 2 === 1);
  const scores = (of: readonly [number, number, number, number, number, number]) =>
    scans.map((i) => (((i >> 1) * of[0]) % of[1]) / of[1] + of[2] * (i % 2) + ((i * of[3]) % of[4]) / of[5]);
  const [first, second] = [scores([37, 61, 0.3, 53, 100, 150]), scores([23, 59, 0.25, 29, 100, 120])];
  const ofPairs = areaDifference(
    first,
    second,
    kinds,
    scans.map((i) => i >> 1),
  );
  expect(ofPairs?.value).toBeCloseTo(0.06333333333333334, 12);
  // Without what they have in common 1.58 times as far.
  expect(ofPairs?.low).toBeCloseTo(-0.0705357091548167, 6);
  expect(ofPairs?.high).toBeCloseTo(0.19720237582148337, 6);
  expect(ofPairs?.p).toBeCloseTo(0.35379293750103136, 6);
  // The positives in ten groups of three, the negatives alone: Student's t of ten.
  const uneven = areaDifference(
    first,
    second,
    kinds,
    scans.map((i) => (i % 2 ? 100 + Math.floor(i / 6) : i)),
  );
  expect(uneven?.low).toBeCloseTo(-0.14141832429056983, 4);
  expect(uneven?.high).toBeCloseTo(0.2680849909572365, 4);
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
