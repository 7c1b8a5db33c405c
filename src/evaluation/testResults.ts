import type { Figure } from '../model/card.ts';
import { areaUnderCurve } from './auc.ts';
import { type ConfusionMatrix, confusionMatrix } from './confusion.ts';
import { f1Score, wilson } from './intervals.ts';
import { macroFigures } from './macro.ts';
import type { Predictions } from './predictions.ts';

/** Null where a figure has no meaning, e.g. precision where nothing was called positive. */
export type MaybeFigure = Figure | null;

export type BinaryCounts = { readonly tp: number; readonly fp: number; readonly fn: number; readonly tn: number };

/** How good a network for two classes is; the second class is the positive one. */
export type BinaryResults = {
  readonly n: number;
  readonly positives: number;
  readonly counts: BinaryCounts;
  readonly figures: {
    readonly accuracy: MaybeFigure;
    /** Share of the positive scans that were found (recall). */
    readonly sensitivity: MaybeFigure;
    /** Share of the negative scans that were let alone. */
    readonly specificity: MaybeFigure;
    /** Share of the scans called positive that are. */
    readonly precision: MaybeFigure;
    readonly f1: MaybeFigure;
    /** Does not depend on the threshold. */
    readonly auc: MaybeFigure;
  };
};

export type ClassResults = {
  /** Scans of the class. */
  readonly support: number;
  readonly precision: MaybeFigure;
  readonly recall: MaybeFigure;
  readonly f1: MaybeFigure;
  /** Of this class against the rest. */
  readonly auc: MaybeFigure;
};

/** How good a network for any number of classes is; the most probable class is its verdict. */
export type MultiClassResults = {
  readonly n: number;
  readonly confusion: ConfusionMatrix;
  readonly perClass: readonly ClassResults[];
  readonly figures: {
    readonly accuracy: MaybeFigure;
    /** Mean of the classes' recalls (balanced accuracy). */
    readonly macroRecall: MaybeFigure;
    readonly macroF1: MaybeFigure;
    /** Mean of the classes' areas, each against the rest. */
    readonly macroAuc: MaybeFigure;
  };
};

/** Every figure with its 95 % interval: Wilson for shares, see `f1Score` and `areaUnderCurve` for the others. */
export function binaryResults(predictions: Predictions, threshold: number): BinaryResults {
  const [[tn = 0, fp = 0] = [], [fn = 0, tp = 0] = []] = confusionMatrix(predictions, 2, threshold);
  const n = tp + fp + fn + tn;
  return {
    n,
    positives: tp + fn,
    counts: { tp, fp, fn, tn },
    figures: {
      accuracy: wilson(tp + tn, n),
      sensitivity: wilson(tp, tp + fn),
      specificity: wilson(tn, tn + fp),
      precision: wilson(tp, tp + fp),
      f1: f1Score({ tp, fp, fn }),
      auc: aucAgainstRest(predictions, 1),
    },
  };
}

/** The same for N classes; for the macro figures' intervals see `macroFigures`. */
export function multiClassResults(predictions: Predictions, classCount: number): MultiClassResults {
  const n = predictions.labels.length;
  const confusion = confusionMatrix(predictions, classCount, 0.5);
  const correct = confusion.reduce((sum, row, index) => sum + (row[index] ?? 0), 0);
  const perClass = confusion.map((_, index) => classResults(predictions, confusion, index));
  return { n, confusion, perClass, figures: { accuracy: wilson(correct, n), ...macroFigures(perClass) } };
}

function classResults(predictions: Predictions, confusion: ConfusionMatrix, index: number): ClassResults {
  const tp = confusion[index]?.[index] ?? 0;
  const support = confusion[index]?.reduce((sum, count) => sum + count, 0) ?? 0;
  const called = confusion.reduce((sum, row) => sum + (row[index] ?? 0), 0);
  return {
    support,
    precision: wilson(tp, called),
    recall: wilson(tp, support),
    f1: f1Score({ tp, fp: called - tp, fn: support - tp }),
    auc: aucAgainstRest(predictions, index),
  };
}

function aucAgainstRest({ probabilities, labels }: Predictions, index: number): MaybeFigure {
  return areaUnderCurve(
    probabilities.map((row) => row[index] ?? 0),
    labels.map((label) => label === index),
  );
}
