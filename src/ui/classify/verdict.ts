import type { ModelCard } from '../../model/card.ts';
import { formatProbability } from '../components/format.ts';

/** What a network says of a scan. */
export type Verdict = {
  readonly className: string;
  /** Into the model's classes. */
  readonly classIndex: number;
  /** 0..1: of two classes that of the positive one, whichever is named, so that there is one scale; else of the named one. */
  readonly probability: number;
  /** From which the positive class is named; null where the most probable class wins. */
  readonly threshold: number | null;
};

/** [1 - p, p] against the card's threshold for p; more than two classes: the most probable one. */
export function verdictOf(
  probabilities: readonly number[],
  { classes, threshold }: Pick<ModelCard, 'classes' | 'threshold'>,
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
  };
}

function mostProbable(probabilities: readonly number[]): number {
  return probabilities.reduce((best, each, index) => (each > (probabilities[best] ?? 0) ? index : best), 0);
}

/** 'looks like tumour: 0.93, threshold 0.50'; where two digits hide the difference: '0.52, threshold 0.52 (0.5151 against 0.5150)'. */
export function verdictWords({ className, probability, threshold }: Verdict): string {
  const rounded = formatProbability(probability);
  if (threshold === null) return `looks like ${className}: ${rounded}, the most probable class`;
  const words = `looks like ${className}: ${rounded}, threshold ${formatProbability(threshold)}`;
  const [shown, limit] = formatCompared(probability, threshold);
  return shown === rounded ? words : `${words} (${shown} against ${limit})`;
}

/** 'Probability of tumour 0.35, below the threshold 0.42.'; null where the most probable class wins. */
export function comparisonWords({ probability, threshold, classIndex }: Verdict, positive: string): string | null {
  if (threshold === null) return null;
  const [shown, limit] = formatCompared(probability, threshold);
  return `Probability of ${positive} ${shown}, ${classIndex === 1 ? 'at or above' : 'below'} the threshold ${limit}.`;
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
