import type { ModelCard } from '../../model/card.ts';
import { formatProbability } from '../components/format.ts';

/** What a network says of a scan. */
export type Verdict = {
  readonly className: string;
  /** Into the model's classes. */
  readonly classIndex: number;
  /** Of that class, 0..1. */
  readonly probability: number;
  /** What the probability had to reach; null where the most probable class wins. */
  readonly threshold: number | null;
};

/** [1 - p, p] against the card's threshold for p; more than two classes: the most probable one. */
export function verdictOf(
  probabilities: readonly number[],
  { classes, threshold }: Pick<ModelCard, 'classes' | 'threshold'>,
): Verdict {
  if (classes.length !== 2) {
    const classIndex = probabilities.reduce(
      (best, probability, index) => (probability > (probabilities[best] ?? 0) ? index : best),
      0,
    );
    return {
      className: classes[classIndex] ?? '',
      classIndex,
      probability: probabilities[classIndex] ?? 0,
      threshold: null,
    };
  }
  const classIndex = (probabilities[1] ?? 0) >= threshold ? 1 : 0;
  return {
    className: classes[classIndex] ?? '',
    classIndex,
    probability: probabilities[classIndex] ?? 0,
    // The negative class is named where its probability is above what is left of the positive one's threshold.
    threshold: classIndex === 1 ? threshold : 1 - threshold,
  };
}

/** 'looks like tumour: 0.93, threshold 0.50' */
export function verdictWords({ className, probability, threshold }: Verdict): string {
  const against = threshold === null ? ', the most probable class' : `, threshold ${formatProbability(threshold)}`;
  return `looks like ${className}: ${formatProbability(probability)}${against}`;
}
