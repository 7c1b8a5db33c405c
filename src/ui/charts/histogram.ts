export type Bin = { readonly from: number; readonly to: number; readonly counts: readonly number[] };

/**
 * Counts of probabilities (0..1) in equal bins, by class. A bin holds `from <= p < to`; the last one 1 as well.
 *
 * @param labels class of each probability, 0 to `classCount - 1`
 */
export function histogram(
  probabilities: readonly number[],
  labels: readonly number[],
  classCount: number,
  bins: number,
): Bin[] {
  const counts = Array.from({ length: bins }, () => new Array<number>(classCount).fill(0));
  probabilities.forEach((probability, index) => {
    const bin = counts[Math.min(bins - 1, Math.floor(probability * bins))];
    const label = labels[index];
    if (bin && label !== undefined) bin[label] = (bin[label] ?? 0) + 1;
  });
  return counts.map((each, bin) => ({ from: bin / bins, to: (bin + 1) / bins, counts: each }));
}
