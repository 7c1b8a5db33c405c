import type { Predictions } from '../predictions.ts';
import { type ConfusionMatrix, confusionMatrix } from './confusion.ts';
import { type Results, resultsOf, scoredScans, type Test } from './metrics.ts';

/** How good a network for two classes is; the second class is the positive one. */
export type BinaryResults = Results<'binary'> & { readonly n: number; readonly confusion: ConfusionMatrix };

/** How good a network for any number of classes is; the most probable class is its verdict. */
export type MultiClassResults = Results<'overall'> & {
  readonly n: number;
  readonly confusion: ConfusionMatrix;
  readonly perClass: readonly Results<'class'>[];
};

/** A scan is called positive where its probability reaches the threshold. */
export function binaryResults(predictions: Predictions, threshold: number): BinaryResults {
  const test: Test = { predictions, scored: scoredScans(predictions, threshold), classCount: 2 };
  return {
    n: predictions.labels.length,
    confusion: confusionMatrix(predictions, 2, threshold),
    ...resultsOf('binary', test, 1),
  };
}

export function multiClassResults(predictions: Predictions, classCount: number): MultiClassResults {
  const test: Test = { predictions, scored: scoredScans(predictions, 0.5), classCount };
  return {
    n: predictions.labels.length,
    confusion: confusionMatrix(predictions, classCount, 0.5),
    ...resultsOf('overall', test, 0),
    perClass: Array.from({ length: classCount }, (_, index) => resultsOf('class', test, index)),
  };
}

/** More of a network for two classes, each with an interval by bootstrap: some seconds of work. */
export type DetailedResults = Results<'detail'>;

/** @param prevalence share of positive scans where the network is to be used, 0..1 */
export function detailedResults(predictions: Predictions, threshold: number, prevalence: number): DetailedResults {
  const scored = scoredScans(predictions, threshold);
  return resultsOf('detail', { predictions, scored, classCount: 2, threshold, prevalence }, 1);
}
