import type { BinaryResults, MultiClassResults } from '../../evaluation/testResults.ts';
import type { Estimate } from '../../statistics/estimate.ts';

/** One line of the table of results. */
export type ResultRow = {
  readonly name: string;
  /** How the figure is written: shares in percent, F1 and AUC as fractions. */
  readonly unit: 'percent' | 'fraction';
  readonly figure: Estimate | null;
  /** Scans that the figure is a share of; null where that is not known. */
  readonly n: number | null;
  /** What it is a share of, in words. */
  readonly of: string;
};

const OVERALL: readonly (readonly [key: keyof MultiClassResults['figures'], name: string, unit: ResultRow['unit']])[] =
  [
    ['accuracy', 'Accuracy', 'percent'],
    ['macroRecall', 'Macro recall', 'percent'],
    ['macroF1', 'Macro F1', 'fraction'],
    ['macroAuc', 'Macro AUC', 'fraction'],
  ];

/** @param classes [negative, positive] */
export function binaryRows(results: BinaryResults, classes: readonly string[]): ResultRow[] {
  const { n, positives, counts, figures } = results;
  const { tp, fp, fn } = counts;
  const [negative = '', positive = ''] = classes;
  return [
    { name: 'Accuracy', unit: 'percent', figure: figures.accuracy, n, of: 'test scans' },
    { name: 'Sensitivity', unit: 'percent', figure: figures.sensitivity, n: positives, of: positive },
    { name: 'Specificity', unit: 'percent', figure: figures.specificity, n: n - positives, of: negative },
    { name: 'Precision', unit: 'percent', figure: figures.precision, n: tp + fp, of: `called ${positive}` },
    { name: 'F1', unit: 'fraction', figure: figures.f1, n: tp + fp + fn, of: `${positive}, or called so` },
    { name: 'AUC', unit: 'fraction', figure: figures.auc, n, of: 'test scans' },
  ];
}

/** The overall figures, then those of each class. */
export function multiClassRows(results: MultiClassResults, classes: readonly string[]): ResultRow[] {
  const { n, perClass, confusion, figures } = results;
  const together = OVERALL.map(
    ([key, name, unit]): ResultRow => ({ name, unit, figure: figures[key], n, of: 'test scans' }),
  );
  const each = perClass.flatMap(({ support, recall, precision, f1, auc }, index): ResultRow[] => {
    const name = classes[index] ?? '';
    const called = confusion.reduce((sum, row) => sum + (row[index] ?? 0), 0);
    const either = support + called - (confusion[index]?.[index] ?? 0);
    return [
      { name: `${name}: recall`, unit: 'percent', figure: recall, n: support, of: name },
      { name: `${name}: precision`, unit: 'percent', figure: precision, n: called, of: `called ${name}` },
      { name: `${name}: F1`, unit: 'fraction', figure: f1, n: either, of: `${name}, or called so` },
      { name: `${name}: AUC`, unit: 'fraction', figure: auc, n, of: 'test scans' },
    ];
  });
  return [...together, ...each];
}

/** What is said below the intervals where they know of it. */
export const TOGETHER = 'Duplicates and scans of one patient or volume count once.';

/** '92.1 %' or '0.931'; a dash where the figure has no meaning. */
export function valueText(value: number, unit: ResultRow['unit']): string {
  if (!Number.isFinite(value)) return '–';
  return unit === 'percent' ? `${(value * 100).toFixed(1)} %` : value.toFixed(3);
}
