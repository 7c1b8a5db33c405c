import type { ReactNode } from 'react';
import { classNames } from '../classNames.ts';
import { CautionIcon } from '../icons.tsx';
import styles from './Warning.module.css';

type WarningProps = {
  readonly children: ReactNode;
  /** A button that mends it. */
  readonly action?: ReactNode;
};

/** What must be known before a verdict is believed. */
export function Warning({ children, action }: WarningProps) {
  return (
    <div className={classNames('row dense', styles.caution)}>
      <CautionIcon />
      <p role="status">{children}</p>
      {action}
    </div>
  );
}
