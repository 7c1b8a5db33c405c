import type { Shortcut } from '../../../../../audit/auditReport.ts';
import { shortcutName, shortcutPhrase } from '../../../../../audit/shortcuts/shortcutName.ts';
import { percentText } from '../../../../../statistics/intervals/estimate.ts';

/** Which shortcuts are right more often than always the largest class, by their whole interval. */
export function aboveLargest(shortcuts: readonly Shortcut[]): string {
  const [first, ...others] = shortcuts.filter(({ accuracy, majority }) => accuracy.low > majority);
  if (!first) return 'No interval lies above always the largest class: what these models get right can be chance.';
  const names = [shortcutName(first), ...others.map(shortcutPhrase)].join(', ');
  const interval = others.length > 0 ? 'the intervals lie' : 'the interval lies';
  return `${names}: ${interval} above always the largest class (${percentText(first.majority)}), so this is more than chance, and a network can learn it instead of the anatomy.`;
}
