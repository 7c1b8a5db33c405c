import type { FileOutcome } from '../../../../dataset/scan.ts';
import type { Coded } from '../../../../dataset/userError.ts';
import { refusalSentence } from '../../../../decoding/refusalSentence.ts';
import { formatCount, formatCounted } from '../../../components/text/format.ts';

/** How the files of one class ended. */
type OutcomeRow = {
  readonly className: string;
  readonly imported: number;
  readonly duplicates: number;
  readonly refused: number;
};

/** A file that did not become a scan, and why: in words, or as the code of a sentence that is made once it is seen. */
export type OutcomeNote = {
  readonly path: string;
  /** Where it was to belong. */
  readonly className?: string;
} & ({ readonly reason: string } | Coded);

/** There may be a hundred thousand notes, and a list shows six. */
export function reasonOf(note: OutcomeNote): string {
  return 'reason' in note ? note.reason : refusalSentence(note);
}

export type OutcomeTable = {
  readonly rows: readonly OutcomeRow[];
  readonly total: Omit<OutcomeRow, 'className'>;
  readonly refused: readonly OutcomeNote[];
  readonly duplicates: readonly OutcomeNote[];
  /** The same bytes or pixels under two classes: one of them must be wrong. */
  readonly contradictions: readonly OutcomeNote[];
  readonly ignored: readonly OutcomeNote[];
};

/** @param classes the order of the rows and lists; a class that is no more comes after them */
export function outcomeTable(outcomes: readonly FileOutcome[], classes: readonly string[]): OutcomeTable {
  const rows = new Map<string, { className: string; imported: number; duplicates: number; refused: number }>();
  const total = { imported: 0, duplicates: 0, refused: 0 };
  const refused: OutcomeNote[] = [];
  const duplicates: OutcomeNote[] = [];
  const contradictions: OutcomeNote[] = [];
  const ignored: OutcomeNote[] = [];
  const count = (className: string, how: keyof typeof total) => {
    const row = rows.get(className) ?? { className, imported: 0, duplicates: 0, refused: 0 };
    rows.set(className, row);
    row[how] += 1;
    total[how] += 1;
  };
  for (const outcome of outcomes) {
    const { path } = outcome;
    if (outcome.status === 'ignored') {
      ignored.push(outcome);
      continue;
    }
    const { className } = outcome;
    if (outcome.status === 'imported') count(className, 'imported');
    else if (outcome.status === 'refused') {
      count(className, 'refused');
      refused.push(outcome);
    } else {
      count(className, 'duplicates');
      const same = `Same ${outcome.isSlice ? 'pixels' : 'bytes'} as ${outcome.of}`;
      duplicates.push({ path, className, reason: same });
      if (outcome.ofClassName !== className)
        contradictions.push({
          path,
          className,
          reason: `${same}, stored as ${outcome.ofClassName}`,
        });
    }
  }
  return {
    rows: inOrder([...rows.values()], classes),
    total,
    refused: inOrder(refused, classes),
    duplicates: inOrder(duplicates, classes),
    contradictions,
    ignored,
  };
}

/** Class by class, within each as they came: put into lists, not compared, since there may be tens of thousands. */
function inOrder<T extends { readonly className?: string }>(items: readonly T[], classes: readonly string[]): T[] {
  const lists = new Map<string, T[]>(classes.map((name) => [name, []]));
  for (const item of items) {
    const { className = '' } = item;
    const ofClass = lists.get(className);
    if (ofClass) ofClass.push(item);
    else lists.set(className, [item]);
  }
  return [...lists.values()].flat();
}

/** '3,717 scans imported, 883 duplicates left out, 2 files refused, 4 ignored, 96 files not read' */
export function outcomeSentence({ total, ignored }: OutcomeTable, unread = 0): string {
  return [
    `${formatCounted(total.imported, 'scan')} imported`,
    total.duplicates > 0 ? `${formatCounted(total.duplicates, 'duplicate')} left out` : '',
    total.refused > 0 ? `${formatCounted(total.refused, 'file')} refused` : '',
    ignored.length > 0 ? `${formatCount(ignored.length)} ignored` : '',
    unread > 0 ? `${formatCounted(unread, 'file')} not read` : '',
  ]
    .filter(Boolean)
    .join(', ');
}
