import { classColour } from '../components/image/classColours.ts';
import { formatProbability } from '../components/text/format.ts';
import styles from './ProbabilityBar.module.css';

type ProbabilityBarProps = {
  /** 0..1 */
  readonly probability: number;
  /** From which a scan is called so; null where the most probable class wins. */
  readonly threshold: number | null;
  /** The class that the probability is of, and its place in the classes. */
  readonly className: string;
  readonly classIndex: number;
};

/** A probability as a bar against the threshold: a tick that the bar reaches, or not. */
export function ProbabilityBar({ probability, threshold, className, classIndex }: ProbabilityBarProps) {
  const against = threshold === null ? '' : `, threshold ${formatProbability(threshold)}`;
  return (
    <div
      className={styles.track}
      role="img"
      aria-label={`Probability of ${className} ${formatProbability(probability)}${against}`}
    >
      <div
        className={styles.bar}
        style={{ transform: `scaleX(${probability})`, backgroundColor: classColour(classIndex) }}
      />
      {threshold === null ? null : <div className={styles.threshold} style={{ left: `${threshold * 100}%` }} />}
    </div>
  );
}
