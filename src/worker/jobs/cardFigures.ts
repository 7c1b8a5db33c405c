import type { Predictions } from '../../evaluation/predictions.ts';
import { binaryResults, multiClassResults } from '../../evaluation/testResults.ts';
import type { ModelCard } from '../../model/card.ts';

/** The figures that travel with a model: on the test part, at the threshold chosen on validation. */
export function cardFigures(test: Predictions, classCount: number, threshold: number): ModelCard['figures'] {
  const results = classCount === 2 ? binaryResults(test, threshold) : multiClassResults(test, classCount);
  const values = Object.entries(results.figures).filter(([, figure]) => figure !== null);
  return { n: results.n, values: Object.fromEntries(values) as ModelCard['figures']['values'] };
}
