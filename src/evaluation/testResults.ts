import { areaUnderCurve } from '../statistics/auc.ts';
import type { Estimate } from '../statistics/estimate.ts';
import { f1Score, wilsonOfGroups } from '../statistics/intervals.ts';
import { macroFigures } from '../statistics/macro.ts';
import { type ConfusionMatrix, confusionMatrix } from './confusion.ts';
import { predictedClass } from './predictedClass.ts';
import type { Predictions } from './predictions.ts';

export type BinaryCounts = { readonly tp: number; readonly fp: number; readonly fn: number; readonly tn: number };

/** How good a network for two classes is; the second class is the positive one. */
export type BinaryResults = {
  readonly n: number;
  readonly positives: number;
  readonly counts: BinaryCounts;
  readonly figures: {
    readonly accuracy: Estimate | null;
    /** Share of positive scans correctly called positive (recall). */
    readonly sensitivity: Estimate | null;
    /** Share of negative scans correctly called negative. */
    readonly specificity: Estimate | null;
    /** Share of scans called positive that are positive. */
    readonly precision: Estimate | null;
    readonly f1: Estimate | null;
    /** Does not depend on the threshold. */
    readonly auc: Estimate | null;
  };
};

export type ClassResults = {
  /** Scans of the class. */
  readonly support: number;
  readonly precision: Estimate | null;
  readonly recall: Estimate | null;
  readonly f1: Estimate | null;
  /** Of this class against the rest. */
  readonly auc: Estimate | null;
};

/** How good a network for any number of classes is; the most probable class is its verdict. */
export type MultiClassResults = {
  readonly n: number;
  readonly confusion: ConfusionMatrix;
  readonly perClass: readonly ClassResults[];
  readonly figures: {
    readonly accuracy: Estimate | null;
    /** Mean of the classes' recalls (balanced accuracy). */
    readonly macroRecall: Estimate | null;
    readonly macroF1: Estimate | null;
    /** Mean of the classes' areas, each against the rest. */
    readonly macroAuc: Estimate | null;
  };
};

/**
 * Every figure with its 95 % interval: Wilson for shares, see `f1Score` and `areaUnderCurve` for the others. Where it is known
 * which scans belong together, the intervals count them as what they are: one piece of evidence.
 */
export function binaryResults(predictions: Predictions, threshold: number): BinaryResults {
  const [[tn = 0, fp = 0] = [], [fn = 0, tp = 0] = []] = confusionMatrix(predictions, 2, threshold);
  const verdicts = verdictsOf(predictions, threshold);
  return {
    n: verdicts.length,
    positives: tp + fn,
    counts: { tp, fp, fn, tn },
    figures: {
      accuracy: rightAmong(verdicts, () => true),
      sensitivity: rightAmong(verdicts, ({ label }) => label === 1),
      specificity: rightAmong(verdicts, ({ label }) => label === 0),
      precision: rightAmong(verdicts, ({ called }) => called === 1),
      f1: f1Score(rightAmong(verdicts, ({ label, called }) => label === 1 || called === 1)),
      auc: aucAgainstRest(predictions, 1),
    },
  };
}

/** The same for N classes; for the macro figures' intervals see `macroFigures`. */
export function multiClassResults(predictions: Predictions, classCount: number): MultiClassResults {
  const confusion = confusionMatrix(predictions, classCount, 0.5);
  const verdicts = verdictsOf(predictions, 0.5);
  const perClass = confusion.map((_, index) => classResults(predictions, verdicts, index));
  const accuracy = rightAmong(verdicts, () => true);
  return {
    n: verdicts.length,
    confusion,
    perClass,
    figures: { accuracy, ...macroFigures(perClass, bundlesMixClasses(predictions)) },
  };
}

function classResults(predictions: Predictions, verdicts: readonly Verdict[], index: number): ClassResults {
  return {
    support: verdicts.filter(({ label }) => label === index).length,
    precision: rightAmong(verdicts, ({ called }) => called === index),
    recall: rightAmong(verdicts, ({ label }) => label === index),
    f1: f1Score(rightAmong(verdicts, ({ label, called }) => label === index || called === index)),
    auc: aucAgainstRest(predictions, index),
  };
}

type Verdict = { readonly label: number; readonly called: number; readonly bundle: number };

/** A scan whose bundle is not known is a bundle of its own. */
function verdictsOf({ labels, probabilities, bundles }: Predictions, threshold: number): Verdict[] {
  return labels.map((label, row) => ({
    label,
    called: predictedClass(probabilities[row] ?? [], threshold),
    bundle: bundles?.[row] ?? row,
  }));
}

/** The share of right verdicts among some. */
function rightAmong(verdicts: readonly Verdict[], isMeant: (verdict: Verdict) => boolean): Estimate | null {
  const meant = verdicts.filter(isMeant);
  return wilsonOfGroups(
    meant.map(({ label, called }) => label === called),
    meant.map(({ bundle }) => bundle),
  );
}

function bundlesMixClasses({ labels, bundles = [] }: Predictions): boolean {
  const labelOf = new Map(bundles.map((bundle, row) => [bundle, labels[row]] as const));
  return bundles.some((bundle, row) => labelOf.get(bundle) !== labels[row]);
}

function aucAgainstRest({ probabilities, labels, bundles }: Predictions, index: number): Estimate | null {
  return areaUnderCurve(
    probabilities.map((row) => row[index] ?? 0),
    labels.map((label) => label === index),
    bundles,
  );
}
