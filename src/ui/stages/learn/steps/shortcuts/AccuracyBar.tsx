import type { Estimate } from '../../../../../statistics/intervals/estimate.ts';
import { classNames } from '../../../../components/classNames.ts';
import { formatPercent } from '../../../../components/text/format.ts';
import styles from './shortcuts.module.css';

type AccuracyBarProps = {
  readonly name: string;
  /** Its interval; null of what has none. */
  readonly accuracy: Estimate | null;
  readonly value: number;
  /** The network's. */
  readonly own?: boolean;
  readonly pressed?: boolean;
  /** Left out where it cannot be pressed. */
  readonly onPress?: () => void;
};

/** An accuracy to scale, from 0 to 100 %. */
export function AccuracyBar({ name, accuracy, value, own = false, pressed, onPress }: AccuracyBarProps) {
  const inside = (
    <>
      <span>{name}</span>
      <span className={styles.track} aria-hidden="true">
        <span className={classNames(styles.fill, own && styles.own)} style={{ width: `${100 * value}%` }} />
        {accuracy ? (
          <span
            className={styles.interval}
            style={{ left: `${100 * accuracy.low}%`, width: `${100 * (accuracy.high - accuracy.low)}%` }}
          />
        ) : null}
      </span>
      <span>
        <b>{formatPercent(value)}</b>
        {accuracy ? (
          <span className="quiet dense">
            {' '}
            ({formatPercent(accuracy.low, 0).replace(' %', '')} to {formatPercent(accuracy.high, 0)})
          </span>
        ) : null}
      </span>
    </>
  );
  if (!onPress) return <li className={classNames('stack gap-3', styles.bar)}>{inside}</li>;
  return (
    <li>
      <button
        type="button"
        className={classNames('stack gap-3', styles.bar, styles.pressable, 'lights')}
        aria-pressed={pressed}
        onClick={onPress}
      >
        {inside}
      </button>
    </li>
  );
}
