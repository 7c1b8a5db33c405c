import type { Hyperparameters, LearningRateSchedule } from '../../model/hyperparameters.ts';

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

type Course = Pick<Hyperparameters, 'schedule' | 'warmUp' | 'epochs'>;

/**
 * The factor of the learning rate for a batch, before which `done` epochs were done (a fraction within an epoch). It rises in a
 * straight line from 0 in the warm-up; the schedule begins after that, as in Keras's `CosineDecay`.
 */
export function lrFactor({ schedule, warmUp, epochs }: Course, done: number, plateau: PlateauState): number {
  if (done < warmUp) return done / warmUp;
  return lrMultiplier(schedule, (done - warmUp) / (epochs - warmUp), plateau);
}

/** The factor of a schedule. `progress`: share of it that is done, 0..1. */
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
export function lowRateFrom({ schedule, warmUp, epochs }: Course): number {
  return schedule === 'cosine' ? Math.ceil(warmUp + ((epochs - warmUp) * Math.acos(2 * lowShare - 1)) / Math.PI) : 0;
}

/** After an epoch: halves the rate when the validation loss has not improved for some epochs. */
export function afterEpoch(plateau: PlateauState, validationLoss: number): PlateauState {
  if (validationLoss < plateau.bestLoss) return { ...plateau, bestLoss: validationLoss, stale: 0 };
  const stale = plateau.stale + 1;
  if (stale < plateauPatience) return { ...plateau, stale };
  return { ...plateau, stale: 0, factor: Math.max(smallestFactor, plateau.factor * plateauFactor) };
}
