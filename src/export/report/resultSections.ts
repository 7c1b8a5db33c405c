import { mostConfusedSentence } from '../../evaluation/metrics/confusion.ts';
import type { ModelCard } from '../../model/card/card.ts';
import { foldResults } from './foldBlocks.ts';
import type { ReportBlock } from './reportBlocks.ts';
import type { ReportRecord } from './reportRecord.ts';
import { estimateWords, figureRows } from './reportWords.ts';

/** What the figures are of. */
export function evaluatedSet({ model: { card } }: ReportRecord): 'validation' | 'test' {
  return card.figures.of ?? 'test';
}

export function results({ undecided, figures, confusion, roc, model: { card } }: ReportRecord): ReportBlock[] {
  return [
    decisionText(card),
    ...(undecided ? [undecidedText(undecided)] : []),
    ...foldResults(card),
    {
      ...{
        kind: 'table',
        caption: 'Figures, with 95 % intervals in which duplicates and scans of one patient or volume count once',
      },
      ...{ head: ['Figure', 'Value', 'What it is'], rows: figureRows(figures) },
    },
    ...(confusion ? confusionBlocks(confusion, card.classes) : []),
    ...(roc.length > 0 ? [rocChart(roc)] : []),
  ];
}

function decisionText({ classes, threshold, thresholdFrom }: ModelCard): ReportBlock {
  const where = thresholdFrom === 'hand' ? 'chosen after the test was seen' : 'chosen on the validation set';
  const text =
    threshold === null
      ? 'The class with the largest probability is the prediction.'
      : `A scan is called ${classes[1]} from a probability of ${threshold.toFixed(3)}, ${where}.`;
  return { kind: 'text', text };
}

function confusionBlocks(confusion: NonNullable<ReportRecord['confusion']>, classes: readonly string[]): ReportBlock[] {
  const table: ReportBlock = {
    ...{ kind: 'table', caption: 'Confusion matrix: rows are the labels' },
    head: ['Label', ...classes.map((name) => `called ${name}`)],
    rows: classes.map((name, truth) => [name, ...(confusion[truth] ?? []).map(String)]),
  };
  return [table, ...(classes.length > 2 ? confusedText(mostConfusedSentence(confusion, classes)) : [])];
}

function rocChart(roc: ReportRecord['roc']): ReportBlock {
  return {
    ...{ kind: 'chart', caption: 'ROC curve of the test set' },
    x: { label: '1 - specificity', low: 0, high: 1 },
    y: { label: 'Sensitivity', low: 0, high: 1 },
    lines: [
      { name: 'this model', points: roc.map((point) => [point.falsePositiveRate, point.truePositiveRate]) },
      { name: 'chance', points: DIAGONAL },
    ],
  };
}

const DIAGONAL: readonly (readonly [number, number])[] = [
  [0, 0],
  [1, 1],
];

function confusedText(text: string | null): ReportBlock[] {
  return text === null ? [] : [{ kind: 'text', text }];
}

function undecidedText({ zone, share, sensitivity, specificity }: NonNullable<ReportRecord['undecided']>): ReportBlock {
  const without = `sensitivity ${estimateWords(sensitivity, 'percent')}, specificity ${estimateWords(specificity, 'percent')}`;
  return {
    kind: 'text',
    text: `From ${zone.low.toFixed(3)} to ${zone.high.toFixed(3)} it leaves a scan undecided: ${estimateWords(share, 'percent')} of the scans. Of the others: ${without}. The figures below count every scan.`,
  };
}

/** Whether a probability means what it says: a reliability diagram, and its numbers. */
export function calibration({ calibration: found, model: { card } }: ReportRecord): ReportBlock[] | null {
  if (!found) return null;
  const { temperature } = card;
  const bins = found.bins.filter(({ n }) => n > 0);
  return [
    {
      kind: 'text',
      text: temperature
        ? `The probabilities were calibrated on the validation set, with temperature ${temperature.toFixed(3)}.`
        : 'The probabilities are as the network says them; they were not calibrated.',
    },
    {
      ...{ kind: 'chart', caption: `How often a scan is ${found.className} where the network says so` },
      x: { label: `Mean probability of ${found.className}`, low: 0, high: 1 },
      y: { label: `Share that is ${found.className}`, low: 0, high: 1 },
      lines: [
        { name: 'this model', points: bins.map(({ said, observed }) => [said, observed?.value ?? 0]) },
        { name: 'as it says', points: DIAGONAL },
      ],
    },
    {
      ...{ kind: 'table', caption: 'Scans by tenths of the probability' },
      head: ['Probability', 'Scans', 'Mean probability', `Share that is ${found.className}`],
      rows: bins.map(({ from, to, n, said, observed }) => [
        ...[`${from.toFixed(1)} to ${to.toFixed(1)}`, String(n), said.toFixed(3)],
        estimateWords(observed, 'percent'),
      ]),
    },
  ];
}
