import { describe, expect, it } from 'vitest';
import type { Shortcut } from '../../../../audit/auditReport.ts';
import { exampleCard } from '../../../../model/card/exampleCard.fixture.ts';
import { wilson } from '../../../../statistics/intervals/intervals.ts';
import { conclusionOf } from './conclusion.ts';

function share(right: number, n: number) {
  const figure = wilson(right, n);
  if (!figure) throw new Error('There are scans.');
  return figure;
}
const goodAuc = { value: 0.9, low: 0.85, high: 0.94 };
const size: Shortcut = {
  ...{ from: 'size', preprocessing: null, n: 1000, groups: 900, majority: 0.6, auc: goodAuc, table: [] },
  accuracy: share(901, 1000),
};
const found = { version: exampleCard.data.fingerprint, shortcuts: [size] };
const grouped = { ...exampleCard.split, kind: 'grouped' as const, testScansWithTwin: 0 };
const cardWith = (right: number, n: number, auc = goodAuc) => ({
  ...exampleCard,
  split: grouped,
  figures: { ...exampleCard.figures, n, values: { accuracy: share(right, n), auc } },
});

describe('the conclusion about a model', () => {
  it('is that it is no better than a shortcut where one does as well: 85.2 % against 90.1 %', () => {
    const { tone, text } = conclusionOf(cardWith(426, 500), found);
    expect([tone, text]).toEqual(['caution', 'No better than width and height alone (90.1 %)']);
  });

  it('is that a lead is not shown where its interval reaches 0', () => {
    const { tone, text } = conclusionOf(cardWith(46, 50), found);
    expect([tone, text]).toEqual(['caution', 'Not shown to be better than width and height alone (90.1 %)']);
  });

  it('is its lead in points with the interval where it has one', () => {
    // Newcombe's interval for 490/500 - 901/1000, by its formula in Python: 0.0554 to 0.1010.
    const { tone, text } = conclusionOf(cardWith(490, 500), found);
    expect([tone, text]).toEqual(['good', '7.9 points better than the best shortcut (5.5 to 10.1)']);
  });

  it('is no good news on a random split with duplicates on both sides', () => {
    const random = { ...grouped, kind: 'random' as const, testScansWithTwin: 12 };
    const { tone, text } = conclusionOf({ ...cardWith(490, 500), split: random }, found);
    expect(tone).toBe('caution');
    expect(text).toContain('inflated by duplicates');
  });

  it('is that it may be guessing where the interval of its AUC reaches one half', () => {
    const { tone, text } = conclusionOf(cardWith(26, 50, { value: 0.56, low: 0.41, high: 0.7 }), null);
    expect([tone, text]).toEqual(['caution', 'Not shown to be better than chance (AUC 0.560)']);
  });

  it('says what else must be known: few scans, a threshold chosen on the test set, a test set that is sealed', () => {
    const because = (card: ReturnType<typeof cardWith>) => conclusionOf(card, found).because ?? '';
    // Wilson's interval of 490 of 500 is 0.964 to 0.989, of 49 of 50 it is 0.895 to 0.996: ±5 points.
    expect(because(cardWith(490, 500))).not.toContain('Few scans');
    expect(because(cardWith(49, 50))).toContain('known to ±5 points only');
    expect(because({ ...cardWith(490, 500), thresholdFrom: 'hand' })).toContain('after the test set was seen');
    const sealed = { ...cardWith(490, 500).figures, of: 'validation' as const };
    expect(because({ ...cardWith(490, 500), figures: sealed })).toContain('the sealed test set may be less kind');
  });

  it('is open while no shortcut of the very data is known', () => {
    expect(conclusionOf(cardWith(490, 500), null).tone).toBe('open');
    expect(conclusionOf(cardWith(490, 500), { ...found, version: 'f'.repeat(64) }).tone).toBe('open');
  });
});
