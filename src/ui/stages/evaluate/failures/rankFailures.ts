import { predictedClass } from '../../../../evaluation/predictedClass.ts';
import type { Predictions } from '../../../../evaluation/predictions.ts';
import type { EvaluatedScan } from '../confusion/evaluatedScans.ts';

/** Scans that the network got wrong in the same way, the surest first. */
export type FailureKind = { readonly title: string; readonly scans: readonly EvaluatedScan[] };

/**
 * What the network got wrong, kind by kind, the most confident errors first: of two classes the missed ones, then the false alarms; of more
 * those of each class. Kinds without scans are left out.
 */
export function rankFailures(
  { sha256, labels, probabilities }: Predictions,
  classes: readonly string[],
  threshold: number | null,
): FailureKind[] {
  const wrong = sha256.flatMap((each, scan): EvaluatedScan[] => {
    const row = probabilities[scan] ?? [];
    const truth = labels[scan] ?? 0;
    const called = predictedClass(row, threshold);
    return called === truth ? [] : [{ sha256: each, truth, called, probabilities: row }];
  });
  const sureness = ({ called, probabilities: row }: EvaluatedScan) => row[called] ?? 0;
  wrong.sort((a, b) => sureness(b) - sureness(a));
  const order = classes.length === 2 ? [1, 0] : classes.map((_, index) => index);
  return order.flatMap((truth) => {
    const scans = wrong.filter((scan) => scan.truth === truth);
    return scans.length > 0 ? [{ title: titleOf(truth, classes), scans }] : [];
  });
}

function titleOf(truth: number, classes: readonly string[]): string {
  if (classes.length > 2) return `${classes[truth]} called something else`;
  return truth === 1
    ? `Missed: ${classes[1]} called ${classes[0]}`
    : `False alarms: ${classes[0]} called ${classes[1]}`;
}
