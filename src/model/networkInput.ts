import type { PreprocessingSpec } from '../preprocessing/preprocessingSpec.ts';
import type { Hyperparameters } from './hyperparameters.ts';

/** What a network is given when it predicts. */
export type NetworkInput = {
  readonly size: number;
  readonly depth: 1 | 3;
  /** The prediction is the mean of those for the scan and for its mirror image, left to right; false where left out. */
  readonly flips?: boolean;
};

export type PredictingSettings = {
  readonly preprocessing: Pick<PreprocessingSpec, 'size' | 'depth'>;
  readonly hyperparameters: Pick<Hyperparameters, 'testTimeFlips'>;
};

/** For every prediction of a trained network: when it is evaluated, used and checked. */
export function networkInputOf({ preprocessing, hyperparameters }: PredictingSettings): NetworkInput {
  const { size, depth } = preprocessing;
  return { size, depth, flips: hyperparameters.testTimeFlips };
}
