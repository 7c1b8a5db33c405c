import type { ReactNode } from 'react';
import { CautionIcon } from '../../components/icons.tsx';
import styles from './Warning.module.css';

type CautionProps = {
  readonly children: ReactNode;
  /** A button that mends it. */
  readonly action?: ReactNode;
};

/** What must be known before a verdict is believed. */
export function Warning({ children, action }: CautionProps) {
  return (
    <div className={styles.caution}>
      <CautionIcon />
      <p role="status">{children}</p>
      {action}
    </div>
  );
}
