import { rescaled } from '../../../../../evaluation/calibration/temperature.ts';
import type { ModelCard } from '../../../../../model/card/card.ts';

/** Rounding of single precision, fused kernels and all. */
const SAME_WITHIN = 1e-5;

type AsClassified = {
  /** By what Classify differs from the network's own answer for the scan as it is. */
  readonly reasons: readonly string[];
  /** What the network's own answers come to by these; null where more than its own are needed. */
  readonly expected: number | null;
  readonly same: boolean | null;
};

/**
 * Holds the network's own answers against what Classify shows. @param own of the scan, of two classes that of the second, else of the
 * class that is shown; `mirrored`: the same of its mirror image, null where it was not asked for
 */
export function asClassified(
  own: readonly number[],
  mirrored: readonly number[] | null,
  classified: readonly number[],
  classIndex: number,
  { hyperparameters, temperature, folds }: Pick<ModelCard, 'hyperparameters' | 'temperature' | 'folds'>,
): AsClassified {
  const networks = folds?.length ?? 1;
  const flips = hyperparameters.testTimeFlips;
  const reasons = [
    ...(flips ? ['the mean of the scan and its mirror image'] : []),
    ...(networks > 1 ? [`the mean of the model’s ${networks} networks, of which this is the first`] : []),
    ...(temperature === undefined ? [] : [`calibrated: the logit is divided by ${temperature.toFixed(2)}`]),
  ];
  if (networks > 1 || (flips && !mirrored)) return { reasons, expected: null, same: null };
  const row = own.map((each, index) => (flips ? (each + (mirrored?.[index] ?? 0)) / 2 : each));
  const expected = rescaled(row, temperature)[classIndex] ?? Number.NaN;
  return { reasons, expected, same: Math.abs(expected - (classified[classIndex] ?? Number.NaN)) <= SAME_WITHIN };
}
