import { rescaledPredictions } from '../../evaluation/calibration/temperature.ts';
import { rocOf } from '../../evaluation/curves/roc.ts';
import { confusionMatrix } from '../../evaluation/metrics/confusion.ts';
import type { Predictions } from '../../evaluation/predictions.ts';
import type { ModelCard } from '../../model/card/card.ts';
import { isSealed } from '../../model/card/decisionRecord.ts';
import type { TrainingHistory } from '../../training/history.ts';

/** What is kept of a model besides its card and its weights, by which its figures can be checked. */
export type EvaluationRecord = {
  readonly history: TrainingHistory | null;
  readonly predictions: { readonly validation: Predictions; readonly test: Predictions } | null;
};

export const NOT_KNOWN: EvaluationRecord = { history: null, predictions: null };

/**
 * `evaluation.json` of a downloaded model: the training history, and for each validation and test scan its SHA-256, its group, its class and
 * the probabilities by the temperature of the model, with the confusion counts and the ROC points that follow from them. Nothing of a test set
 * that is sealed. Null where nothing is known.
 */
export function evaluationJson(card: ModelCard, { history, predictions }: EvaluationRecord): string | null {
  if (!history && !predictions) return null;
  const { classes, threshold, temperature } = card;
  const validation = predictions && rescaledPredictions(predictions.validation, temperature);
  const test = predictions && !isSealed(card) ? rescaledPredictions(predictions.test, temperature) : null;
  const written = {
    ...{ format: 'axial-evaluation', formatVersion: 1, classes, threshold },
    history: history && { epochs: history.epochs, batchLosses: history.batchLosses },
    ...(test && {
      confusion: confusionMatrix(test, classes.length, threshold ?? 0.5),
      roc: classes.length === 2 ? rocPoints(test) : null,
      test: scansOf(test, classes),
    }),
    ...(validation && { validation: scansOf(validation, classes) }),
  };
  return JSON.stringify(written, null, 1);
}

function rocPoints(test: Predictions) {
  // JSON has no infinity: the first point, where nothing is called positive, is above every probability.
  return rocOf(test).map(({ threshold, ...rates }) => ({
    threshold: Number.isFinite(threshold) ? threshold : null,
    ...rates,
  }));
}

function scansOf({ sha256, labels, probabilities, groups }: Predictions, classes: readonly string[]) {
  return sha256.map((each, scan) => ({
    sha256: each,
    group: groups?.[scan] ?? null,
    label: classes[labels[scan] ?? -1] ?? null,
    probabilities: probabilities[scan] ?? [],
  }));
}
