import type { ReactNode } from 'react';
import { classNames } from '../components/classNames.ts';
import styles from './MetricTile.module.css';

/** A row of numbers that matter. */
export function MetricTiles({ children }: { readonly children: ReactNode }) {
  return <dl className={classNames('framed fields', styles.tiles)}>{children}</dl>;
}

type MetricTileProps = {
  readonly name: ReactNode;
  /** '92.1 %' */
  readonly value: string;
  /** '89.6 to 94.1 %': the 95 % interval. */
  readonly interval?: string | null;
  /** Of how many scans, and which: stands with every figure about accuracy. */
  readonly note?: ReactNode;
};

/** A number that matters: large, with its interval and what it is from beneath. */
export function MetricTile({ name, value, interval, note }: MetricTileProps) {
  return (
    <div className={styles.tile}>
      <dt className={classNames('quiet dense', styles.name)}>{name}</dt>
      <dd className={classNames('strong', styles.value)}>{value}</dd>
      {interval ? <dd className={classNames('quiet dense nowrap', styles.note)}>{interval}</dd> : null}
      {note ? <dd className={classNames('quiet dense', styles.note)}>{note}</dd> : null}
    </div>
  );
}
