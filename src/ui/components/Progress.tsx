import type { ReactNode } from 'react';
import { classNames } from './classNames.ts';
import styles from './Progress.module.css';
import { Waited } from './Waited.tsx';

type ProgressProps = {
  /** What is going on; names the bar. */
  readonly label: string;
  /** 0..max; null while it is not known how far. */
  readonly value: number | null;
  readonly max?: number;
  /** Nothing goes on: where it is not known how far, the bar does not move, and no time is counted. */
  readonly resting?: boolean;
  /** Rate, time left: beneath the bar. */
  readonly detail?: ReactNode;
  /** `Stop` and the like. */
  readonly action?: ReactNode;
  /** Why the action failed. */
  readonly failure?: ReactNode;
};

/** A bar with its name above and its rate and time left beneath. */
export function Progress({ label, value, max = 1, resting = false, detail, action, failure }: ProgressProps) {
  const share = value === null || max <= 0 ? null : Math.min(1, Math.max(0, value / max));
  const waits = share === null && !resting;
  return (
    <div className="stack">
      <div className={classNames('line spread gap-3', styles.head)}>
        <span className="strong">
          {label}
          {waits ? <Waited key={label} /> : null}
        </span>
        {share === null ? null : <span className="quiet nowrap">{Math.floor(share * 100)} %</span>}
      </div>
      <div className="row gap-3">
        <div
          className={styles.track}
          role="progressbar"
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={share === null ? undefined : Math.floor(share * 100)}
        >
          <div
            className={waits ? styles.unknown : styles.bar}
            style={waits ? undefined : { transform: `scaleX(${share ?? 0})` }}
          />
        </div>
        {action}
      </div>
      {failure}
      {detail ? <div className="quiet dense">{detail}</div> : null}
    </div>
  );
}
