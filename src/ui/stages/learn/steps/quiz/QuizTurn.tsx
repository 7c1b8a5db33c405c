import { Button } from '../../../../components/Button.tsx';
import { ClassMark } from '../../../../components/image/ClassMark.tsx';
import { classLetters } from '../../../../components/image/classColours.ts';
import { useLatestQuery } from '../../../../components/useLatestQuery.ts';
import { StaticImage } from '../../../../viewer/image/StaticImage.tsx';
import { jobs } from '../../../../workspace/jobs.ts';
import type { LearnNetwork } from '../../subject.ts';
import styles from './quiz.module.css';
import type { QuizScan } from './tenScans.ts';

type QuizTurnProps = {
  readonly scan: QuizScan;
  readonly network: LearnNetwork;
  /** 'the test set' */
  readonly from: string;
  /** From 1. */
  readonly number: number;
  readonly of: number;
  readonly onCall: (classIndex: number) => void;
};

/** One scan, large, and a button for each class. */
export function QuizTurn({ scan, network: { classes }, from, number, of, onCall }: QuizTurnProps) {
  const image = useLatestQuery(scan.sha256, (sha256) => jobs.viewedPicture(sha256));
  const letters = classLetters(classes);
  return (
    <div className={styles.turn}>
      <div className={styles.scan}>
        <StaticImage image={image.step === 'answered' ? image.value : null} label={`Scan ${number} of ${of}`} />
      </div>
      <div className={styles.call}>
        <p className="strong" role="status">
          Scan {number} of {of}: what is it?
        </p>
        <div className={styles.choices}>
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
