import { LEAST_GROUPS, TOO_FEW_GROUPS } from '../../evaluation/sampleSize.ts';
import type { ModelCard } from '../../model/card/card.ts';
import { percentText } from '../../statistics/intervals/estimate.ts';
import type { ReportRecord } from './reportRecord.ts';

/** What a reader must know before believing the figures, made from the report alone. */
export function limitsOf(report: ReportRecord): string[] {
  const { card } = report.model;
  const overall = report.figures.find(({ metric, className }) => metric === 'accuracy' && className === null);
  const accuracy = overall?.estimate;
  const { patients } = card.data;
  const differing = report.subgroups.filter(({ differs }) => differs).map(({ kind, value }) => `${kind} ${value}`);
  const said: (string | false | null | undefined)[] = [
    card.data.synthetic && 'The scans are synthetic: the figures say nothing of scans of people.',
    accuracy &&
      `${evaluated(card)}: the accuracy is known to about ±${(50 * (accuracy.high - accuracy.low)).toFixed(0)} points.`,
    card.split.testGroups < LEAST_GROUPS && card.figures.of !== 'validation' && TOO_FEW_GROUPS,
    card.folds
      ? 'The figures are of several networks, each tested on scans that it had not seen. What another split would change is in the interval of their mean, not in those of all scans together.'
      : 'The intervals are those of one training on one split. They leave out what another split, another seed, and the choice of epoch and threshold on the validation set would change.',
    report.externalTests.length === 0 &&
      'There was no external test: scans from another place and other scanners may fare worse, and usually do.',
    !(patients && patients.scans === patients.of) &&
      'Not of all scans the patient is known: scans of one patient may be in training and in the test.',
    card.split.kind === 'random' &&
      card.split.testScansWithTwin > 0 &&
      `The split is random: ${card.split.testScansWithTwin} test scans have a duplicate in training, which inflates every figure.`,
    card.thresholdFrom === 'hand' &&
      'The threshold was set by hand after the test was seen: figures at it are optimistic.',
    report.shortcuts === null
      ? 'How well file properties alone tell the classes apart was not measured.'
      : report.conclusion.because !== null && `On shortcuts: ${report.conclusion.text}. ${report.conclusion.because}`,
    differing.length > 0 && `The accuracy differs in: ${differing.join('; ')}. One of twenty groups differs by chance.`,
    report.robustness.length === 0 && 'How it fares with noisy, blurred or turned scans was not measured.',
    !card.familiarity && 'It has no check of whether a scan is like those that it was trained on.',
    report.data !== null &&
      !report.data.sameVersion &&
      'The data set was changed after the training: what is said of excluded and refused files is of its present state.',
  ];
  return said.filter((each): each is string => typeof each === 'string');
}

/** The largest class alone, as a share: what a network that learned nothing gets. */
export function majorityWords(scansPerClass: readonly number[]): string {
  const total = scansPerClass.reduce((sum, each) => sum + each, 0);
  return total > 0 ? percentText(Math.max(...scansPerClass) / total) : 'not known';
}

function evaluated({ figures, split }: ModelCard): string {
  if (figures.of === 'validation')
    return `The test set is still sealed; the ${figures.n} scans of the validation set chose the epoch and the threshold, too`;
  return `The test set has ${figures.n} scans of ${split.testGroups} distinct images`;
}
