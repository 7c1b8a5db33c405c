import type { ReactNode } from 'react';
import { classNames } from '../classNames.ts';
import styles from './SortHeader.module.css';

type SortHeaderProps<Key extends string> = {
  readonly name: ReactNode;
  readonly sortKey: Key;
  /** Null where the table is in no column's order. */
  readonly sorting: { readonly key: Key; readonly descending: boolean } | null;
  readonly onSort: (key: Key) => void;
  readonly className?: string | undefined;
};

/** Over a column by which a table can be sorted. */
export function SortHeader<Key extends string>({ name, sortKey, sorting, onSort, className }: SortHeaderProps<Key>) {
  const direction = sorting?.key !== sortKey ? 'none' : sorting.descending ? 'descending' : 'ascending';
  return (
    <th scope="col" aria-sort={direction} className={className}>
      <button
        type="button"
        className={classNames('bare inline gap-1 quiet', styles.sort)}
        onClick={() => onSort(sortKey)}
      >
        {name}
        <span aria-hidden="true">{direction === 'none' ? '↕' : direction === 'descending' ? '↓' : '↑'}</span>
      </button>
    </th>
  );
}
