import type { ModelCard } from '../../model/card/card.ts';
import { type ResampledMean, resampledMean } from '../../statistics/intervals/resampledMean.ts';

/** What is told of each network of several, and of all: the keys of `figures`. */
const KEYS = ['accuracy', 'auc', 'macroAuc'] as const;
type FoldMetric = (typeof KEYS)[number];

/** The mean of each figure over the networks, its spread and interval; null where too few have it (a source of one class has no AUC). */
export function meansOfFolds({ folds }: Pick<ModelCard, 'folds'>): {
  readonly [key in FoldMetric]: ResampledMean | null;
} {
  const all = folds ?? [];
  const mean = (key: FoldMetric) => {
    const known = all.flatMap((fold) => fold.figures.values[key]?.value ?? []);
    const learned = all.reduce((sum, { training, validation }) => sum + training + validation, 0);
    const tested = all.reduce((sum, { figures }) => sum + figures.n, 0);
    return known.length < all.length ? null : resampledMean(known, tested / learned);
  };
  return Object.fromEntries(KEYS.map((key) => [key, mean(key)])) as Record<FoldMetric, ResampledMean | null>;
}
