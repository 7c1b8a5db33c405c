import type { LearningRateSchedule } from '../../model/hyperparameters.ts';

/** Where 'reduce on plateau' stands: plain data, kept in checkpoints. */
export type PlateauState = {
  readonly bestLoss: number;
  /** Epochs since the best loss, or since the last reduction. */
  readonly stale: number;
  /** What the learning rate is multiplied by. */
  readonly factor: number;
};

export const plateauStart: PlateauState = { bestLoss: Number.POSITIVE_INFINITY, stale: 0, factor: 1 };

/** Epochs without a better validation loss before the learning rate is halved; shorter than any sensible patience. */
const plateauPatience = 2;
const plateauFactor = 0.5;
const smallestFactor = 1 / 64;

/** The factor of the learning rate for a batch. `progress`: share of the whole run that is done, 0..1. */
export function lrMultiplier(schedule: LearningRateSchedule, progress: number, plateau: PlateauState): number {
  switch (schedule) {
    case 'constant':
      return 1;
    case 'cosine':
      return (1 + Math.cos(Math.PI * progress)) / 2; // Loshchilov and Hutter 2017, equation 5, one cycle down to 0
    case 'reduce-on-plateau':
      return plateau.factor;
  }
}

/** The share of the rate at the start below which weights only settle. */
const lowShare = 0.1;

/** Finished epochs from which the rate of a schedule that always falls is low; 0 for the others. */
export function lowRateFrom(schedule: LearningRateSchedule, epochs: number): number {
  return schedule === 'cosine' ? Math.ceil((epochs * Math.acos(2 * lowShare - 1)) / Math.PI) : 0;
}

/** After an epoch: halves the rate when the validation loss has not improved for some epochs. */
export function afterEpoch(plateau: PlateauState, validationLoss: number): PlateauState {
  if (validationLoss < plateau.bestLoss) return { ...plateau, bestLoss: validationLoss, stale: 0 };
  const stale = plateau.stale + 1;
  if (stale < plateauPatience) return { ...plateau, stale };
  return { ...plateau, stale: 0, factor: Math.max(smallestFactor, plateau.factor * plateauFactor) };
}
