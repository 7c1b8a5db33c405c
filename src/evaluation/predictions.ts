/** What a network said of some scans whose class is known. The arrays have the same length. */
export type Predictions = {
  readonly sha256: readonly string[];
  /** Index into the classes. */
  readonly labels: readonly number[];
  /** [scan][class]; each row sums to 1. For two classes the row is [1 - p, p] with p the sigmoid's output. */
  readonly probabilities: readonly (readonly number[])[];
  /**
   * Scans of the same number belong together: copies, and scans of one patient or volume. They are no independent evidence.
   * Left out where that was not stored; each scan then counts as a group of its own.
   */
  readonly groups?: readonly number[];
};

/** For each scan the number of its group. */
export function groupsOf({ labels, groups }: Pick<Predictions, 'labels' | 'groups'>): number[] {
  return labels.map((_, scan) => groups?.[scan] ?? scan);
}

/** Those of some of the scans, by their places. */
export function rowsOf({ sha256, labels, probabilities, groups }: Predictions, rows: readonly number[]): Predictions {
  return {
    sha256: rows.map((row) => sha256[row] ?? ''),
    labels: rows.map((row) => labels[row] ?? 0),
    probabilities: rows.map((row) => probabilities[row] ?? []),
    ...(groups && { groups: rows.map((row) => groups[row] ?? -1) }),
  };
}

/** One row a scan: of a scan that is in several, what the first says. The groups are those of each alone, so they are left out. */
export function pooled(all: readonly Predictions[]): Predictions {
  const seen = new Set<string>();
  const rows = all.flatMap(({ sha256, labels, probabilities }) =>
    sha256.flatMap((id, row) => {
      if (seen.has(id)) return [];
      seen.add(id);
      return { id, label: labels[row] ?? 0, probability: probabilities[row] ?? [] };
    }),
  );
  return {
    sha256: rows.map(({ id }) => id),
    labels: rows.map(({ label }) => label),
    probabilities: rows.map(({ probability }) => probability),
  };
}
