import { describe, expect, it } from 'vitest';
import type { Leakage, TestSubset } from '../../../../evaluation/comparison/leakage.ts';
import { differenceOf, wilson } from '../../../../statistics/intervals/intervals.ts';
import { explainLeakage } from './leakageWords.ts';

const part = (right: number, n: number): TestSubset => ({
  ...{ n, groups: n, accuracy: wilson(right, n), auc: null },
  perGroup: n > 0 ? right / n : null,
});

function leakOf(
  withTwin: TestSubset | null,
  withoutTwin: TestSubset | null,
  random: TestSubset,
  grouped: TestSubset,
): Leakage {
  const difference = random.accuracy && grouped.accuracy && differenceOf(random.accuracy, grouped.accuracy);
  return { random, withTwin, withoutTwin, grouped, difference };
}

describe('the story of a leak', () => {
  it('tells how much better the random split seems, and on which scans', () => {
    const leak = leakOf(part(369, 372), part(170, 186), part(539, 558), part(504, 558));
    const { verdict, headline, because } = explainLeakage(leak, false);
    expect(verdict).toBe('inflated');
    // 539 / 558 = 96.59 %, 504 / 558 = 90.32 %
    expect(headline).toBe('On the random split the network seems 6.3 points better than it is.');
    expect(because[0]).toContain('Accuracy: 96.6 % of 558 test scans on the random split, 90.3 % of 558');
    expect(because[1]).toBe(
      '372 of the 558 test scans of the random split have a duplicate or near-duplicate in training: ' +
        'accuracy on those is 99.2 %, on the 186 without 91.4 %.',
    );
    expect(because[2]).toContain('Expect the grouped-split result');
  });

  it('compares the splits with each image counted once, where the test has copies of one', () => {
    const [random, grouped] = [part(539, 558), part(504, 558)];
    const copied = leakOf(
      ...([part(369, 372), part(170, 186)] as const),
      { ...random, groups: 398, perGroup: 0.952 },
      { ...grouped, groups: 249, perGroup: 0.86 },
    );
    expect(explainLeakage(copied, false).because[2]).toBe(
      'The random-split test set holds only 398 distinct images; the grouped one 249. ' +
        'With each image counted once the accuracy is 95.2 % on the random split and 86.0 % on the grouped one.',
    );
  });

  it('says that it may be chance where the interval of the difference includes none', () => {
    const { verdict, headline } = explainLeakage(leakOf(part(10, 10), part(8, 10), part(18, 20), part(16, 20)), false);
    expect(verdict).toBe('unsure');
    expect(headline).toContain('10.0 points better, but with so few test scans that may be chance');
  });

  it('says that there is nothing to leak where no scan has a twin, whatever the figures', () => {
    const { verdict, headline, because } = explainLeakage(
      leakOf(part(0, 0), part(95, 100), part(95, 100), part(60, 100)),
      false,
    );
    expect(verdict).toBe('nothing-to-leak');
    expect(headline).toBe('Nothing can leak: no test scan has a duplicate in training.');
    expect(because.join(' ')).not.toContain('NaN');
  });

  it('does not claim an inflation where the random split is no better', () => {
    const { verdict } = explainLeakage(leakOf(part(40, 50), part(40, 50), part(80, 100), part(85, 100)), false);
    expect(verdict).toBe('not-inflated');
  });

  it('says which way the difference goes, and does not deny that twins help where they do', () => {
    // Newcombe's limits of 80/100 - 85/100, by Wilson's: -0.05 - sqrt((0.80 - 0.711)^2 + (0.907 - 0.85)^2) = -0.156.
    const { because } = explainLeakage(leakOf(part(45, 50), part(35, 50), part(80, 100), part(85, 100)), false);
    expect(because[0]).toContain('(difference −5.0 points, 95 % interval −15.6 to');
    expect(because.at(-1)).toContain('It does better on scans with a duplicate');
    const equal = explainLeakage(leakOf(part(40, 50), part(40, 50), part(80, 100), part(85, 100)), false).because;
    expect(equal.at(-1)).toContain('has not memorised its training scans');
  });

  it('does not blame the twins where the network is no better on them', () => {
    const { because } = explainLeakage(leakOf(part(90, 100), part(95, 100), part(185, 200), part(150, 200)), false);
    expect(because.at(-1)).toContain('Duplicates do not explain this gap');
  });

  it('counts a scan of the same patient as a twin, and says so', () => {
    const { because } = explainLeakage(leakOf(part(60, 60), part(0, 0), part(60, 60), part(30, 60)), true);
    expect(because[1]).toContain(
      '60 of the 60 test scans of the random split have a duplicate in training (or another scan of the same patient',
    );
    expect(because[1]).toContain('all of them');
  });

  it('leaves the twins out while they are not known', () => {
    const { because } = explainLeakage(leakOf(null, null, part(95, 100), part(60, 100)), false);
    expect(because.join(' ')).not.toMatch(/have a twin|NaN/);
  });
});
