import { type ReactNode, useId } from 'react';
import { classNames } from '../classNames.ts';
import styles from './Field.module.css';

/** What the control must carry so that its label, hint and problem belong to it. */
type ControlProps = {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean | undefined;
};

type FieldProps = {
  readonly label: string;
  /** One quiet line below the control. */
  readonly hint?: ReactNode;
  /** What is wrong with the value, in a sentence; takes the place of the hint. */
  readonly problem?: string | null | undefined;
  /** A `Tooltip` or the like beside the label: kept out of the control's name. */
  readonly aside?: ReactNode;
  readonly className?: string | undefined;
  readonly children: (control: ControlProps) => ReactNode;
};

export function Field({ label, hint, problem, aside, className, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = problem ?? hint;
  return (
    <div className={classNames('stack gap-1', className)}>
      <div className={classNames('dense strong', styles.head)}>
        <label htmlFor={id}>{label}</label>
        {aside}
      </div>
      {children({
        id,
        'aria-describedby': note ? noteId : undefined,
        'aria-invalid': problem ? true : undefined,
      })}
      {note ? (
        <p id={noteId} className={classNames('quiet dense', styles.note, problem && 'danger')}>
          {note}
        </p>
      ) : null}
    </div>
  );
}
