import type { ReactNode } from 'react';
import { classNames } from '../../components/classNames.ts';
import styles from './charts.module.css';

/** What the marks of a chart mean: each a `<li>` with the mark and its word. */
export function Legend({ children }: { readonly children: ReactNode }) {
  return <ul className={classNames('row quiet dense', styles.legend)}>{children}</ul>;
}
