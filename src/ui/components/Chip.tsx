import type { ReactNode } from 'react';
import styles from './Chip.module.css';
import { classNames } from './classNames.ts';

type ChipProps = {
  readonly children: ReactNode;
  readonly tone?: 'quiet' | 'accent' | 'caution' | 'danger';
  readonly title?: string;
};

/** A short fact in a small frame. */
export function Chip({ children, tone = 'quiet', title }: ChipProps) {
  return (
    <span className={classNames('inline gap-1 dense cut', styles.chip, tone)} title={title}>
      {children}
    </span>
  );
}
