import type { Subset } from '../../../../dataset/split/splitSettings.ts';
import type { Unlike } from '../../../../inference/familiarity.ts';
import type { ModelSummary } from '../../../../worker/jobs/models/modelProtocol.ts';
import { ProbabilityBar } from '../../../charts/ProbabilityBar.tsx';
import { Chip } from '../../../components/Chip.tsx';
import { classNames } from '../../../components/classNames.ts';
import { ClassMark } from '../../../components/image/ClassMark.tsx';
import { classLetters } from '../../../components/image/classColours.ts';
import { Warning } from '../../../components/layout/Warning.tsx';
import { formatProbability } from '../../../components/text/format.ts';
import { MedicalNote } from '../../../components/text/MedicalNote.tsx';
import { isUnlike, KNOWN_SCAN, UNLIKE_SCAN, unlikeWords } from './knownScan.ts';
import styles from './VerdictPanel.module.css';
import { groundsWords, verdictOf, verdictWords } from './verdict.ts';

type VerdictProps = {
  readonly probabilities: readonly number[];
  readonly model: ModelSummary;
  /** The part of the model's own data that this very scan was in. */
  readonly knownFrom: Subset | null;
  /** In what the scan is unlike those that the network learned from; null where that is not known. */
  readonly unlike: readonly Unlike[] | null;
};

/** The class in words, what that rests on, and whether the network had seen the very scan before. */
export function VerdictHead({ probabilities, model, knownFrom, unlike }: VerdictProps) {
  const { classes } = model.card;
  const verdict = verdictOf(probabilities, model.card);
  const meaningless = isUnlike({ unlike });
  return (
    <div className="stack">
      {unlike && meaningless ? (
        <Warning>
          <b>{UNLIKE_SCAN.sentence}</b> {unlikeWords(unlike)}
        </Warning>
      ) : null}
      <div className={classNames('line gap-3', styles.verdict, meaningless && 'meaningless')}>
        {verdict.undecided ? null : (
          <ClassMark index={verdict.classIndex} letter={classLetters(classes)[verdict.classIndex] ?? ''} />
        )}
        <p role="status" className="large">
          {verdictWords(verdict)}
        </p>
      </div>
      <div className={classNames(meaningless && 'meaningless')}>
        <p>{groundsWords(verdict, classes)}</p>
        {verdict.threshold === null ? null : (
          <ProbabilityBar
            probability={verdict.probability}
            threshold={verdict.threshold}
            className={classes[1] ?? ''}
            classIndex={1}
          />
        )}
      </div>
      {knownFrom ? <Warning>{KNOWN_SCAN[knownFrom].sentence}</Warning> : null}
    </div>
  );
}

/** Where the threshold is from (of more than two classes: the probability of each), and what the answer is not. */
export function VerdictGrounds({ probabilities, model }: Omit<VerdictProps, 'knownFrom' | 'unlike'>) {
  const { card } = model;
  return (
    <div className="stack gap-4">
      {card.threshold === null ? (
        <ClassBars probabilities={probabilities} classes={card.classes} />
      ) : (
        <p className="quiet dense">
          {card.thresholdFrom === 'hand'
            ? 'The threshold was chosen after the test set was seen.'
            : 'The threshold was chosen on the validation set.'}
        </p>
      )}
      {card.data.synthetic ? (
        <div className="row">
          <Chip tone="caution">trained on synthetic scans</Chip>
          <p className="quiet dense">Its verdict on a real scan means nothing.</p>
        </div>
      ) : null}
      <MedicalNote />
    </div>
  );
}

type ClassBarsProps = { readonly probabilities: readonly number[]; readonly classes: readonly string[] };

function ClassBars({ probabilities, classes }: ClassBarsProps) {
  return (
    <div className="stack">
      {classes.map((name, index) => (
        <div key={name} className={classNames('stack', styles.bar)}>
          <span>{name}</span>
          <span>{formatProbability(probabilities[index] ?? 0)}</span>
          <ProbabilityBar
            probability={probabilities[index] ?? 0}
            threshold={null}
            className={name}
            classIndex={index}
          />
        </div>
      ))}
    </div>
  );
}
