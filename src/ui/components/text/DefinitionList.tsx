import type { ReactNode } from 'react';
import { classNames } from '../classNames.ts';
import styles from './DefinitionList.module.css';

/** Names and values, aligned. A value of null leaves its line out. */
export function DefinitionList({
  entries,
}: {
  readonly entries: readonly (readonly [name: string, value: ReactNode])[];
}) {
  return (
    <dl className={classNames('stack gap-1 dense', styles.entries)}>
      {entries.map(([name, value]) =>
        value === null ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
