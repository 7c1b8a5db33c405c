import type { Values } from '../../../../../explain/operation.ts';
import type { TrainingHistory } from '../../../../../training/history.ts';

type FilterEpoch = {
  /** 'before training', 'epoch 3', 'kept: epoch 9' */
  readonly name: string;
  readonly values: Float32Array;
};

/**
 * What is known of the first filters, from before training to the last epoch; among them those that the network has now.
 * @param bestEpoch whose weights the network has; null for a network that was not trained
 */
export function filterEpochs(
  history: TrainingHistory | null,
  now: Values,
  bestEpoch: number | null,
): readonly FilterEpoch[] {
  if (bestEpoch === null) return [{ name: 'before training', values: now.values }];
  const kept = history?.filters?.epochs ?? [];
  const others = kept.filter(({ epoch }) => epoch !== bestEpoch);
  return [...others, { epoch: bestEpoch, values: now.values }]
    .toSorted((a, b) => a.epoch - b.epoch)
    .map(({ epoch, values }) => ({ name: nameOf(epoch, bestEpoch), values }));
}

function nameOf(epoch: number, bestEpoch: number): string {
  if (epoch === 0) return 'before training';
  return epoch === bestEpoch ? `epoch ${epoch}, in use` : `epoch ${epoch}`;
}

/** Why there is no way through the epochs; null where there is. */
export function whatIsMissing(history: TrainingHistory | null, trained: boolean): string | null {
  if (!trained) return 'These weights are random: train the network to see what becomes of them.';
  if (history?.filters) return null;
  if (!history) return 'This model was imported: how its filters changed in training is not in the file.';
  return 'This model was trained before filters were kept, so only those in use are known. Train it again to see how they change.';
}
