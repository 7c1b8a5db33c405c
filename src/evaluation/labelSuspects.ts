import type { Predictions } from './predictions.ts';

/** A scan whose label the network doubts, with good reason. */
export type LabelSuspect = {
  readonly sha256: string;
  /** The class that it is labelled as, and the one that it is more likely of. */
  readonly label: number;
  readonly likely: number;
  /** Probability of the label less that of the likeliest other class, -1..1: the lower, the more suspect. */
  readonly margin: number;
};

/**
 * Scans whose label looks wrong, the most suspect first, by confident learning (Northcutt, Jiang and Chuang, 'Confident learning: estimating
 * uncertainty in dataset labels', JAIR 70, 2021): a scan is suspect where, of the classes whose probability reaches the mean that scans
 * labelled so have, the likeliest is not its label. Ranked by the normalised margin.
 *
 * @param predictions of scans that the network was not trained on: only those can be doubted
 */
export function labelSuspects({ sha256, labels, probabilities }: Predictions): LabelSuspect[] {
  const means = meanOfLabelled(labels, probabilities);
  const suspects = sha256.flatMap((each, scan): LabelSuspect[] => {
    const row = probabilities[scan] ?? [];
    const label = labels[scan] ?? 0;
    const likely = confidentClass(row, means);
    if (likely === null || likely === label) return [];
    const others = row.filter((_, index) => index !== label);
    return [{ sha256: each, label, likely, margin: (row[label] ?? 0) - Math.max(...others) }];
  });
  return suspects.sort((a, b) => a.margin - b.margin);
}

/** For each class the mean of its probability over the scans labelled so; NaN without any: no scan is confidently of it. */
function meanOfLabelled(labels: readonly number[], probabilities: Predictions['probabilities']): number[] {
  return (probabilities[0] ?? []).map((_, index) => {
    const own = probabilities.filter((__, scan) => labels[scan] === index);
    return own.reduce((sum, row) => sum + (row[index] ?? 0), 0) / own.length;
  });
}

/** The likeliest of the classes whose probability reaches their mean; null where none does. */
function confidentClass(row: readonly number[], means: readonly number[]): number | null {
  let best: number | null = null;
  for (const [index, probability] of row.entries()) {
    if (!(probability >= (means[index] ?? Number.NaN))) continue;
    if (best === null || probability > (row[best] ?? 0)) best = index;
  }
  return best;
}
