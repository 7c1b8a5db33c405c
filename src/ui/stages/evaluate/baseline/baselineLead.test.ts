import { describe, expect, it } from 'vitest';
import type { AuditReport, Shortcut } from '../../../../audit/auditReport.ts';
import { exampleCard } from '../../../../model/card/exampleCard.fixture.ts';
import { wilson } from '../../../../statistics/intervals/intervals.ts';
import { unedited } from '../../../workspace/unedited.fixture.ts';
import { leadObstacle, leadOverBaselines, leadSentence } from './baselineLead.ts';

function figure(right: number, n: number) {
  const share = wilson(right, n);
  if (!share) throw new Error('There are scans.');
  return share;
}
const auc = { value: 0.9, low: 0.85, high: 0.94 };
const shortcut = (from: Shortcut['from'], right: number, preprocessing: string | null = null): Shortcut => ({
  ...{ from, preprocessing, n: 1000, groups: 900, majority: 0.6, auc, table: [] },
  accuracy: figure(right, 1000),
});
const cardWith = (right: number, n: number) => ({
  ...exampleCard,
  figures: { n, values: { accuracy: figure(right, n), auc } },
});
const all = [
  shortcut('size', 800),
  shortcut('header', 900),
  shortcut('input', 950, 'v1-64x64x1-harmonise'),
  shortcut('input', 700, 'v1-64x64x1-stretch'),
];

describe('the lead of a network over shortcuts', () => {
  it('is its accuracy less theirs, the strongest one counting', () => {
    const lead = leadOverBaselines(cardWith(480, 500), all);
    expect(lead?.rows.map((row) => [row.shortcut.from, Number(row.lead.value.toFixed(3))])).toEqual([
      ['size', 0.16],
      ['header', 0.06],
      ['input', 0.26],
    ]);
    expect(lead?.strongest.shortcut.from).toBe('header');
    // Newcombe's interval for 480/500 - 900/1000: 0.0329 to 0.0845, by SciPy's Wilson limits.
    expect([lead?.strongest.lead.low.toFixed(4), lead?.strongest.lead.high.toFixed(4)]).toEqual(['0.0329', '0.0845']);
    expect(lead && leadSentence(lead)).toBe('The network leads file header, the best shortcut.');
  });

  it('may be none at all where the interval says so, and is none where a shortcut does as well', () => {
    const small = leadOverBaselines(cardWith(46, 50), all);
    expect(small && leadSentence(small)).toContain('may have no lead');
    const none = leadOverBaselines(cardWith(390, 500), [shortcut('size', 800)]);
    expect(none && leadSentence(none)).toBe('The network has no lead: width and height alone does as well or better.');
  });

  it('takes the crude facts of the input that the network itself is fed', () => {
    const harmonised = { ...exampleCard.preprocessing, fit: 'harmonise' as const };
    const lead = leadOverBaselines({ ...cardWith(480, 500), preprocessing: harmonised }, all);
    expect(lead?.rows.find(({ shortcut: { from } }) => from === 'input')?.shortcut.accuracy.value).toBe(0.95);
  });

  it('is not known without shortcuts, or without figures', () => {
    expect(leadOverBaselines(cardWith(480, 500), [])).toBeNull();
    expect(leadOverBaselines({ ...exampleCard, figures: { n: 0, values: {} } }, all)).toBeNull();
  });
});

describe('what stands in the way of holding a network against the shortcuts', () => {
  const [first] = unedited.history;
  const second = { ...first, number: 2, hash: '2'.repeat(64) };
  const cardOf = (fingerprint: string) => ({ ...exampleCard, data: { ...exampleCard.data, fingerprint } });
  const at = (version: typeof first | typeof second) => ({ history: [first, second], version });
  const found = (version: string) => ({ step: 'found', of: version, report: { version } as AuditReport }) as const;

  it('is nothing where the audit is of the very data that it saw', () => {
    expect(leadObstacle(cardOf(first.hash), at(first), found(first.hash), false)).toBeNull();
  });

  it('is that the data were changed since, with what to do', () => {
    const words = leadObstacle(cardOf(first.hash), at(second), found(second.hash), false);
    expect(words).toContain(
      'was trained on data version 1, and the data are at version 2 now. To compare, train a network on this version',
    );
  });

  it('is that it saw other data, or that none are here', () => {
    for (const dataSet of [at(second), null]) {
      expect(leadObstacle(cardOf('f'.repeat(64)), dataSet, { step: 'idle' }, false)).toContain(
        'this model saw another',
      );
    }
  });

  it('is that the audit is under way, waits for a training, or failed', () => {
    const running = { step: 'running', of: first.hash, progress: null } as const;
    expect(leadObstacle(cardOf(first.hash), at(first), running, false)).toBe('Testing shortcuts.');
    expect(leadObstacle(cardOf(first.hash), at(first), { step: 'idle' }, true)).toContain('when the current training');
    const failed = { step: 'failed', of: first.hash, reason: 'No room.' } as const;
    expect(leadObstacle(cardOf(first.hash), at(first), failed, false)).toContain('No room. Try again under Data.');
  });
});
