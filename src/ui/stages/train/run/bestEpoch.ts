import type { EpochRecord } from '../../../../training/history.ts';

/** The one with the lowest validation loss, the first of several: its weights are kept. Null before the first. */
export function bestEpoch(epochs: readonly EpochRecord[]): EpochRecord | null {
  return epochs.toSorted((a, b) => a.validationLoss - b.validationLoss)[0] ?? null;
}
