import type { AuditReport } from '../../../../audit/auditReport.ts';
import { strengthOf } from '../../../../audit/shortcuts/shortcutSentence.ts';

/** How many things a user ought to look at: contradictions, copies and shortcuts count once each. */
export function findingCount({ copies, shortcuts }: Pick<AuditReport, 'copies' | 'shortcuts'>): number {
  const conflicts = copies.some(({ conflict }) => conflict);
  const groups = copies.some(({ sha256s }) => sha256s.length > 1);
  const telling = shortcuts.some((shortcut) => ['some', 'strong'].includes(strengthOf(shortcut)));
  return [conflicts, groups, telling].filter(Boolean).length;
}
