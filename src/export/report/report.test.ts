import { expect, test } from 'vitest';
import { exampleCard } from '../../model/card/exampleCard.fixture.ts';
import { inspectNetwork } from '../../model/inspectNetwork.ts';
import { CHECKLIST } from './checklist.ts';
import { limitsOf } from './limits.ts';
import type { ReportBlock } from './reportBlocks.ts';
import { reportHtml } from './reportHtml.ts';
import type { ReportRecord } from './reportRecord.ts';
import { reportSections } from './reportSections.ts';

const HOSTILE = '"><img src=x onerror=alert(1)>';
const estimate = { value: 0.9, low: 0.85, high: 0.94 };

const report: ReportRecord = {
  ...{ format: 'axial-report', formatVersion: 1, madeAt: '2026-11-29T07:00:00Z' },
  model: {
    card: { ...exampleCard, name: HOSTILE },
    fingerprint: 'abcdef123456',
    network: inspectNetwork(exampleCard.network, exampleCard.preprocessing, exampleCard.classes.length),
    history: null,
  },
  conclusion: { text: 'Better than the best shortcut', because: 'It leads by 5 points.' },
  statements: { intendedUse: 'Teaching' },
  data: {
    files: { imported: 90, duplicate: 5, refused: 3, ignored: 2 },
    refused: [{ path: HOSTILE, reason: 'It is damaged.' }],
    excluded: [{ path: 'a/1.png', className: 'a', why: 'copy' }],
    ...{ inUse: 89, sameVersion: true, changes: [] },
  },
  subsets: [{ subset: 'test', scansPerClass: [4, 6], scans: 10, groups: 8 }],
  figures: [{ metric: 'accuracy', className: null, estimate }],
  ...{
    confusion: [
      [3, 1],
      [0, 6],
    ],
    roc: [],
    calibration: null,
    undecided: null,
    shortcuts: null,
    subgroups: [],
    robustness: [],
    externalTests: [],
  },
  failures: [{ path: HOSTILE, sha256: 'f'.repeat(64), truth: 'a', called: 'b', probability: 0.81, image: null }],
};

const html = (of: ReportRecord) => reportHtml(of.model.card.name, reportSections(of));

test('names from files and people cannot become elements, and nothing is asked of anybody', () => {
  const page = html(report);
  expect(page).not.toContain('<img src=x');
  expect(page.match(/&quot;&gt;&lt;img src=x onerror=alert\(1\)&gt;/g)?.length).toBeGreaterThanOrEqual(4);
  expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"`);
  expect(page).not.toMatch(/<script|https?:|src="(?!data:)|@import|url\(/);
});

test('every block, heading and chart writes words as words', () => {
  const chart = { x: { label: HOSTILE, low: 0, high: 1 }, y: { label: HOSTILE, low: 0, high: 1 } };
  const blocks: ReportBlock[] = [
    { kind: 'text', text: HOSTILE },
    { kind: 'list', items: [HOSTILE] },
    { kind: 'definitions', rows: [[HOSTILE, HOSTILE]] },
    { kind: 'table', caption: HOSTILE, head: [HOSTILE, HOSTILE], rows: [[HOSTILE, HOSTILE]] },
    { kind: 'chart', caption: HOSTILE, ...chart, lines: [{ name: HOSTILE, points: [[0, 1]] }] },
    { kind: 'layers', caption: HOSTILE, shapes: [[8, 8, 1], [2]] },
    { kind: 'images', images: [{ source: HOSTILE, caption: HOSTILE }] },
  ];
  const page = reportHtml(HOSTILE, [{ id: 'one', title: HOSTILE, blocks }]);
  expect(page).not.toContain(HOSTILE);
  expect(page).not.toContain('<img src=x');
  // In the title twice and in the section's twice; 1, 1, 2 and 5 in the first blocks; a chart's caption twice, its axes and its line; 1; 2.
  expect(page.split('&quot;&gt;&lt;img src=x').length - 1).toBe(2 + 2 + (1 + 1 + 2 + 5) + (2 + 2 + 1) + 1 + 2);
});

test('the report stand in it as they are', () => {
  const page = html(report).replace(/\s+/g, ' ');
  for (const words of [
    'Research and education only. Not a medical device.',
    '90.0 % (85.0 % to 94.0 %)',
    '<th scope="row">Files dropped</th><td>100</td>',
    '<th scope="row">a/1.png</th><td>a</td><td>duplicate</td>',
    '<dt>Intended use</dt><dd>Teaching</dd>',
    '<dt>Funding and interests</dt><dd>not stated</dd>',
    'Better than the best shortcut.',
  ])
    expect(page).toContain(words);
});

test('every item of the checklist names a section that there is, and says where nothing was measured', () => {
  const sections = reportSections(report);
  const ids = sections.map(({ id }) => id);
  for (const { answer } of CHECKLIST) if (answer && 'section' in answer) expect(ids).toContain(answer.section);
  const table = sections.at(-1)?.blocks.find((block) => block.kind === 'table');
  const answers = new Map(table?.kind === 'table' ? table.rows.map(([asked, , answer]) => [asked, answer]) : []);
  expect(answers.get('Robustness')).toBe('not measured');
  expect(answers.get('Intended use and clinical role')).toBe('stated: Intended use');
  expect(answers.get('Funding and interests')).toBe('not stated');
  expect(answers.get('Failures')).toBe('Failures');
});

test('limits follow from the report', () => {
  const said = limitsOf(report).join('\n');
  // Half of 0.94 - 0.85 is 4.5 points, said as 4 or 5.
  expect(said).toMatch(/known to about ±[45] points/);
  expect(said).toContain('no external test');
  expect(said).toContain('was not measured');
  expect(said).not.toContain('cannot be trusted');
  const few = { ...exampleCard, split: { ...exampleCard.split, testGroups: 9 } };
  expect(limitsOf({ ...report, model: { ...report.model, card: few } }).join()).toContain(
    'intervals cannot be trusted',
  );
  const synthetic = { ...exampleCard, data: { ...exampleCard.data, synthetic: true } };
  const more: ReportRecord = {
    ...report,
    model: { ...report.model, card: { ...synthetic, thresholdFrom: 'hand' } },
    externalTests: [{ name: 'B', at: '', n: 5, figures: [] }],
  };
  expect(limitsOf(more).join('\n')).toMatch(/synthetic[\s\S]*set by hand/);
  expect(limitsOf(more).join('\n')).not.toContain('no external test');
});

test('each limit is said where it holds, and only there', () => {
  const { split, data, familiarity: _, ...card } = exampleCard;
  const of = (changes: Partial<typeof exampleCard>, more: Partial<ReportRecord> = {}) =>
    limitsOf({ ...report, ...more, model: { ...report.model, card: { ...card, split, data, ...changes } } }).join('\n');
  const twins = (kind: 'grouped' | 'random') => of({ split: { ...split, kind, testScansWithTwin: 3 } });
  expect(twins('random')).toContain('3 test scans have a duplicate in training');
  expect(twins('grouped')).not.toContain('duplicate in training');
  expect(of({})).toContain('no check of whether a scan is like those');
  const known = { of: 10, scans: 10, patients: 5, volumes: 0 };
  expect(of({ data: { ...data, patients: known } })).not.toContain('Not of all scans the patient is known');
  expect(of({ data: { ...data, patients: { ...known, scans: 9 } } })).toContain(
    'Not of all scans the patient is known',
  );
  const changed = { data: report.data && { ...report.data, sameVersion: false } };
  expect(of({}, changed)).toContain('was changed after the training');
  expect(of({})).not.toContain('was changed after the training');
  const group = { n: 20, accuracy: estimate, auc: null };
  const subgroups = [
    { ...group, kind: 'format', value: 'png', differs: true },
    { ...group, kind: 'format', value: 'jpeg', differs: false },
  ] as const;
  expect(of({}, { subgroups })).toContain('differs in: format png. One');
});

test('calibration and the undecided zone stand in it with their intervals, an empty tenth does not', () => {
  const bin = { from: 0.8, to: 0.9, n: 20, said: 0.85, observed: estimate };
  const page = html({
    ...report,
    calibration: { className: 'b', bins: [{ ...bin, from: 0, to: 0.1, n: 0, said: Number.NaN, observed: null }, bin] },
    undecided: { zone: { low: 0.4, high: 0.7 }, share: estimate, sensitivity: null, specificity: estimate },
  });
  expect(page).toContain('<th scope="row">0.8 to 0.9</th><td>20</td><td>0.850</td><td>90.0 % (85.0 % to 94.0 %)</td>');
  expect(page).not.toContain('0.0 to 0.1');
  expect(page).not.toContain('NaN');
  expect(page).toContain('From 0.400 to 0.700 it leaves a scan undecided: 90.0 % (85.0 % to 94.0 %) of the scans');
  expect(page).toContain('sensitivity undefined, specificity 90.0 %');
  expect(page).toContain('they were not calibrated');
});

test('a list of thousands is cut on the page, and says so', () => {
  const refused = Array.from({ length: 1500 }, (_, i) => ({ path: `${i}.png`, reason: 'It is damaged.' }));
  const page = html({ ...report, data: report.data && { ...report.data, refused } });
  expect(page).toContain('Refused files: 1500');
  expect(page).toContain('>199.png<');
  expect(page).not.toContain('>200.png<');
  expect(page).toContain('all are in the JSON');
});

test('while the test set is sealed, nothing is said of it', () => {
  const sealed: ReportRecord = {
    ...report,
    model: { ...report.model, card: { ...exampleCard, figures: { ...exampleCard.figures, of: 'validation' } } },
    failures: null,
    robustness: [{ degradation: null, n: 10, accuracy: estimate, auc: null }],
  };
  const page = html(sealed);
  expect(page).toContain('Results on the validation set');
  expect(page).toContain('Validation scans, degraded');
  expect(page).not.toContain('No test scan was called wrong');
  expect(limitsOf(sealed).join(' ')).toContain('The test set is still sealed');
  expect(limitsOf(sealed).join(' ')).not.toContain('The test set has');
});

test('the split and the augmentation are said as they were: no shares of a set’s own split, amounts with their units', () => {
  const card = report.model.card;
  const withSplit = (split: Partial<typeof card.split>) =>
    html({ ...report, model: { ...report.model, card: { ...card, split: { ...card.split, ...split } } } });
  const shares = { training: 0.7, validation: 0.15, test: 0.15 };
  const grouped = withSplit({ kind: 'grouped', seed: 7, shares, testScansWithTwin: 2 });
  expect(grouped).toMatch(
    /Grouped split, seed 7: 70(\.0)? % of the scans for training, 15(\.0)? % for validation, 15(\.0)? % for the test\. Test scans that have a duplicate in training: 2\./,
  );
  const own = withSplit({ kind: 'own', seed: 7, shares, testScansWithTwin: 0 });
  expect(own).toContain('The set’s own split. Test scans');
  expect(own).not.toContain('of the scans for training');
  expect(withSplit({ kind: 'grouped', seed: 7, testing: { by: 'folds', count: 5 } })).toContain(
    'Grouped split, seed 7, 5 folds. ',
  );
  expect(grouped).toContain('± 10 °');
  expect(grouped).toContain('± 6 %'); // shift, kept as 0.06
});

test('of several networks it says what each learned from and was tested on, and the mean with what one split leaves out', () => {
  const fold = (name: string, n: number, value: number) => ({
    ...{ name, training: 60, validation: 15, testGroups: 20, bestEpoch: 7 },
    figures: { n, values: { accuracy: { value, low: value - 0.1, high: value + 0.1 } } },
  });
  const split = { ...exampleCard.split, testing: { by: 'folds', count: 2 } } as const;
  const card = { ...exampleCard, split, folds: [fold('Fold 1', 25, 0.8), fold('Fold 2', 25, 0.9)] };
  const page = html({ ...report, model: { ...report.model, card } }).replace(/\s+/g, ' ');
  expect(page).toContain('<th scope="row">Fold 2</th><td>60</td><td>15</td><td>25</td><td>20</td><td>7</td>');
  // Mean .85, deviation .0707; sqrt((1/2 + 50/150)) * 12.706 of them: beyond 0 and 1 it is cut. t of one degree is 11 % too low here.
  expect(page).toContain('<th scope="row">Mean</th><td></td><td>85.0 % (');
  expect(page).toContain('Tested, each by a network that had not seen it');
  expect(page).not.toContain('Training, validation, test of this model');
  expect(page).not.toContain('one training on one split');
  expect(html(report)).toContain('one training on one split');
  expect(html(report)).not.toContain('each on a split of its own');
});
