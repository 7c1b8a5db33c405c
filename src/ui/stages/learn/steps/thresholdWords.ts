import type { ModelCard } from '../../../../model/card/card.ts';
import { subsetOfFigures } from '../../evaluate/evaluated.ts';
import { formatAnswer } from '../maps/formatValue.ts';

type Called = Pick<ModelCard, 'threshold' | 'thresholdFrom' | 'figures'>;

/** At which threshold the figures of a model are, and whether that was chosen on the same scans; '' for more than two classes. */
export function ownThresholdWords(card: Called): string {
  const { threshold, thresholdFrom } = card;
  if (threshold === null) return '';
  const at = `The network is called at its own threshold, ${formatAnswer(threshold)}`;
  if (thresholdFrom === 'hand') return `${at}, set by hand after a look at these scans: its accuracy here is too good.`;
  return subsetOfFigures(card) === 'validation'
    ? `${at}, which was chosen on these same validation scans: its accuracy here is too good. ${CURVES}`
    : `${at}, which was chosen on the validation set. ${CURVES}`;
}

const CURVES = 'The curves of ‘Overfitting and honesty’ are at threshold 0.5.';

/** Why accuracy in training is another than that of the model. @param card of the model; null where each has its own threshold */
export function halfThresholdWords(card: Called | null): string {
  const where = 'Accuracy here is at threshold 0.5. Evaluate and ‘What gives the class away’ use';
  const chosen = 'which was chosen on these same validation scans: on them it is too good.';
  if (card === null) return `${where} each network’s own threshold, ${chosen}`;
  if (card.threshold === null) return '';
  const own = `${where} its own threshold, ${formatAnswer(card.threshold)}`;
  return card.thresholdFrom === 'hand' ? `${own}, set by hand.` : `${own}, ${chosen}`;
}
