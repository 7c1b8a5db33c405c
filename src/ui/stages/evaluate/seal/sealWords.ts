import type { ModelCard } from '../../../../model/card/card.ts';
import { formatCounted, formatDate, formatProbability } from '../../../components/text/format.ts';

/** How often the test set of a model was looked at, and what stood then; null while it is sealed. */
export function sealWords({ testAccess }: Pick<ModelCard, 'testAccess'>): string | null {
  if (!testAccess)
    return 'This model was made before openings of the test set were counted: how often its results were seen is not known.';
  const { openings } = testAccess;
  const [first, ...more] = openings;
  if (!first) return null;
  const at = first.threshold === null ? '' : `, at threshold ${formatProbability(first.threshold, 3)}`;
  const opened = `Test set opened on ${formatDate(first.at)}${at}.`;
  const last = more.at(-1);
  if (!last) return opened;
  return `${opened} Threshold, zone or calibration was changed ${formatCounted(more.length, 'time')} since, last on ${formatDate(last.at)}.`;
}
