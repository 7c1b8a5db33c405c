import { patientsSentence } from '../../../dataset/patients.ts';
import { testingWords } from '../../../dataset/split/splitWords.ts';
import type { ModelCard } from '../../../model/card/card.ts';
import { Chip } from '../../components/Chip.tsx';
import { formatCount, formatCounted, formatPercent, formatProbability } from '../../components/text/format.ts';
import { subsetOfFigures } from './evaluated.ts';
import { AFTER_TEST } from './threshold/thresholdWords.ts';

type ProvenanceProps = {
  readonly card: ModelCard;
  /** Evaluated scans of each class; null while they are not known. */
  readonly counts: readonly number[] | null;
};

/** Which scans the figures are from, and what they cannot say. Stands above every figure about accuracy. */
export function ResultCaveats({ card, counts }: ProvenanceProps) {
  const { split, data } = card;
  const subset = subsetOfFigures(card);
  return (
    <div className="stack gap-1">
      <p>{splitSentence(card)}</p>
      {split.kind === 'random' && split.testScansWithTwin > 0 ? (
        <p className="caution strong">
          Inflated by duplicates: {formatCount(split.testScansWithTwin)} of{' '}
          {formatCounted(split.scans.test, 'test scan')} have a duplicate in training. Train with the grouped split for
          unbiased results.
        </p>
      ) : null}
      {card.thresholdFrom === 'hand' && card.threshold !== null ? (
        <p className="caution strong">
          Threshold {formatProbability(card.threshold, 3)}, {AFTER_TEST}.
        </p>
      ) : null}
      {card.folds ? null : <p className="quiet">{LEFT_OUT}</p>}
      {subset === 'test' && split.testGroups < split.scans.test ? (
        <p className="quiet">{evidenceSentence(card)}</p>
      ) : null}
      {counts ? <p className="quiet">{baseline(card.classes, counts)}</p> : null}
      <p className="quiet">
        {data.synthetic ? <Chip tone="caution">synthetic</Chip> : null}{' '}
        {data.synthetic
          ? 'This page drew these scans: the results say nothing about real scans.'
          : `Patients: ${patientsSentence(data.patients, split.kind)} Results on scans from another hospital may be worse.`}
      </p>
    </div>
  );
}

/** What no interval of one test set can hold. */
const LEFT_OUT =
  'One split: the intervals hold the chance of these test scans, not of the split, of the first weights, or of what was chosen on ' +
  'validation (epoch, threshold). Cross-validation in Train does.';

/** 'On 558 test scans never seen, grouped split.' */
function splitSentence({ split, folds, figures }: ModelCard): string {
  if (figures.of === 'validation')
    return `On ${formatCounted(figures.n, 'validation scan')}. ${split.kind === 'own' ? 'The set’s own split.' : split.kind === 'grouped' ? 'Grouped split: no duplicate or near-duplicate that was found is in training.' : 'Random split.'}`;
  const scans = formatCounted(split.scans.test, 'test scan');
  if (folds && split.testing) {
    const one =
      split.testing.by === 'repeats' ? 'the first network whose test set it was in' : 'a network that had not seen it';
    return `On ${scans}, each classified by ${one} (${testingWords(split.testing)}, ${split.kind} split).`;
  }
  if (split.kind === 'own') {
    const overlap =
      split.testScansWithTwin > 0
        ? `${formatCounted(split.testScansWithTwin, 'test scan')} of them ${split.testScansWithTwin === 1 ? 'has' : 'have'} a duplicate in training, which inflates the results.`
        : 'No duplicate across its subsets was found.';
    return `On ${scans} of the set’s own test. ${overlap}`;
  }
  return split.kind === 'grouped'
    ? `On ${scans} never seen in training. Grouped split: no duplicate or near-duplicate that was found is in training.`
    : `On ${scans} not used in training. Random split.`;
}

/** What copies, and scans of one patient or volume, are to the intervals. */
function evidenceSentence({ split, data, figures }: ModelCard): string {
  const { scans = 0, volumes = 0 } = data.patients ?? {};
  const what = scans + volumes > 0 ? 'patients, volumes or images' : 'images';
  const are = `${formatCounted(split.scans.test, 'test scan')} are ${formatCount(split.testGroups)} distinct ${what}`;
  return figures.evidence === 'bundles'
    ? `${are}; the intervals count each of them once.`
    : `${are}; the intervals treat scans as independent, so they are too narrow.`;
}

/** What every figure has to be held against: 'Baseline, always Tumour: 61.2 % accuracy.' */
function baseline(classes: readonly string[], counts: readonly number[]): string {
  const most = Math.max(...counts);
  const all = counts.reduce((sum, count) => sum + count, 0);
  return `Baseline, always ${classes[counts.indexOf(most)]}: ${formatPercent(most / Math.max(1, all))} accuracy.`;
}
