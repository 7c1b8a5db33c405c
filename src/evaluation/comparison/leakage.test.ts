import { describe, expect, it } from 'vitest';
import { differenceOf, wilson } from '../../statistics/intervals/intervals.ts';
import { compareSplits, type SplitRun } from './leakage.ts';

describe('the difference of two shares', () => {
  // Newcombe, Statistics in Medicine 17 (1998), table II, method 10.
  it.each([
    [56, 70, 48, 80, 0.2, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.6, 0.1705, 0.809],
    [10, 10, 0, 20, 1, 0.6791, 1],
  ])('of %i/%i and %i/%i has the interval of Newcombe', (a, m, b, n, value, low, high) => {
    const [one, other] = [wilson(a, m), wilson(b, n)];
    const difference = one && other && differenceOf(one, other);
    expect(difference?.value).toBeCloseTo(value, 4);
    expect(difference?.low).toBeCloseTo(low, 4);
    expect(difference?.high).toBeCloseTo(high, 4);
  });
});

/** A network for two classes that is right (or wrong) about each scan, for which 'r1' reads: right about a scan of class 1. */
function half(said: readonly string[], twins: readonly number[] | null = null): SplitRun {
  const labels = said.map((each) => Number(each[1]));
  return {
    test: {
      sha256: said.map((_, index) => `s${index}`),
      labels,
      probabilities: said.map((each, index) => {
        const positive = (each[0] === 'r') === (labels[index] === 1) ? 0.9 : 0.1;
        return [1 - positive, positive];
      }),
    },
    classCount: 2,
    threshold: 0.5,
    groups: said.map((_, index) => index),
    twins: twins && new Set(twins.map((index) => `s${index}`)),
  };
}

describe('a random split against a grouped one', () => {
  const random = half(['r0', 'r0', 'r1', 'r1', 'w0', 'w1', 'r1', 'r0'], [0, 1, 2, 3]);
  const grouped = half(['r0', 'w0', 'r1', 'w1']);

  it('is judged with and without the scans that have a twin', () => {
    const leak = compareSplits(random, grouped);
    expect(leak.random.n).toBe(8);
    expect(leak.random.accuracy?.value).toBe(6 / 8);
    expect([leak.withTwin?.n, leak.withTwin?.accuracy?.value, leak.withTwin?.auc?.value]).toEqual([4, 1, 1]);
    expect([leak.withoutTwin?.n, leak.withoutTwin?.accuracy?.value]).toEqual([4, 2 / 4]);
    expect([leak.grouped.n, leak.grouped.accuracy?.value, leak.grouped.auc?.value]).toEqual([4, 2 / 4, 0.5]);
    expect(leak.difference?.value).toBe(6 / 8 - 2 / 4);
  });

  it('says nothing of the twins where they are not known', () => {
    const leak = compareSplits({ ...random, twins: null, groups: null }, grouped);
    expect([leak.withTwin, leak.withoutTwin]).toEqual([null, null]);
    expect(leak.random.accuracy).toEqual(wilson(6, 8));
  });

  it('has wider intervals where test scans are copies of each other', () => {
    const pairs = { ...random, groups: [0, 0, 1, 1, 2, 2, 3, 3] };
    const width = ({ random: { accuracy } }: ReturnType<typeof compareSplits>) =>
      (accuracy?.high ?? 0) - (accuracy?.low ?? 0);
    expect(width(compareSplits(pairs, grouped))).toBeGreaterThan(width(compareSplits(random, grouped)));
  });

  it('also counts each group once, however many scans it has', () => {
    // Right: three of three copies, one of two; wrong: the last three. (1 + 1/2 + 0) / 3
    const families = half(['r0', 'r0', 'r0', 'r1', 'w1', 'w0', 'w1', 'w1']);
    const judged = compareSplits({ ...families, groups: [4, 4, 4, 7, 7, 2, 2, 2] }, grouped).random;
    expect([judged.groups, judged.perGroup, judged.accuracy?.value]).toEqual([3, 0.5, 4 / 8]);
    expect(compareSplits({ ...families, groups: [4, 4, 4, 7, 2, 2, 2, 2] }, grouped).random.perGroup).toBeCloseTo(
      2 / 3,
    );
  });

  it('has no figure of an empty part', () => {
    const leak = compareSplits({ ...random, twins: new Set() }, grouped);
    expect(leak.withTwin).toEqual({ n: 0, groups: 0, accuracy: null, perGroup: null, auc: null });
    expect(leak.withoutTwin?.n).toBe(8);
  });

  it('uses the mean of the classes’ areas for more than two classes', () => {
    const three: SplitRun = {
      ...{ classCount: 3, threshold: null, groups: null, twins: null },
      test: {
        sha256: ['a', 'b', 'c'],
        labels: [0, 1, 2],
        // Each class against the rest: 1, 0.75 (of two pairs one in order, one a tie), 1.
        probabilities: [
          [0.8, 0.2, 0],
          [0.6, 0.3, 0.1],
          [0.1, 0.3, 0.6],
        ],
      },
    };
    const { random: judged } = compareSplits(three, three);
    expect(judged.accuracy?.value).toBeCloseTo(2 / 3, 12);
    expect(judged.auc?.value).toBeCloseTo((1 + 0.75 + 1) / 3, 12);
  });
});
