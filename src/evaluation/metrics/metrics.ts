import { areaUnderCurve } from '../../statistics/intervals/auc.ts';
import type { Estimate } from '../../statistics/intervals/estimate.ts';
import { groupBootstrap } from '../../statistics/intervals/groupBootstrap.ts';
import { f1Score, wilsonOfGroups } from '../../statistics/intervals/intervals.ts';
import { meanOfDependent, meanOfIndependent } from '../../statistics/intervals/meanOfEstimates.ts';
import { predictedClass } from '../predictedClass.ts';
import { groupsOf, type Predictions } from '../predictions.ts';
import {
  averagePrecision,
  type BinaryScores,
  balancedAccuracy,
  brier,
  calibrationError,
  calibrationIntercept,
  calibrationSlope,
  matthews,
  negativeLikelihoodRatio,
  negativePredictiveValue,
  positiveLikelihoodRatio,
  positivePredictiveValue,
} from './weightedMetrics.ts';

/** A test scan: its class, the class that the network predicts, and the number of its leakage group. */
type ScoredScan = { readonly label: number; readonly predicted: number; readonly group: number };
export type Test = {
  readonly predictions: Predictions;
  readonly scored: readonly ScoredScan[];
  readonly classCount: number;
  /** Share of positive scans where the network is to be used; 1/2 where left out. */
  readonly prevalence?: number;
  /** From which probability a scan of two classes is called positive. */
  readonly threshold?: number;
};

/** A test, the class in question (1, the positive one, of two), and the scans that the metric is a share of. */
type Question = Test & { readonly index: number; readonly counted: readonly ScoredScan[] };

/**
 * 'binary': of the positive class. 'overall' and 'class': of three classes or more, of all and of each one. 'detail': of the positive class,
 * by bootstrap, which takes some seconds and is made in a worker.
 */
export type Report = 'binary' | 'overall' | 'class' | 'detail';

export type Metric = {
  readonly label: string;
  readonly help: string;
  /** Shares of scans are written in percent, areas and means as plain fractions. */
  readonly unit: 'percent' | 'fraction';
  /** The reports that show it, and under which label where that is another one. */
  readonly reports: { readonly [report in Report]?: true | string };
  /** Its place in the short list of a model, from 1; 0: not there. */
  readonly listed: number;
  /** The scans that it is a share of, for the class of that index, and what those are called. Null: all test scans. */
  readonly shareOf: {
    readonly includes: (scan: ScoredScan, index: number) => boolean;
    readonly words: (className: string, otherClass: string) => string;
  } | null;
  /** Returns the value with its 95 % interval; null where it is undefined. */
  readonly estimate: (question: Question) => Estimate | null;
};

const NOT_LISTED = { listed: 0, shareOf: null } as const;

function binaryScores({ predictions, threshold = 0.5 }: Question) {
  const { labels, probabilities } = predictions;
  const positive = labels.map((label) => label === 1);
  const test: BinaryScores = { positive, scores: probabilities.map(([, score = 0]) => score), threshold };
  return { test, groups: groupsOf(predictions) };
}

function bootstrapped(
  statistic: (test: BinaryScores, weights: Float64Array, prevalence: number) => number,
): Metric['estimate'] {
  return (question) => {
    const { test, groups } = binaryScores(question);
    return groupBootstrap(groups, (weights) => statistic(test, weights, question.prevalence ?? 0.5));
  };
}

/**
 * Every metric, in the order of the reports: results, tiles, tables, cards and lists are made from this table. Intervals
 * are Wilson's for shares, for areas those of `areaUnderCurve`; scans of one leakage group count as one piece of evidence.
 */
export const METRICS = {
  accuracy: {
    label: 'Accuracy',
    help: 'Share of test scans that were classified correctly.',
    unit: 'percent',
    reports: { binary: true, overall: true },
    listed: 3,
    shareOf: null,
    estimate: ({ counted }) => shareCorrect(counted),
  },
  sensitivity: {
    label: 'Sensitivity',
    help: 'Share of positive scans correctly called positive (recall).',
    unit: 'percent',
    reports: { binary: true, class: 'recall' },
    listed: 4,
    shareOf: { includes: ({ label }, index) => label === index, words: (name) => name },
    estimate: ({ counted }) => shareCorrect(counted),
  },
  specificity: {
    label: 'Specificity',
    help: 'Share of negative scans correctly called negative.',
    unit: 'percent',
    reports: { binary: true },
    listed: 5,
    shareOf: { includes: ({ label }, index) => label !== index, words: (_, other) => other },
    estimate: ({ counted }) => shareCorrect(counted),
  },
  precision: {
    label: 'Precision',
    help: 'Share of scans called positive that are positive.',
    unit: 'percent',
    reports: { binary: true, class: 'precision' },
    listed: 0,
    shareOf: { includes: ({ predicted }, index) => predicted === index, words: (name) => `called ${name}` },
    estimate: ({ counted }) => shareCorrect(counted),
  },
  f1: {
    label: 'F1',
    help: 'Harmonic mean of precision and sensitivity.',
    unit: 'fraction',
    reports: { binary: true, class: true },
    listed: 0,
    shareOf: {
      includes: ({ label, predicted }, index) => label === index || predicted === index,
      words: (name) => `${name}, or called so`,
    },
    estimate: ({ counted }) => f1Score(shareCorrect(counted)),
  },
  auc: {
    label: 'AUC',
    help: 'Area under the ROC curve: the chance that a positive scan scores above a negative one. It does not depend on the threshold.',
    unit: 'fraction',
    reports: { binary: true, class: true },
    listed: 1,
    shareOf: null,
    estimate: ({ predictions: { probabilities, labels, groups }, index }) =>
      areaUnderCurve(
        probabilities.map((row) => row[index] ?? 0),
        labels.map((label) => label === index),
        groups,
      ),
  },
  macroRecall: {
    label: 'Macro recall',
    help: 'Mean over the classes of the share of its scans that were found (balanced accuracy).',
    unit: 'percent',
    reports: { overall: true },
    listed: 0,
    shareOf: null,
    // Each class's recall is of its own scans alone, unless a group (a patient, say) has scans of several classes.
    estimate: (test) => macro(test, 'sensitivity', groupsMixClasses(test.scored) ? meanOfDependent : meanOfIndependent),
  },
  macroF1: {
    label: 'Macro F1',
    help: 'Mean over the classes of F1.',
    unit: 'fraction',
    reports: { overall: true },
    listed: 6,
    shareOf: null,
    estimate: (test) => macro(test, 'f1', meanOfDependent),
  },
  macroAuc: {
    label: 'Macro AUC',
    help: 'Mean over the classes of the area under the ROC curve of that class against the rest.',
    unit: 'fraction',
    reports: { overall: true },
    listed: 2,
    shareOf: null,
    estimate: (test) => macro(test, 'auc', meanOfDependent),
  },
  balancedAccuracy: {
    label: 'Balanced accuracy',
    help: 'Mean of sensitivity and specificity: 50 % for guessing, however many scans each class has.',
    unit: 'percent',
    reports: { detail: true },
    ...NOT_LISTED,
    estimate: bootstrapped(balancedAccuracy),
  },
  ppv: {
    label: 'PPV',
    help: 'Positive predictive value: share of scans called positive that are, at the prevalence given.',
    unit: 'percent',
    reports: { detail: true },
    ...NOT_LISTED,
    estimate: bootstrapped(positivePredictiveValue),
  },
  npv: {
    label: 'NPV',
    help: 'Negative predictive value: share of scans called negative that are, at the prevalence given.',
    unit: 'percent',
    reports: { detail: true },
    ...NOT_LISTED,
    estimate: bootstrapped(negativePredictiveValue),
  },
  mcc: {
    label: 'MCC',
    help: 'Matthews correlation of label and verdict: 0 for guessing, 1 for no error.',
    unit: 'fraction',
    reports: { detail: true },
    ...NOT_LISTED,
    estimate: bootstrapped(matthews),
  },
  positiveLikelihoodRatio: {
    label: 'LR+',
    help: 'Positive likelihood ratio: how many times likelier a positive verdict is for a positive scan than for a negative one.',
    unit: 'fraction',
    reports: { detail: true },
    ...NOT_LISTED,
    estimate: bootstrapped(positiveLikelihoodRatio),
  },
  negativeLikelihoodRatio: {
    label: 'LR−',
    help: 'Negative likelihood ratio: how many times likelier a negative verdict is for a positive scan than for a negative one.',
    unit: 'fraction',
    reports: { detail: true },
    ...NOT_LISTED,
    estimate: bootstrapped(negativeLikelihoodRatio),
  },
  auprc: {
    label: 'AUPRC',
    help: 'Area under the precision-recall curve (average precision). Guessing has the share of positive scans.',
    unit: 'fraction',
    reports: { detail: true },
    ...NOT_LISTED,
    estimate: (question) => {
      const { groups, test } = binaryScores(question);
      return groupBootstrap(groups, averagePrecision(test));
    },
  },
  brier: {
    label: 'Brier score',
    help: 'Mean squared error of the probability: 0 is best, 0.25 is a network that always says 0.5.',
    unit: 'fraction',
    reports: { detail: true },
    ...NOT_LISTED,
    estimate: bootstrapped(brier),
  },
  ece: {
    label: 'ECE',
    help: 'Expected calibration error, ten bins: how far the probability is from the share of positive scans, on average.',
    unit: 'fraction',
    reports: { detail: true },
    ...NOT_LISTED,
    estimate: bootstrapped(calibrationError),
  },
  calibrationSlope: {
    label: 'Calibration slope',
    help: 'Below 1: probabilities are too extreme. 1 is best.',
    unit: 'fraction',
    reports: { detail: true },
    ...NOT_LISTED,
    estimate: bootstrapped(calibrationSlope),
  },
  calibrationIntercept: {
    label: 'Calibration intercept',
    help: 'Above 0: probabilities are too low on the whole. 0 is best.',
    unit: 'fraction',
    reports: { detail: true },
    ...NOT_LISTED,
    estimate: bootstrapped(calibrationIntercept),
  },
} as const satisfies Readonly<Record<string, Metric>>;

export type MetricKey = keyof typeof METRICS;
type MetricOf<R extends Report> = {
  [K in MetricKey]: (typeof METRICS)[K]['reports'] extends { readonly [report in R]: unknown } ? K : never;
}[MetricKey];
export type Results<R extends Report> = {
  /** Null where a metric is undefined: there is no scan that it could be a share of. */
  readonly metrics: Readonly<Record<MetricOf<R>, Estimate | null>>;
  /** How many scans each of them is a share of. */
  readonly denominators: Readonly<Record<MetricOf<R>, number>>;
};

const KEYS = Object.keys(METRICS) as MetricKey[];

export function metricsOf<R extends Report>(report: R): readonly MetricOf<R>[] {
  const isShown = (key: MetricKey): key is MetricOf<R> => report in METRICS[key].reports;
  return KEYS.filter(isShown);
}

/** The metrics of a short list, the most telling first. */
export const LISTED_METRICS: readonly MetricKey[] = KEYS.filter((key) => METRICS[key].listed > 0).sort(
  (a, b) => METRICS[a].listed - METRICS[b].listed,
);

/** Returns the metrics of a report and how many scans each is a share of. @param index of the class; 0 for overall metrics */
export function resultsOf<R extends Report>(report: R, test: Test, index: number): Results<R> {
  const keys = metricsOf(report);
  const of = <T>(valueFor: (key: MetricOf<R>) => T) =>
    Object.fromEntries(keys.map((key) => [key, valueFor(key)])) as Record<MetricOf<R>, T>;
  return {
    metrics: of((key) => estimateOf(key, test, index)),
    denominators: of((key) => countedBy(METRICS[key], test, index).length),
  };
}

function estimateOf(key: MetricKey, test: Test, index: number): Estimate | null {
  const metric: Metric = METRICS[key];
  return metric.estimate({ ...test, index, counted: countedBy(metric, test, index) });
}

function countedBy({ shareOf }: Metric, { scored }: Test, index: number): readonly ScoredScan[] {
  return shareOf ? scored.filter((scan) => shareOf.includes(scan, index)) : scored;
}

/** A scan whose group is not known is a group of its own. */
export function scoredScans(predictions: Predictions, threshold: number): ScoredScan[] {
  const groups = groupsOf(predictions);
  return predictions.labels.map((label, row) => ({
    label,
    predicted: predictedClass(predictions.probabilities[row] ?? [], threshold),
    group: groups[row] as number,
  }));
}

function shareCorrect(scored: readonly ScoredScan[]): Estimate | null {
  return wilsonOfGroups(
    scored.map(({ label, predicted }) => label === predicted),
    scored.map(({ group }) => group),
  );
}

/** Returns null where a class has no scan: a mean over the other ones would pass for one over all. */
function macro(
  test: Test,
  key: 'sensitivity' | 'f1' | 'auc',
  mean: (estimates: readonly Estimate[]) => Estimate,
): Estimate | null {
  const each = Array.from({ length: test.classCount }, (_, index) => {
    const hasScans = test.scored.some(({ label }) => label === index);
    return hasScans ? estimateOf(key, test, index) : null;
  });
  const known = each.filter((estimate) => estimate !== null);
  return known.length > 0 && known.length === each.length ? mean(known) : null;
}

function groupsMixClasses(scored: readonly ScoredScan[]): boolean {
  const labelOf = new Map(scored.map(({ group, label }) => [group, label]));
  return scored.some(({ group, label }) => labelOf.get(group) !== label);
}
