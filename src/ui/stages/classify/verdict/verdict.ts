import { isUndecided } from '../../../../evaluation/threshold/undecided.ts';
import type { ModelCard } from '../../../../model/card/card.ts';
import { formatProbability } from '../../../components/text/format.ts';

/** What a network says of a scan. */
type Verdict = {
  readonly className: string;
  /** Into the model's classes. */
  readonly classIndex: number;
  /** 0..1: of two classes that of the positive one, whichever is named, so that there is one scale; else of the named one. */
  readonly probability: number;
  /** From which the positive class is named; null where the most probable class wins. */
  readonly threshold: number | null;
  /** Too near the threshold to say. */
  readonly undecided: boolean;
};

/** [1 - p, p] against the card's threshold for p; more than two classes: the most probable one. */
export function verdictOf(
  probabilities: readonly number[],
  { classes, threshold, undecided }: Pick<ModelCard, 'classes' | 'threshold' | 'undecided'>,
): Verdict {
  const classIndex =
    classes.length === 2 && threshold !== null
      ? Number((probabilities[1] ?? 0) >= threshold)
      : mostProbable(probabilities);
  const against = classes.length === 2 ? threshold : null;
  return {
    className: classes[classIndex] ?? '',
    classIndex,
    probability: probabilities[against === null ? classIndex : 1] ?? 0,
    threshold: against,
    undecided: isUndecided(probabilities, undecided),
  };
}

function mostProbable(probabilities: readonly number[]): number {
  return probabilities.reduce((best, each, index) => (each > (probabilities[best] ?? 0) ? index : best), 0);
}

/** The headline: the class in words. A number beside it would be read as the probability of that class. */
export function verdictWords({ className, undecided }: Verdict): string {
  if (undecided) return 'Undecided';
  return `Looks like ${className}`;
}

/**
 * What the headline rests on: 'tumour 0.43, below the threshold of 0.62'. The number is always that of the positive class,
 * so it is named; the probabilities of more than two classes stand at their bars.
 */
export function groundsWords(
  { probability, threshold, classIndex, undecided }: Verdict,
  classes: readonly string[],
): string {
  if (threshold === null) return `The most probable of ${classes.length} classes`;
  const [shown, limit] = formatCompared(probability, threshold);
  if (undecided) return `${classes[1]} ${shown}, too near the threshold of ${limit} to decide`;
  return `${classes[1]} ${shown}, ${classIndex === 1 ? 'at or above' : 'below'} the threshold of ${limit}`;
}

const MOST_DIGITS = 16;

/** Two probabilities with as many digits as it takes, two at least, to show which of them is greater. */
export function formatCompared(probability: number, threshold: number): readonly [probability: string, limit: string] {
  for (let digits = 2; digits <= MOST_DIGITS; digits += 1) {
    const [shown, limit] = [formatProbability(probability, digits), formatProbability(threshold, digits)];
    if (Math.sign(Number(shown) - Number(limit)) === Math.sign(probability - threshold)) return [shown, limit];
  }
  return [formatProbability(probability), formatProbability(threshold)];
}
