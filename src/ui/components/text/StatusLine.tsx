import type { ReactNode } from 'react';
import { classNames } from '../classNames.ts';
import styles from './StatusLine.module.css';

type StatusLineProps = {
  readonly children: ReactNode;
  readonly tone?: 'quiet' | 'good' | 'caution' | 'bad';
  readonly className?: string | undefined;
};

const TONES = { quiet: 'quiet', good: 'accent', caution: 'caution', bad: 'danger' };

/** One line that screen readers hear when it changes. Keep it in the page while it is empty, or it is not heard. */
export function StatusLine({ children, tone = 'quiet', className }: StatusLineProps) {
  return (
    <p role="status" className={classNames(TONES[tone], styles.status, className)}>
      {children}
    </p>
  );
}
