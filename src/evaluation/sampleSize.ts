import type { Estimate } from '../statistics/intervals/estimate.ts';

/** How exactly the test set tells a share, and how large it would have to be to tell it more exactly. */
type SampleSize = {
  /** Half of the 95 % interval, 0..1. */
  readonly halfWidth: number;
  /** Distinct images, patients or volumes that an interval of `WANTED_HALF_WIDTH` takes; null where there are enough. */
  readonly groupsNeeded: number | null;
};

/** Of fewer distinct images no interval was shown to hold the truth as often as it says (`npm run bench -- coverage`). */
export const LEAST_GROUPS = 10;
/** Said where a test set has fewer. */
export const TOO_FEW_GROUPS = `Fewer than ${LEAST_GROUPS} distinct images: the intervals cannot be trusted, the figures say next to nothing.`;

/** Five points either way: what a sample size is usually planned for. */
export const WANTED_HALF_WIDTH = 0.05;

/** An interval narrows with the root of the number of independent groups. @param groups of the test set */
export function sampleSizeFor({ low, high }: Estimate, groups: number): SampleSize {
  const halfWidth = (high - low) / 2;
  const needed = Math.round(groups * (halfWidth / WANTED_HALF_WIDTH) ** 2);
  return { halfWidth, groupsNeeded: halfWidth > WANTED_HALF_WIDTH ? needed : null };
}
