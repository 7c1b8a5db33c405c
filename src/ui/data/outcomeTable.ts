import type { FileOutcome } from '../../dataset/scan.ts';

/** How the files of one class ended. */
export type OutcomeRow = {
  readonly className: string;
  readonly imported: number;
  readonly duplicates: number;
  readonly refused: number;
};

/** A file that did not become a scan, and why. */
export type OutcomeNote = { readonly path: string; readonly reason: string };

export type OutcomeTable = {
  readonly rows: readonly OutcomeRow[];
  readonly total: Omit<OutcomeRow, 'className'>;
  readonly refused: readonly OutcomeNote[];
  readonly duplicates: readonly OutcomeNote[];
  /** The same bytes under two classes: one of them must be wrong. */
  readonly contradictions: readonly OutcomeNote[];
  readonly ignored: readonly OutcomeNote[];
};

export function outcomeTable(outcomes: readonly FileOutcome[]): OutcomeTable {
  const rows = new Map<string, { className: string; imported: number; duplicates: number; refused: number }>();
  const rowOf = (className: string) => {
    const row = rows.get(className) ?? { className, imported: 0, duplicates: 0, refused: 0 };
    rows.set(className, row);
    return row;
  };
  const notes = { refused: [], duplicates: [], contradictions: [], ignored: [] } as Record<
    'refused' | 'duplicates' | 'contradictions' | 'ignored',
    OutcomeNote[]
  >;
  for (const outcome of outcomes) {
    const { path } = outcome;
    if (outcome.status === 'imported') rowOf(outcome.className).imported += 1;
    else if (outcome.status === 'refused') {
      rowOf(outcome.className).refused += 1;
      notes.refused.push({ path, reason: outcome.reason });
    } else if (outcome.status === 'ignored') notes.ignored.push({ path, reason: outcome.reason });
    else {
      rowOf(outcome.className).duplicates += 1;
      notes.duplicates.push({ path, reason: `Same bytes as ${outcome.of}` });
      if (outcome.ofClassName !== outcome.className)
        notes.contradictions.push({ path, reason: `Kept as ${outcome.ofClassName}: ${outcome.of}` });
    }
  }
  const all = [...rows.values()];
  const total = {
    imported: all.reduce((sum, row) => sum + row.imported, 0),
    duplicates: all.reduce((sum, row) => sum + row.duplicates, 0),
    refused: all.reduce((sum, row) => sum + row.refused, 0),
  };
  return { rows: all, total, ...notes };
}
