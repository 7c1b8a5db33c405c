/** The best epoch so far by validation loss: plain data, kept in checkpoints. */
type BestSoFar = {
  /** From 1; 0 before the first epoch has ended. */
  readonly epoch: number;
  readonly loss: number;
};

export const nothingYet: BestSoFar = { epoch: 0, loss: Number.POSITIVE_INFINITY };

/** True where the epoch's validation loss is below every one before. A loss that is no number is never better. */
export function isBetter(best: BestSoFar, validationLoss: number): boolean {
  return validationLoss < best.loss;
}

/**
 * True when `patience` epochs have passed since the best one, and since epoch `from` (Keras's `start_from_epoch`); never where
 * patience is null.
 */
export function isOutOfPatience(best: BestSoFar, epoch: number, patience: number | null, from: number): boolean {
  return patience !== null && epoch - Math.max(best.epoch, from) >= patience;
}
