import type { EpochRecord } from '../../../../../training/history.ts';
import { formatLoss, formatPercent } from '../../../../components/text/format.ts';

/** What it would be to stop there: how far training and validation are apart, and whether it is too early or too late. */
export function stoppingWords(epochs: readonly EpochRecord[], stop: number): string {
  const at = epochs[stop - 1];
  const best = epochs.toSorted((a, b) => a.validationLoss - b.validationLoss)[0];
  if (!at || !best) return '';
  const gap = at.trainingAccuracy - at.validationAccuracy;
  const apart = `Training ${formatPercent(at.trainingAccuracy)}, validation ${formatPercent(at.validationAccuracy)} right: ${Math.abs(100 * gap).toFixed(1)} points apart.`;
  if (stop === best.epoch)
    return `${apart} Right here: the validation loss is lowest, ${formatLoss(best.validationLoss)}. These weights are kept.`;
  const losses = `${formatLoss(at.validationLoss)} instead of ${formatLoss(best.validationLoss)}`;
  if (stop < best.epoch) return `${apart} Too early: the validation loss is ${losses} at epoch ${best.epoch}.`;
  const trainingFell = at.trainingLoss < best.trainingLoss;
  const memorised = trainingFell ? ' The training loss fell on: that is memorising.' : '';
  return `${apart} Too late: the validation loss is ${losses} at epoch ${best.epoch}.${memorised}`;
}
