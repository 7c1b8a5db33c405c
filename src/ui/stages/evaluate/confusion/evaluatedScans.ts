import type { Predictions } from '../../../../evaluation/predictions.ts';

/** A test scan with what the network said of it. */
export type EvaluatedScan = {
  readonly sha256: string;
  readonly truth: number;
  readonly called: number;
  readonly probabilities: readonly number[];
};

/**
 * The scans of a cell of the confusion matrix, the most telling first: among the wrong ones those that the network was
 * surest of, among the right ones those that it was least sure of.
 */
export function evaluatedScans(
  predictions: Predictions,
  ids: readonly string[],
  { truth, called }: { readonly truth: number; readonly called: number },
): EvaluatedScan[] {
  const places = new Map(predictions.sha256.map((sha256, index) => [sha256, index]));
  const scans = ids.map((sha256) => ({
    sha256,
    truth,
    called,
    probabilities: predictions.probabilities[places.get(sha256) ?? -1] ?? [],
  }));
  const sign = truth === called ? 1 : -1;
  return scans.sort((a, b) => sign * ((a.probabilities[called] ?? 0) - (b.probabilities[called] ?? 0)));
}
