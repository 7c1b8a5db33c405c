import type { Predictions } from '../../../evaluation/predictions.ts';
import { binaryResults, multiClassResults } from '../../../evaluation/testResults.ts';
import type { ModelCard } from '../../../model/card.ts';

/** The figures that travel with a model: on the test set, at its threshold (null for more than two classes). */
export function cardMetrics(test: Predictions, classCount: number, threshold: number | null): ModelCard['figures'] {
  const results = threshold === null ? multiClassResults(test, classCount) : binaryResults(test, threshold);
  const values = Object.entries(results.metrics).filter(([, figure]) => figure !== null);
  return {
    n: results.n,
    values: Object.fromEntries(values) as ModelCard['figures']['values'],
    ...(test.bundles && ({ evidence: 'bundles' } as const)),
  };
}
