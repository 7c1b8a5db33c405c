import type { Part } from '../../dataset/split.ts';
import type { ModelCard } from '../../model/card.ts';
import type { ModelSummary } from '../../worker/protocol.ts';
import { ProbabilityBar } from '../charts/ProbabilityBar.tsx';
import { Chip } from '../components/Chip.tsx';
import { ClassMark } from '../components/ClassMark.tsx';
import { classLetters } from '../components/classColours.ts';
import { formatProbability } from '../components/format.ts';
import { MedicalNote } from '../components/MedicalNote.tsx';
import { Caution } from './Caution.tsx';
import { KNOWN_SCAN } from './knownScan.ts';
import styles from './VerdictPanel.module.css';
import { comparisonWords, formatCompared, verdictOf, verdictWords } from './verdict.ts';

type VerdictProps = {
  readonly probabilities: readonly number[];
  readonly model: ModelSummary;
  /** The part of the model's own data that this very scan was in. */
  readonly knownFrom: Part | null;
};

/** 'Looks like tumour: 0.93, threshold 0.50', and whether the network had seen the very scan before. */
export function VerdictHead({ probabilities, model, knownFrom }: VerdictProps) {
  const { classes } = model.card;
  const verdict = verdictOf(probabilities, model.card);
  const comparison = comparisonWords(verdict, classes[1] ?? '');
  return (
    <div className={styles.head}>
      <div className={styles.verdict}>
        <ClassMark index={verdict.classIndex} letter={classLetters(classes)[verdict.classIndex] ?? ''} />
        <p role="status" className={styles.words}>
          {verdictWords(verdict)}
        </p>
      </div>
      {comparison ? <p className="quiet dense">{comparison}</p> : null}
      {knownFrom ? <Caution>{KNOWN_SCAN[knownFrom].sentence}</Caution> : null}
    </div>
  );
}

/** The probability of every class (of two: the positive one, against the threshold), and what the answer is not. */
export function VerdictGrounds({ probabilities, model }: Omit<VerdictProps, 'knownFrom'>) {
  const { card } = model;
  return (
    <div className={styles.panel}>
      <div className={styles.bars}>
        <Bars probabilities={probabilities} card={card} />
        {card.threshold === null ? null : (
          <p className="quiet dense">
            {card.thresholdFrom === 'hand'
              ? 'The threshold was set by hand after seeing the test part.'
              : 'The threshold was chosen on the validation part.'}
          </p>
        )}
      </div>
      {card.data.synthetic ? (
        <div className={styles.synthetic}>
          <Chip tone="caution">trained on synthetic scans</Chip>
          <p className="quiet dense">What it says of a real scan means nothing.</p>
        </div>
      ) : null}
      <div className={styles.later}>
        <h2>Heat map</h2>
        <p>Which parts of the scan spoke for this answer: not in this version.</p>
      </div>
      <MedicalNote />
    </div>
  );
}

function Bars({ probabilities, card }: { readonly probabilities: readonly number[]; readonly card: ModelCard }) {
  const { classes, threshold } = card;
  const shown = classes.length === 2 ? [1] : classes.map((_, index) => index);
  return shown.map((index) => {
    const probability = probabilities[index] ?? 0;
    return (
      <div key={index} className={styles.bar}>
        <span>{classes[index]}</span>
        <span>{threshold === null ? formatProbability(probability) : formatCompared(probability, threshold)[0]}</span>
        <ProbabilityBar
          probability={probability}
          threshold={threshold}
          className={classes[index] ?? ''}
          classIndex={index}
        />
      </div>
    );
  });
}
