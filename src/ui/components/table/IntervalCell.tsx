import { classNames } from '../classNames.ts';
import { formatMetric, formatPoints } from '../text/format.ts';
import styles from './IntervalCell.module.css';
import { numberCell } from './Table.tsx';

type IntervalCellProps = {
  /** Null where it is undefined. */
  readonly figure: { readonly value: number; readonly low: number; readonly high: number } | null;
  readonly as: keyof typeof WRITTEN;
};

/** The unit stands once, after the last number. */
const WRITTEN = {
  percent: [(share: number) => (100 * share).toFixed(1), '\u00a0%'],
  fraction: [(value: number) => formatMetric(value, 'fraction'), ''],
  points: [formatPoints, ''],
} as const;

/** A figure and in brackets its interval, on a phone beneath it. */
export function IntervalCell({ figure, as }: IntervalCellProps) {
  if (!figure) return <td className={numberCell}>–</td>;
  const [written, unit] = WRITTEN[as];
  return (
    <td className={numberCell}>
      {`${written(figure.value)}${unit} `}
      <span className={classNames('quiet', styles.interval)}>
        {`(${written(figure.low)} to ${written(figure.high)}${unit})`}
      </span>
    </td>
  );
}
