import type { ReactNode } from 'react';
import { classNames } from '../classNames.ts';
import styles from './Field.module.css';
import { Field } from './Field.tsx';
import area from './TextArea.module.css';

type TextAreaProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: ReactNode;
};

/** Text of several lines. */
export function TextArea({ label, value, onChange, hint }: TextAreaProps) {
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <textarea
          {...control}
          className={classNames(styles.control, area.lines)}
          rows={6}
          maxLength={10_000}
          value={value}
          data-autofocus=""
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
