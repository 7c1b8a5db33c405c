import { Button } from '../../../../components/Button.tsx';
import { classNames } from '../../../../components/classNames.ts';
import { ClassMark } from '../../../../components/image/ClassMark.tsx';
import { classLetters } from '../../../../components/image/classColours.ts';
import { useLatestQuery } from '../../../../components/useLatestQuery.ts';
import { StaticImage } from '../../../../viewer/image/StaticImage.tsx';
import { jobs } from '../../../../workspace/jobs.ts';
import type { LearnNetwork } from '../../subject/subject.ts';
import styles from './quiz.module.css';
import type { QuizScan } from './tenScans.ts';
import { useFocus } from './useFocus.ts';

type QuizTurnProps = {
  readonly scan: QuizScan;
  readonly network: LearnNetwork;
  /** 'the test set' */
  readonly from: string;
  /** From 1. */
  readonly number: number;
  readonly of: number;
  readonly onCall: (classIndex: number) => void;
  /** The focus comes here: what had it is gone. */
  readonly isFocused: boolean;
};

/** One scan, large, and a button for each class. */
export function QuizTurn({ scan, network: { classes }, from, number, of, onCall, isFocused }: QuizTurnProps) {
  const image = useLatestQuery(scan.sha256, async (sha256) => ({ sha256, picture: await jobs.viewedPicture(sha256) }));
  // The one before is never shown under a new number.
  const shown = image.step === 'answered' && image.value.sha256 === scan.sha256 ? image.value.picture : null;
  const letters = classLetters(classes);
  const question = useFocus(isFocused);
  return (
    <div className={classNames('stack gap-5', styles.turn)}>
      <div className={classNames('on-black', styles.scan)}>
        <StaticImage image={shown} label={`Scan ${number} of ${of}`} />
      </div>
      <div className={classNames('stack gap-4 start', styles.call)}>
        <p ref={question} tabIndex={-1} className="strong" role="status">
          Scan {number} of {of}: what is it?
        </p>
        <div className={classNames('stack', styles.choices)}>
          {classes.map((name, index) => (
            <Button key={name} className={styles.choice} onClick={() => onCall(index)}>
              <ClassMark index={index} letter={letters[index] ?? ''} /> {name}
            </Button>
          ))}
        </div>
        <progress className={styles.done} value={number - 1} max={of} aria-label="Scans that you have called" />
        <p className="quiet dense">At random from {from}. The labels come after the last one.</p>
      </div>
    </div>
  );
}
