import type { Estimate } from '../../../../statistics/estimate.ts';
import { classNames } from '../../../components/classNames.ts';
import styles from './leakage.module.css';

type IntervalMarkProps = {
  readonly figure: Estimate;
  /** Left end of the scale; its right end is 1. */
  readonly from: number;
  /** The figure to go by. */
  readonly honest: boolean;
};

/** A share and its interval as a dot on a line; the numbers stand beside it. */
export function IntervalMark({ figure, from, honest }: IntervalMarkProps) {
  const at = (share: number) => `${(100 * Math.max(0, share - from)) / (1 - from)}%`;
  return (
    <svg className={classNames(styles.interval, honest && styles.honest)} aria-hidden="true">
      <line className={styles.rule} x1="0" x2="100%" y1="50%" y2="50%" />
      <line className={styles.limits} x1={at(figure.low)} x2={at(figure.high)} y1="50%" y2="50%" />
      <circle cx={at(figure.value)} cy="50%" r="5" />
    </svg>
  );
}
