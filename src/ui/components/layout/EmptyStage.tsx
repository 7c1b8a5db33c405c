import type { ReactNode } from 'react';
import { classNames } from '../classNames.ts';
import styles from './EmptyStage.module.css';

type EmptyStageProps = {
  /** What the stage is for, or what is missing: one sentence. */
  readonly title: string;
  readonly children?: ReactNode;
  /** One primary button. */
  readonly action?: ReactNode;
  /** One quiet line. */
  readonly note?: ReactNode;
};

/** A stage that has nothing yet: what it needs, and the way there. */
export function EmptyStage({ title, children, action, note }: EmptyStageProps) {
  return (
    <div className={classNames('column gap-4', styles.empty)}>
      <h1>{title}</h1>
      {children}
      {action ? <div className="row center">{action}</div> : null}
      {note ? <p className="quiet dense">{note}</p> : null}
    </div>
  );
}
