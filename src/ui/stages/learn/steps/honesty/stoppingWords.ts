import type { ModelCard } from '../../../../../model/card/card.ts';
import { type LayerKind, layerOfKind } from '../../../../../model/layers.ts';
import { isAugmenting } from '../../../../../preprocessing/preprocessingSpec.ts';
import type { EpochRecord } from '../../../../../training/history.ts';
import { formatLoss, formatPercent } from '../../../../components/text/format.ts';
import { bestEpoch } from '../../../train/run/bestEpoch.ts';

/** What it would be to stop there: how far training and validation are apart, and whether it is too early or too late. */
export function stoppingWords(epochs: readonly EpochRecord[], stop: number): string {
  const at = epochs[stop - 1];
  const best = bestEpoch(epochs);
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

type Trained = Pick<ModelCard, 'network' | 'augmentation' | 'hyperparameters'>;

/** What may look odd in the curves: the lowest validation loss at the end, and below the training loss. '' where nothing does. */
export function oddCurveWords(epochs: readonly EpochRecord[], card: Trained): string {
  const best = bestEpoch(epochs);
  if (!best) return '';
  const last =
    best.epoch === epochs.length ? 'The lowest is at the last epoch: more epochs might lower it further. ' : '';
  return `${last}${best.validationLoss < best.trainingLoss ? belowTraining(card) : ''}`.trim();
}

/** 'dropout' */
function wordsInTrainingOnly(kind: LayerKind): string[] {
  const { effect, label } = layerOfKind(kind);
  return effect === 'none' ? [label.toLowerCase()] : [];
}

function belowTraining({ network, augmentation, hyperparameters }: Trained): string {
  const { classWeights, labelSmoothing } = hyperparameters;
  const onlyInTraining = [
    ...new Set(network.layers.flatMap(({ kind }) => wordsInTrainingOnly(kind))),
    isAugmenting(augmentation) ? 'augmentation' : [],
    classWeights ? 'class weights' : [],
    labelSmoothing > 0 ? 'label smoothing' : [],
  ].flat();
  const list = new Intl.ListFormat('en-GB').format(onlyInTraining);
  const act = onlyInTraining.length > 0 ? `${list} count in training only, and ` : '';
  return `There the validation loss is below the training loss: ${act}the training value is the mean over the epoch, in which the network still improves.`;
}
