import type { ModelSummary } from '../../worker/protocol.ts';
import { ProbabilityBar } from '../charts/ProbabilityBar.tsx';
import { Chip } from '../components/Chip.tsx';
import { ClassMark } from '../components/ClassMark.tsx';
import { classLetters } from '../components/classColours.ts';
import { formatProbability } from '../components/format.ts';
import { MedicalNote } from '../components/MedicalNote.tsx';
import styles from './VerdictPanel.module.css';
import { verdictOf, verdictWords } from './verdict.ts';

type VerdictPanelProps = {
  readonly probabilities: readonly number[];
  readonly model: ModelSummary;
};

/** The words, the probability of every class (of two: the positive one, against the threshold), and what it is not. */
export function VerdictPanel({ probabilities, model }: VerdictPanelProps) {
  const { classes, threshold, data } = model.card;
  const letters = classLetters(classes);
  const verdict = verdictOf(probabilities, model.card);
  const shown = classes.length === 2 ? [1] : classes.map((_, index) => index);
  return (
    <div className={styles.panel}>
      <div className={styles.verdict}>
        <ClassMark index={verdict.classIndex} letter={letters[verdict.classIndex] ?? ''} />
        <p role="status" className={styles.words}>
          {verdictWords(verdict)}
        </p>
      </div>
      <div className={styles.bars}>
        {shown.map((index) => (
          <div key={index} className={styles.bar}>
            <span>{classes[index]}</span>
            <span>{formatProbability(probabilities[index] ?? 0)}</span>
            <ProbabilityBar
              probability={probabilities[index] ?? 0}
              threshold={classes.length === 2 ? threshold : null}
              className={classes[index] ?? ''}
              classIndex={index}
            />
          </div>
        ))}
        {classes.length === 2 ? (
          <p className="quiet dense">
            Called {classes[1]} from {formatProbability(threshold)}, a threshold chosen on the validation part.
          </p>
        ) : null}
      </div>
      {data.synthetic ? (
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
