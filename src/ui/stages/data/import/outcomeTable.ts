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
  const { rows, total } = countedOutcomes(outcomes);
  const refused: OutcomeNote[] = [];
  const duplicates: OutcomeNote[] = [];
  const contradictions: OutcomeNote[] = [];
  const ignored: OutcomeNote[] = [];
  for (const outcome of outcomes) {
    if (outcome.status === 'ignored') ignored.push(outcome);
    if (outcome.status === 'refused') refused.push(outcome);
    if (outcome.status !== 'duplicate') continue;
    const { path, className, ofClassName } = outcome;
    const same = `Same ${outcome.isSlice ? 'pixels' : 'bytes'} as ${outcome.of}`;
    duplicates.push({ path, className, reason: same });
    if (ofClassName !== className)
      contradictions.push({ path, className, reason: `${same}, stored as ${ofClassName}` });
  }
  return {
    ...{ rows: inOrder(rows, classes), total },
    ...{ refused: inOrder(refused, classes), duplicates: inOrder(duplicates, classes) },
    ...{ contradictions, ignored },
  };
}

const COLUMN_OF = { imported: 'imported', duplicate: 'duplicates', refused: 'refused' } as const;

function countedOutcomes(outcomes: readonly FileOutcome[]): Pick<OutcomeTable, 'rows' | 'total'> {
  const none = { imported: 0, duplicates: 0, refused: 0 };
  const rows = new Map<string, typeof none & { className: string }>();
  const total = { ...none };
  for (const outcome of outcomes) {
    if (outcome.status === 'ignored') continue;
    const { className } = outcome;
    const row = rows.get(className) ?? { className, ...none };
    rows.set(className, row);
    row[COLUMN_OF[outcome.status]] += 1;
    total[COLUMN_OF[outcome.status]] += 1;
  }
  return { rows: [...rows.values()], total };
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
