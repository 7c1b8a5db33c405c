import { rescaledPredictions } from '../../../evaluation/calibration/temperature.ts';
import { binaryResults, multiClassResults } from '../../../evaluation/metrics/testResults.ts';
import type { Predictions } from '../../../evaluation/predictions.ts';
import type { ModelCard } from '../../../model/card/card.ts';
import { isSealed } from '../../../model/card/decisionRecord.ts';
import type { ModelRecord } from '../../../storage/models/modelRecords.ts';

/** The figures that travel with a model: on the test set, while that is sealed on the validation set, by what was decided. */
export function cardMetrics(
  card: Pick<ModelCard, 'classes' | 'threshold' | 'temperature' | 'testAccess'>,
  { validation, test }: NonNullable<ModelRecord['predictions']>,
): ModelCard['figures'] {
  const sealed = isSealed(card);
  const shown = rescaledPredictions(sealed ? validation : test, card.temperature);
  return { ...figuresOf(shown, card.classes.length, card.threshold), ...(sealed && ({ of: 'validation' } as const)) };
}

/** @param threshold null for more than two classes */
export function figuresOf(
  predictions: Predictions,
  classCount: number,
  threshold: number | null,
): Omit<ModelCard['figures'], 'of'> {
  const results =
    threshold === null ? multiClassResults(predictions, classCount) : binaryResults(predictions, threshold);
  const values = Object.entries(results.metrics).filter(([, figure]) => figure !== null);
  return {
    n: results.n,
    values: Object.fromEntries(values) as ModelCard['figures']['values'],
    ...(predictions.groups && ({ evidence: 'bundles' } as const)),
  };
}
